import { describe, expect, it } from 'vitest';
import { cases as assignments } from './layout-cases/assignments.ts';
import { cases as blankLines } from './layout-cases/blank-lines.ts';
import { cases as brackets } from './layout-cases/brackets.ts';
import type { Case } from './layout-cases/case.ts';
import { cases as chains } from './layout-cases/chains.ts';
import { cases as comments } from './layout-cases/comments.ts';
import { cases as definitions } from './layout-cases/definitions.ts';
import { cases as operators } from './layout-cases/operators.ts';
import { cases as statements } from './layout-cases/statements.ts';
import { laidOut, ruff } from './support.ts';

const TABLES: Readonly<Record<string, readonly Case[]>> = {
  assignments,
  'blank lines': blankLines,
  brackets,
  'call chains': chains,
  comments,
  definitions,
  operators,
  statements,
};

describe.each(Object.entries(TABLES))('layout of %s', (_, table) => {
  it.each(table)('$name', ({ source, expected, isStricter }) => {
    const wanted = expected.slice(1);
    expect(laidOut(source.slice(1))).toBe(wanted);
    expect(ruff.format(isStricter ? wanted : source.slice(1))).toBe(wanted);
  });

  it.each(table)('$name: laid out again, it stays', ({ expected }) => {
    expect(laidOut(expected.slice(1))).toBe(expected.slice(1));
  });
});

/** Lines that break in different ways, depending on how long `name` is. */
const template = (name: string): string =>
  [
    `${name} = await session.scalar(select(Post).where(Post.${name} == value, Post.deleted_at.is_(None)))`,
    `def ${name}(self, ${name}: Annotated[int, Query(ge=1)], other: str | None = None) -> Page[${name}]:`,
    `    return [item.${name} for item in self.items if item.${name} is not None and item.${name} != other]`,
    `assert response.json()["${name}"] == {"${name}": 1, "other": [1, 2, 3]}, response.${name}`,
    '',
  ].join('\n');

describe('layout', () => {
  it('ends a file with one line break', () => {
    expect(laidOut('"""Module."""\n\n\n')).toBe('"""Module."""\n');
    expect(laidOut('x = 1')).toBe('x = 1\n');
  });

  it('counts wide characters twice and combining marks not at all', () => {
    const wide = '漢'.repeat(40);
    const marks = 'e\u0301'.repeat(80);
    for (const text of [wide, marks, '😀'.repeat(40), '👍🏽'.repeat(20)]) {
      const source = `call(first_argument, "${text}")\n`;
      expect(laidOut(source)).toBe(ruff.format(source));
    }
  });

  it('leaves lines that it does not understand as they are', () => {
    const source = 'class A[T]:\n    x = 1\n';
    expect(laidOut(source)).toBe(source);
  });

  it('keeps strings of several lines', () => {
    const source = 'x = """\n  a\n\n    b\\"""\n"""\n';
    expect(laidOut(source)).toBe(source);
  });

  it('gives the same result for lines of every length', () => {
    for (let length = 1; length <= 100; length++) {
      const source = template('n'.repeat(length));
      expect(laidOut(source)).toBe(ruff.format(source));
    }
  });
});
