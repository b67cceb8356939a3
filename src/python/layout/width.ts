/** How many columns a text takes, counted as Ruff does: wide characters two, combining marks none. */

/** Whether every character takes one column. */
export const isAscii = (text: string): boolean => !/[^\n\x20-\x7e]/.test(text);

const INVISIBLE = /\p{Grapheme_Extend}|\p{Cf}|[\u1160-\u11ff\u3164\ud7b0-\ud7fb\uff9e-\uffa0]/u;
const NARROW = /[\u{1f1e6}-\u{1f1ff}]/u;
const WIDE_BLOCKS = [
  '\\u1100-\\u115f\\u2329\\u232a\\u2630-\\u2637\\u268a-\\u268f\\u2e80-\\u303e\\u3041-\\u3247\\u3250-\\ua4c6\\ua960-\\ua97c',
  '\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe10-\\ufe19\\ufe30-\\ufe6b\\uff01-\\uff60\\uffe0-\\uffe6',
  '\\u{16fe0}-\\u{18df2}\\u{1aff0}-\\u{1b2fb}\\u{1d300}-\\u{1d376}\\u{1f200}-\\u{1f265}\\u{20000}-\\u{3fffd}',
].join('');
const WIDE = new RegExp(`[${WIDE_BLOCKS}]|\\p{Emoji_Presentation}`, 'u');

/** The columns that one line of text takes. */
export function textWidth(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

function charWidth(char: string): number {
  if (char < '\u007f' || NARROW.test(char)) return 1;
  if (INVISIBLE.test(char)) return 0;
  return WIDE.test(char) ? 2 : 1;
}
