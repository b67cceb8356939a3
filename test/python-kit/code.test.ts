import { describe, expect, it } from 'vitest';
import {
  doc,
  fstring,
  from,
  infix,
  isPresent,
  Name,
  paragraphs,
  type Part,
  py,
  regex,
  renderModule,
  value,
} from '../../src/python/index.ts';

const printed = (body: Part): string => renderModule({ path: 'm.py', body }).text;

describe('py', () => {
  it('prints strings as literals, and only names, symbols and templates as code', () => {
    expect(printed(py`x = ${'import os'}`)).toBe('x = "import os"\n');
    expect(printed(py`${new Name('x')} = ${1}, ${'a'}, ${value({ a: [null, true] })}`)).toBe(
      'x = 1, "a", {"a": [None, True]}\n',
    );
  });

  it('takes the indentation of the template away, and adds that of the place', () => {
    const inner = py`
      if x:
          y()
    `;
    expect(
      printed(py`
      def f():
          ${inner}
          return 1
    `),
    ).toBe('def f():\n    if x:\n        y()\n    return 1\n');
  });

  it('drops the line of an absent hole, and prints an array one item a line', () => {
    expect(
      printed(py`
      a = 1
      ${false}
      ${null}
      ${undefined}
      ${[]}
      ${[py`b = 1`, false, py`c = 1`]}
    `),
    ).toBe('a = 1\nb = 1\nc = 1\n');
  });

  it('separates the items of an array within a line by commas', () => {
    expect(printed(py`f(${['a', false, py`b=1`, [2, 'c']]})`)).toBe('f("a", b=1, 2, "c")\n');
  });

  it('leaves backslashes alone', () => {
    expect(printed(py`x = "\n"`)).toBe('x = "\\n"\n');
  });

  it('continues a line with a template of several lines', () => {
    const call = py`
      f(
          1,
      )
    `;
    expect(printed(py`x = ${call}`)).toBe('x = f(\n    1,\n)\n');
  });
});

describe('fstring', () => {
  it.each([
    [fstring('a ', py`b`, ' c'), 'f"a {b} c"'],
    [fstring('{x} ', py`y`), 'f"{{x}} {y}"'],
    [fstring('say "hi" ', py`y`), 'f\'say "hi" {y}\''],
    [fstring(`'"" `, py`y`), `f'\\'"" {y}'`],
    [fstring(py`a["key"]`), `f"{a['key']}"`],
    [fstring('"', py`a[${'key'}]`), `f'"{a["key"]}'`],
    [fstring(py`{"a": 1}[b]`), `f"{ {'a': 1}[b]}"`],
    [fstring('back\\slash\n', py`y`), 'f"back\\\\slash\\n{y}"'],
  ])('%#', (part, expected) => {
    expect(printed(py`x = ${part}`)).toBe(`x = ${expected}\n`);
  });

  it('is an error with an expression that it cannot hold', () => {
    expect(() => printed(py`x = ${fstring(py`a[${`'"`}]`)}`)).toThrow('an f-string cannot hold');
    expect(() => printed(py`x = ${fstring(py`a[${'\n'}]`)}`)).toThrow('an f-string cannot hold');
  });

  it('stands alone on a line, too', () => {
    expect(
      printed(py`
      f(
          ${fstring('a', py`b`)}
      )
    `),
    ).toBe('f(f"a{b}")\n');
  });
});

describe('the small ones', () => {
  it('regex', () => {
    expect(printed(py`x = ${regex('^\\d+$')}`)).toBe('x = r"^\\d+$"\n');
  });

  it('infix', () => {
    expect(printed(py`x = ${infix('|', [py`int`, false, py`None`])}`)).toBe('x = int | None\n');
    expect(printed(py`x = ${infix('and', [py`a`])}`)).toBe('x = a\n');
  });

  it('paragraphs', () => {
    expect(printed(paragraphs(py`a = 1`, [false, py`b = 1`], null))).toBe('a = 1\n\nb = 1\n');
  });

  it('isPresent', () => {
    const absent: readonly Part[] = [false, null, undefined, [], [false, [null]]];
    const present: readonly Part[] = ['', 0, py``, [false, 0]];
    expect(absent.some(isPresent)).toBe(false);
    expect(present.every(isPresent)).toBe(true);
  });
});

describe('renderModule', () => {
  it('puts docstring, imports and body in order', () => {
    const { APIRouter } = from('fastapi', 'APIRouter');
    const { text } = renderModule({ path: 'm.py', doc: 'Routes.', body: py`router = ${APIRouter}()` });
    expect(text).toBe('"""Routes."""\n\nfrom fastapi import APIRouter\n\nrouter = APIRouter()\n');
  });

  it('puts two blank lines between imports and a definition', () => {
    const { Base } = from('app.core.database', 'Base');
    const { text } = renderModule({
      path: 'm.py',
      body: py`
        class Post(${Base}):
            ${doc('A post.')}
      `,
    });
    expect(text).toBe('from app.core.database import Base\n\n\nclass Post(Base):\n    """A post."""\n');
  });

  it('is only a docstring without a body', () => {
    expect(renderModule({ path: 'm.py', doc: 'The posts.' }).text).toBe('"""The posts."""\n');
  });
});
