/** What every text format shares: which characters a reader cannot see, and text that fits on one line. */

/** Controls, invisible and bidirectional characters, and halves of surrogate pairs. */
export const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- finding them is what it is for
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]|\p{Cs}|\p{Co}|\p{Cn}|[\u{e0000}-\u{e0fff}]/gu;

const REPLACEMENT = '\ufffd';

/** The code point of `char` in hexadecimal; half of a surrogate pair, which is no character, counts as U+FFFD. */
export function codePoint(char: string): string {
  const code = char.codePointAt(0)!;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return (isSurrogate ? REPLACEMENT.codePointAt(0)! : code).toString(16);
}

/** `text` on one line, in characters that can be seen: what cannot becomes a space, and spaces are not repeated. */
export const oneLine = (text: string): string => text.replace(INVISIBLE, ' ').replace(/\s+/gu, ' ').trim();
