/** Characters that are no text: they cannot be stored everywhere, or change how text around them is shown. */

/** Whether a text is more than one plain line: it has control characters, line breaks or lone surrogates. */
export function hasControls(text: string): boolean {
  for (const sign of text) if (isControl(sign)) return true;
  return false;
}

/** Whether one character is a control character, a line break or half a character. */
export function isControl(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x2028 || code === 0x2029) return true;
  return code >= 0xd800 && code <= 0xdfff;
}

/** How many characters a database counts in a text. */
export const characters = (text: string): number => Array.from(text).length;
