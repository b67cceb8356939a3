/**
 * Characters that must not stand in source text as they are: what cannot be seen, and what looks like something else.
 * Linters reject both (Ruff's PLE2510-2515 and RUF001-003), because they hide what a text really says.
 */

/** Controls, formats, lone surrogates, private and unassigned characters, separators other than the space. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u{e0100}-\u{e01ef}]|(?! )\p{Zs}/gu;

/** Code points that are easily taken for an ASCII character, in hexadecimal. */
const AMBIGUOUS =
  'b4 b8 d7 131 17f 184 18d 1a6-1a7 1b7 1bc-1bd 1c0 1c3 21c 222-223 241 251 261 263 269-26a 26f 28b 28f 294 2b9 ' +
  '2bb-2be 2c2-2c4 2c6 2c8 2ca-2cb 2d0 2d7 2db-2dc 2f4 2f8 374 37a 37e-37f 384 391-392 395-397 399-39a 39c-39d ' +
  '39f 3a1 3a4-3a5 3a7 3b1 3b3 3b9 3bd 3bf 3c1 3c3 3c5 3d2 3dc 3e8 3f1-3f3 3f9-3fa 405-406 408 410 412 415 417 ' +
  '41a 41c-41e 420-423 425 42c 430-431 433 435 43e 440-441 443 445 455-456 458 461 474-475 4ae-4af 4bb 4bd 4c0 ' +
  '4cf 4e0 501 50c 51b-51d 54d 54f 555 55a 55d 561 563 566 570 578 57c-57d 581 584-585 589 5c0 5c3 5d5 5d8-5d9 ' +
  '5df 5e1 5f3 60d 627 647 660-661 665 667 66b 66d 6be 6c1 6d4-6d5 6f0-6f1 6f5 6f7 701-704 7c0 7ca 7f4-7f5 7fa ' +
  '903 966 97d 9e6 9ea 9ed a66-a67 a6a a83 ae6 b03 b20 b66 b68 be6 c02 c66 c82 ce6 d02 d20 d66 d6d d82 e50 ed0 ' +
  '101d 1040 10e7 10ff 1200 12d0 13a0-13a2 13a5 13a9-13ac 13ae 13b3 13b7 13bb 13bd 13c0 13c2-13c3 13ce-13cf ' +
  '13d2 13d4-13d5 13d9-13da 13de-13df 13e2 13e6-13e7 13ee 13f3-13f4 1400 142f 1433 1438 144a 144c 146d 146f ' +
  '1472 148d 14aa 14bf 1541 157c-157d 1587 15af 15b4 15c5 15de 15ea 15f0 15f7 166d-166e 16b2 16b7 16c1 16cc ' +
  '16d5-16d6 16ec-16ed 1735 1803 1809 1d04 1d0f 1d11 1d1c 1d20-1d22 1d26 1d83 1d8c 1e9d 1eff 1fbd-1fc0 1fef ' +
  '1ffd-1ffe 2010-2013 2018-201b 2024 2032 2035 2039-203a 2041 2043-2044 204e 2053 205a 2102 210a-210e ' +
  '2110-2113 2115 2119-211d 2124 2128 212a 212c-2131 2133-2134 2139 213d 2145-2149 2160 2164 2169 216c-2170 ' +
  '2174 2179 217c-217e 2212 2215-2217 2223 2228 222a 2236 223c 22a4 22c1 22c3 22ff 2373-2374 237a 23fd 2571 ' +
  '2573 2768-2769 276e-276f 2772-2775 2795-2796 27cb 27cd 27d9 292b-292c 29f5 29f8-29f9 2a2f 2c85 2c8e 2c92 ' +
  '2c94 2c98 2c9a 2c9e-2c9f 2ca2-2ca6 2ca8 2cac 2cba 2cc6 2cca 2ccc 2cd0 2cd2 2d38-2d39 2d4f 2d51 2d54-2d55 ' +
  '2d5d 2e40 2f02-2f03 3007 3014-3015 3033 30a0 30ce 31d3-31d4 4e36 4e3f a4d0-a4d4 a4d6-a4d7 a4d9-a4da ' +
  'a4dc-a4dd a4df-a4e3 a4e6-a4e7 a4ea-a4ec a4ee a4f0 a4f2-a4f4 a4f8-a4f9 a4fd a4ff a60e a644 a647 a6df a6eb ' +
  'a6ef a731 a75a a76a a76e a778 a789 a78c a798-a799 a79f a7ab a7b2-a7b4 ab32 ab35 ab3d ab47-ab48 ab4e ab52 ' +
  'ab5a ab75 ab81 ab83 ab93 aba9-abaa abaf fba6-fbad fd3e-fd3f fe30 fe4d-fe4f fe58 fe68 fe8d-fe8e fee9-feec ' +
  'ff01-ff5e ffe8 1d400-1d7ff';

let ambiguous: ReadonlySet<string> | undefined;

function isAmbiguous(char: string): boolean {
  ambiguous ??= new Set(
    AMBIGUOUS.split(' ').flatMap((range) => {
      const [first, last = first] = range.split('-').map((digits) => Number.parseInt(digits, 16));
      return Array.from({ length: last! - first! + 1 }, (_, index) => String.fromCodePoint(first! + index));
    }),
  );
  return ambiguous.has(char);
}

/** `char` as `\u` or `\U` escape. */
export function unicodeEscape(char: string): string {
  const code = char.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** Escapes in `text` whatever cannot be seen. */
export const escapeUnprintable = (text: string, escape: (char: string) => string): string =>
  text.replace(UNPRINTABLE, escape);

const WORD_OR_OTHER = /[\p{Alphabetic}\p{N}]+|[^\p{Alphabetic}\p{N}]+/gu;
const WORD = /^[\p{Alphabetic}\p{N}]/u;

/**
 * Escapes in `source`, text that is already escaped otherwise, what looks like ASCII: anywhere between words, and in words
 * that hold ASCII characters or nothing but such characters. Other words are plainly of another script.
 */
export function escapeAmbiguous(source: string): string {
  if (/^[\n\x20-\x7e]*$/.test(source)) return source;
  const escaped = source.replace(WORD_OR_OTHER, (run) => {
    const chars = Array.from(run);
    const isSuspicious =
      !WORD.test(run) || chars.some((char) => char <= '\u007f') || chars.every((char) => isAmbiguous(char));
    return isSuspicious ? chars.map((char) => (isAmbiguous(char) ? unicodeEscape(char) : char)).join('') : run;
  });
  return escaped === source ? source : escapeAmbiguous(escaped);
}

/** What typographers write instead of ASCII: harmless to replace in prose that only people read. */
const PLAIN: Readonly<Record<string, string>> = {
  '\u00b4': "'",
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': ',',
  '\u201b': "'",
  '\u2032': "'",
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2212': '-',
  '\u00d7': 'x',
};

/** `text` with plain quotes, dashes and full-width forms. */
export const plainPunctuation = (text: string): string =>
  text
    .replace(/[\u00b4\u00d7\u2010-\u2013\u2018-\u201b\u2032\u2212]/g, (char) => PLAIN[char] ?? char)
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
