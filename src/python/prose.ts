/** String literals that are too long for a line, as adjacent literals in parentheses. */
import { type Part, py, Verbatim } from './code.ts';
import { wrap } from './docstrings.ts';
import { textWidth } from './layout/width.ts';
import { quote } from './literals.ts';

const WIDTH = 100;

/**
 * `text` as a string literal that starts at `column` of a line of its own, followed by one character such as a comma.
 * Text that does not fit goes in parentheses, at column `inner`; what does not fit there either is cut at spaces, since
 * Ruff joins what does.
 */
export function prose(text: string, column: number, inner = column - 8): Part {
  const literal = quote(text);
  if (column + textWidth(literal) + 1 <= WIDTH) return text;
  if (inner + textWidth(literal) <= WIDTH) {
    return py`
      (
          ${[new Verbatim(literal)]}
      )
    `;
  }
  const room = WIDTH - column - 8;
  const chunks = wrap(text, Math.max(20, room));
  if (chunks.length === 1) return text;
  const lines = chunks.map((chunk, index) => new Verbatim(quote(index < chunks.length - 1 ? `${chunk} ` : chunk)));
  return py`
    (
        ${lines}
    )
  `;
}
