/**
 * Docstrings of any text: nothing in it can end them, lines are wrapped where they are printed, and linters (pydocstyle in
 * Google's convention, ambiguous characters) have nothing to say.
 */
import { escapeAmbiguous, escapeUnprintable, plainPunctuation, unicodeEscape } from './characters.ts';
import { textWidth } from './layout/width.ts';

const LINE_WIDTH = 100;
const QUOTES = '"""';

/** A text that prints as a docstring, on lines of its own. Made by `doc` only. */
export class Docstring {
  constructor(readonly text: string) {}
}

/**
 * A docstring. Its first line is one sentence; the rest of the text follows in paragraphs. Line breaks in `text` count
 * only where a blank line makes a paragraph. How deep it stands is known when it is printed; it need not be given.
 */
export const doc = (text: string, _indent?: number): Docstring => new Docstring(text);

/** A sentence that no rule changes, if it fits: most docstrings are no more. */
const PLAIN_SENTENCE = /^[A-Z](?: ?[!#-[\]-~])*[.!?]$/;

/** The lines of `docstring`, printed `indent` columns deep. */
export function docstringLines({ text }: Docstring, indent: number): string[] {
  const isShort = indent + text.length + 2 * QUOTES.length <= LINE_WIDTH;
  return isShort && PLAIN_SENTENCE.test(text) ? [QUOTES + text + QUOTES] : wrapped(text, indent);
}

function wrapped(text: string, indent: number): string[] {
  const [first = 'Not described.', ...rest] = paragraphsOf(text);
  const form = new Form([first, ...rest]);
  const room = LINE_WIDTH - indent;
  const summary = form.escape(sentence(first));
  const opening = form.prefix + QUOTES;
  if (rest.length === 0 && textWidth(opening + summary + QUOTES) <= room) return [opening + summary + QUOTES];
  const width = Math.min(room - opening.length, rest.length === 0 ? textWidth(summary) - 1 : LINE_WIDTH);
  const [line, remainder] = cutSummary(summary, width);
  const paragraphs = [...(remainder ? [remainder] : []), ...rest.map((paragraph) => form.escape(paragraph))];
  if (paragraphs.length === 0) return [opening + line + QUOTES];
  return [
    opening + line,
    ...paragraphs.flatMap((paragraph) => ['', ...withoutHeadings(wrap(paragraph, room))]),
    QUOTES,
  ];
}

function paragraphsOf(text: string): string[] {
  return plainPunctuation(text)
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .filter(Boolean);
}

/** `text` with a capital at its beginning and a full stop at its end. */
function sentence(text: string): string {
  const capital = /^[a-z][A-Za-z']*(?:$|[\s.,:;!?])/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(capital) ? capital : `${capital.replace(/[,:;]+$/, '')}.`;
}

/** How the text of one docstring is escaped: not at all but for backslashes in a raw one. */
class Form {
  readonly prefix: 'r' | '';

  constructor(paragraphs: readonly string[]) {
    const text = paragraphs.join(' ');
    const isRaw = text.includes('\\') && !text.includes(QUOTES) && !text.startsWith('"') && escaped(text) === text;
    this.prefix = isRaw ? 'r' : '';
  }

  escape(text: string): string {
    if (this.prefix === 'r') return text;
    const safe = text
      .replaceAll('\\', unicodeEscape('\\'))
      .replace(/"{3,}/g, (quotes) => quotes.replace(/(?<="")"/g, unicodeEscape('"')))
      .replace(/^"/, unicodeEscape('"'));
    return escaped(safe);
  }
}

const escaped = (text: string): string => escapeAmbiguous(escapeUnprintable(text, unicodeEscape));

/** The first line of a docstring, and what of `summary` did not fit on it: whole sentences, if the first one does. */
function cutSummary(summary: string, room: number): [line: string, remainder: string] {
  if (textWidth(summary) <= room) return [summary, ''];
  const sentences = summary.split(/(?<=[.!?]) /);
  let line = sentences.shift() ?? '';
  if (textWidth(line) <= room) {
    while (sentences.length > 0 && textWidth(`${line} ${sentences[0]}`) <= room) line += ` ${sentences.shift()}`;
    return [line, sentences.join(' ')];
  }
  const [start = '', ...more] = wrap(summary, room - CONTINUES.length);
  return more.length === 0 ? [start, ''] : [start + CONTINUES, CONTINUES + more.join(' ')];
}

const CONTINUES = '...';

/** Breaks `text` at spaces into lines of at most `width` columns, where words allow. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of text.split(' ')) {
    const needed = textWidth(word);
    if (line && columns + 1 + needed > width) {
      lines.push(line);
      line = word;
      columns = needed;
    } else {
      line = line ? `${line} ${word}` : word;
      columns += needed + (line === word ? 0 : 1);
    }
  }
  return [...lines, line];
}

const HEADING =
  /^(?:args|arguments|attention|attributes|caution|danger|errors?|examples?|hint|important|keyword (?:args|arguments)|methods|notes?|other (?:args|arguments|parameters)|parameters|raises|receives|references|returns?|see also|tip|todo|warnings?|warns|yields?|short summary|extended summary):*$/i;

/** Keeps a line from consisting of a word that tools take for the heading of a section. */
function withoutHeadings(lines: readonly string[]): string[] {
  const safe: string[] = [];
  for (const line of lines) {
    const words = safe.at(-1)?.split(' ') ?? [];
    if (!HEADING.test(line)) safe.push(line);
    else if (words.length < 2) safe.push(`${line}.`);
    else {
      const moved = words.pop();
      safe[safe.length - 1] = words.join(' ');
      safe.push(`${moved} ${line}`);
    }
  }
  return safe;
}
