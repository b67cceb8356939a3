/** Lays source lines out as Ruff's formatter would: blank lines between definitions, long lines broken at brackets. */
import type { SourceLine } from './code.ts';
import { blankLinesAbove } from './layout/blank-lines.ts';
import { indentation } from './layout/indentation.ts';
import { joinLines, type LogicalLine } from './layout/logical-lines.ts';
import { Memory } from './layout/memory.ts';
import { layoutStatement } from './layout/statements.ts';
import { normalizeComment } from './layout/tokens.ts';

export const LINE_WIDTH = 100;

/** Single statements: resources and projects share most of them, and a service of a hundred has some megabytes. */
const statements = new Memory<string>(3_000_000, (source, text) => source.length + text.length);

/** The formatted text of `lines`. */
export function layout(lines: readonly SourceLine[]): string {
  const logical = joinStubs(joinLines(lines, LINE_WIDTH));
  const blanks = blankLinesAbove(logical);
  const rows: string[] = [];
  logical.forEach((line, index) => {
    for (let amount = blanks[index]!; amount > 0; amount--) rows.push('');
    rows.push(layoutLine(line));
  });
  rows.push('');
  return rows.join('\n');
}

const STUB_HEAD = /^(?:async def|def|class)\b.*:$/s;

/** Puts a body that is nothing but `...` on the line of its definition. */
function joinStubs(lines: readonly LogicalLine[]): readonly LogicalLine[] {
  if (!lines.some(({ text }) => text === '...')) return lines;
  const joined: LogicalLine[] = [];
  for (const [index, line] of lines.entries()) {
    const head = joined.at(-1);
    const isWholeBody = head && line.indent > head.indent && !((lines[index + 1]?.indent ?? 0) >= line.indent);
    if (line.text === '...' && isWholeBody && STUB_HEAD.test(head.text)) {
      joined[joined.length - 1] = { ...head, text: `${head.text} ...`, isPlain: false };
    } else joined.push(line);
  }
  return joined;
}

function layoutLine({ indent, text: source, isPlain }: LogicalLine): string {
  if (source.startsWith('#')) return indentation(indent) + normalizeComment(source);
  const unchanged = indentation(indent) + source;
  if (isPlain) return unchanged;
  return statements.recall(`${indent} ${source}`, () => layoutStatement(source, indent, LINE_WIDTH) ?? unchanged);
}
