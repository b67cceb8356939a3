/** YAML scalars. */
import { codePoint, INVISIBLE } from './visible.ts';

/** `text` as a double-quoted scalar, which never means anything but a string. */
export const yamlString = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(INVISIBLE, (char) => unicodeEscape(codePoint(char)))}"`;

const unicodeEscape = (hex: string): string =>
  hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
