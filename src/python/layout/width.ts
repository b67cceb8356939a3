/** How many columns a text takes, counted as Ruff does: wide characters two, combining marks none. */

/** Whether every character takes one column. */
export const isAscii = (text: string): boolean => !/[^\n\x20-\x7e]/.test(text);

const INVISIBLE = /\p{Mn}|\p{Me}|\p{Cf}|[\u1160-\u11ff]/u;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{16fe0}-\u{18d08}\u{1b000}-\u{1b2fb}\u{20000}-\u{3fffd}]/u;

/** The columns that one line of text takes. */
export function textWidth(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  for (const char of text) width += charWidth(char);
  return width;
}

function charWidth(char: string): number {
  if (char < '\u007f') return 1;
  if (INVISIBLE.test(char)) return 0;
  return WIDE.test(char) ? 2 : 1;
}
