/** TOML values. */
import { codePoint, INVISIBLE } from './visible.ts';

/** `text` as a basic string. */
export const tomlString = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(INVISIBLE, (char) => unicodeEscape(codePoint(char)))}"`;

const unicodeEscape = (hex: string): string =>
  hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;

/** Strings as an array on one line. */
export const tomlArray = (items: readonly string[]): string => `[${items.map(tomlString).join(', ')}]`;

/** Strings as an array with one item a line. */
export const tomlLines = (items: readonly string[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${tomlString(item)},\n`).join('')}]`;
