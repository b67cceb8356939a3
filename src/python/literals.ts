/** Values of the outside world as Python literals. */
import { escapeAmbiguous, escapeUnprintable, unicodeEscape } from './characters.ts';

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escape(char: string): string {
  const code = char.codePointAt(0)!;
  return ESCAPES[char] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unicodeEscape(char));
}

/** Writes backslashes, what cannot be seen and what looks like something else as escapes. */
export function escapeText(text: string): string {
  if (/^[\x20-\x5b\x5d-\x7e]*$/.test(text)) return text;
  return escapeAmbiguous(escapeUnprintable(text.replaceAll('\\', '\\\\'), escape));
}

/** `text` as a string literal, with the quotes that need fewer escapes (double ones on a tie), as formatters want it. */
export function quote(text: string): string {
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text)) return `"${text}"`;
  const mark = text.split('"').length > text.split("'").length ? "'" : '"';
  return mark + escapeText(text).replaceAll(mark, `\\${mark}`) + mark;
}

/** A JSON value as a Python expression. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return integer(value) ?? String(value);
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${quote(key)}: ${literal(item)}`);
  return `{${entries.join(', ')}}`;
}

/** Large whole numbers are grouped, as people write them. */
function integer(value: number): string | undefined {
  if (!Number.isSafeInteger(value)) return undefined;
  return Math.abs(value) < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, '_');
}

/** A regular expression as a raw string literal where Python's syntax allows one. */
export function rawQuote(pattern: string): string {
  const raw = /^[\x20-\x7e]*$/.test(pattern) && !pattern.includes('"') && !/(?:^|[^\\])(?:\\\\)*\\$/.test(pattern);
  return raw && pattern.includes('\\') ? `r"${pattern}"` : quote(pattern);
}
