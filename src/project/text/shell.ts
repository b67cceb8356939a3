/** Words of shell commands. */
import { oneLine } from './visible.ts';

/** `text` as one word, in single quotes unless it is plain. */
export function shellWord(text: string): string {
  const line = oneLine(text);
  return /^[\w.,:/@%+=-]+$/.test(line) ? line : `'${line.replaceAll("'", String.raw`'\''`)}'`;
}

/** A JSON value in one word: characters that cannot be seen are escapes of JSON. */
export const shellJson = (value: unknown): string => shellWord(asciiJson(value));

/** Spaced as people write JSON, in printable ASCII. */
function asciiJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asciiJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, item]) => `${asciiString(key)}: ${asciiJson(item)}`);
    return `{${members.join(', ')}}`;
  }
  return typeof value === 'string' ? asciiString(value) : JSON.stringify(value);
}

const asciiString = (text: string): string =>
  JSON.stringify(text).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
