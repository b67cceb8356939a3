/** Markdown that shows a text as it is, whatever it says. */
import { oneLine } from './visible.ts';

/** `text` within a line. */
export const inline = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>#|~$&!]/g, '\\$&');

/** `text` as code within a line: the fence is longer than any run of backticks in it. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$/.test(line) || line === '' ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Text in which backticks mark code, such as the description of an access rule, within a line. */
export function inlineWithCode(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return inline(text);
  return parts.map((part, index) => (index % 2 === 1 ? codeSpan(part) : spaced(part))).join('');
}

/** Escapes `part` and keeps the spaces at its ends. */
const spaced = (part: string): string =>
  `${/^\s/.test(part) ? ' ' : ''}${inline(part)}${/\S\s+$/.test(part) ? ' ' : ''}`;

/** A table; cells are Markdown. A bar within one, even in code, must not end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(tableLine).join('\n');
}

const tableLine = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const cell = (markdown: string): string => markdown.replace(/(?<!\\)((?:\\\\)*)\|/g, '$1\\|');

/** Commands of a shell as a block. */
export const shell = (commands: string): string => `\`\`\`sh\n${commands}\n\`\`\``;

/** `text` as a paragraph: it begins no list or heading either. */
export const paragraph = (text: string): string =>
  inline(text)
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
