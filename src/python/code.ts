/**
 * Python as a tagged template that is safe by construction.
 *
 *   - an interpolated string is always a quoted Python literal, never code (as a SQL tag binds parameters);
 *   - code comes only from templates, which we write, from `Name`s and from imported `Sym`s;
 *   - template text is raw: a backslash is a backslash, as in Python source (only a backtick is written \`);
 *   - a hole alone on its line is a block: absent ones drop the line, arrays give one line or block an item;
 *   - a hole within a line is an expression: arrays print comma-separated, absent items are left out.
 */
import { Docstring, docstringLines } from './docstrings.ts';
import { escapeText, literal, quote, rawQuote } from './literals.ts';
import { Name, Sym } from './names.ts';

/** Python text with holes. Made by `py` only. */
export class Code {
  constructor(
    readonly template: Template,
    readonly holes: readonly Part[],
  ) {}

  /** The same code with another text and other holes. */
  with(template: Template, holes: readonly Part[]): Code {
    return new Code(template, holes);
  }
}

/** Text that prints as it is: literals and docstrings, which are made safe before they get here. */
export class Verbatim {
  constructor(
    readonly source: string,
    readonly multiline = false,
  ) {}
}

export type Part =
  | string
  | number
  | Name
  | Sym
  | Code
  | Verbatim
  | Docstring
  | false
  | null
  | undefined
  | readonly Part[];

type Segment = string | number;
interface TemplateLine {
  readonly indent: number;
  readonly segments: readonly Segment[];
  /** The hole that stands on the line alone. */
  readonly lone: number | undefined;
}
type Template = readonly TemplateLine[];

const parsed = new WeakMap<TemplateStringsArray, Template>();

/** Python code; see the head of this module for what holes do. */
export function py(strings: TemplateStringsArray, ...holes: Part[]): Code {
  let template = parsed.get(strings);
  if (!template) {
    template = parseTemplate(strings.raw);
    parsed.set(strings, template);
  }
  return new Code(template, holes);
}

/** A JSON value as a Python literal. */
export const value = (json: unknown): Verbatim => new Verbatim(literal(json));

/** A regular expression as a (raw) string literal. */
export const regex = (pattern: string): Verbatim => new Verbatim(rawQuote(pattern));

/** An f-string: `parts` are literal text (strings) and expressions (everything else), which must print on one line. */
export const fstring = (...parts: Part[]): Code => new FString(parts);

class FString extends Code {
  constructor(readonly parts: readonly Part[]) {
    super([], []);
  }

  override with(): Code {
    return this;
  }
}

/** The literal text of an f-string within `mark`. */
const fragment = (text: string, mark: string): string =>
  escapeText(text).replaceAll(mark, `\\${mark}`).replaceAll('{', '{{').replaceAll('}', '}}');

/** Joins `parts` by ` operator `, as in `a and b` or `str | None`; absent ones are left out. */
export function infix(operator: '|' | '&' | 'and' | 'or' | '+', parts: readonly Part[]): Part {
  const present = parts.filter(isPresent);
  const segments = present.flatMap((_, index): Segment[] => (index ? [` ${operator} `, index] : [index]));
  return present.length === 1 ? present[0] : new Code([{ indent: 0, segments, lone: undefined }], present);
}

/** Blocks with one blank line between them; the layout makes that two between definitions at the top level. */
export function paragraphs(...parts: readonly Part[]): Part {
  const blocks: Part[] = [];
  addParagraphs(blocks, parts);
  return blocks;
}

/** Adds what prints something of nested lists, with blank lines between. */
function addParagraphs(blocks: Part[], parts: readonly Part[]): void {
  for (const part of parts) {
    if (isList(part)) addParagraphs(blocks, part);
    else if (isPresent(part)) {
      if (blocks.length > 0) blocks.push(BLANK);
      blocks.push(part);
    }
  }
}

const isList = (part: Part): part is readonly Part[] => Array.isArray(part);

/** Whether `part` prints anything. */
export const isPresent = (part: Part): boolean =>
  part !== false && part !== null && part !== undefined && !(Array.isArray(part) && !part.some(isPresent));

const BLANK = new Code([{ indent: 0, segments: [], lone: undefined }], []);

/** A line of source before layout: what stands on it, and how deep. */
export interface SourceLine {
  readonly indent: number;
  readonly text: string;
  /** Part of a multi-line string: printed as it is. */
  readonly verbatim?: boolean;
  /** Whether the line begins with an imported name, so that it declares none. */
  readonly opensWithImport?: boolean;
}

/** Prints `part` as lines; `resolve` gives the local name of a symbol. */
export function printLines(part: Part, resolve: (symbol: Sym) => string): SourceLine[] {
  const printer = new Printer(resolve);
  printer.block(part, 0);
  return printer.lines;
}

class Printer {
  readonly lines: SourceLine[] = [];
  private indent = 0;
  private text = '';
  private verbatim = false;
  private opensWithImport = false;

  constructor(private readonly resolve: (symbol: Sym) => string) {}

  /** Prints `part` on lines of its own, `indent` deep. */
  block(part: Part, indent: number): void {
    if (part === false || part === null || part === undefined) return;
    if (isList(part)) {
      for (const item of part) this.block(item, indent);
    } else if (part instanceof Code && !(part instanceof FString)) {
      this.code(part, indent, true);
    } else if (part instanceof Docstring) {
      for (const text of docstringLines(part, indent)) this.add(indent, text, true, false);
    } else {
      this.indent = indent;
      if (part instanceof Verbatim) this.verbatim = part.multiline;
      this.expression(part, indent);
      this.endLine();
    }
  }

  private code({ template, holes }: Code, base: number, ownLines: boolean): void {
    const last = template.length - 1;
    for (let index = 0; index <= last; index++) {
      const { indent: depth, segments, lone } = template[index]!;
      const indent = base + depth;
      const continues = index === 0 && !ownLines;
      if (lone !== undefined && !continues) {
        this.block(holes[lone], indent);
        continue;
      }
      if (!continues) this.indent = indent;
      for (const segment of segments) {
        if (typeof segment === 'string') this.text += segment;
        else this.expression(holes[segment], indent);
      }
      if (ownLines || index < last) this.endLine(segments.length === 0);
    }
  }

  private expression(part: Part, indent: number): void {
    if (part === false || part === null || part === undefined) return;
    if (typeof part === 'string') this.text += quote(part);
    else if (typeof part === 'number') this.text += literal(part);
    else if (part instanceof Name) this.text += part.id;
    else if (part instanceof Sym) this.symbol(part);
    else if (part instanceof Verbatim) this.text += part.source;
    else if (part instanceof FString) this.fstring(part, indent);
    else if (part instanceof Code) this.code(part, indent, false);
    else if (part instanceof Docstring) this.text += quote(part.text);
    else this.list(part, indent);
  }

  private list(parts: readonly Part[], indent: number): void {
    let isFirst = true;
    for (const part of parts) {
      if (!isPresent(part)) continue;
      if (!isFirst) this.text += ', ';
      isFirst = false;
      this.expression(part, indent);
    }
  }

  private symbol(symbol: Sym): void {
    if (this.text === '') this.opensWithImport = true;
    this.text += this.resolve(symbol);
  }

  /** The quotes are those that need fewer escapes in the text, as in other strings; those in expressions are the others. */
  private fstring({ parts }: FString, indent: number): void {
    const texts = parts.filter((part) => typeof part === 'string').join('');
    const mark = texts.split('"').length > texts.split("'").length ? "'" : '"';
    const pieces = parts.map((part) =>
      typeof part === 'string' ? fragment(part, mark) : `{${this.embedded(part, indent, mark)}}`,
    );
    this.text += `f${mark}${pieces.join('')}${mark}`;
  }

  /** An expression within an f-string, where Python 3.11 allows neither its quotes nor backslashes. */
  private embedded(part: Part, indent: number, mark: string): string {
    const { text: before, opensWithImport } = this;
    this.text = '';
    this.expression(part, indent);
    const printed = this.text;
    this.text = before;
    this.opensWithImport = opensWithImport;
    const other = mark === '"' ? "'" : '"';
    const code = printed.includes(other) ? printed : printed.replaceAll(mark, other);
    if (code.includes(mark) || /[\\\n]/.test(code)) throw new Error(`an f-string cannot hold the expression ${code}`);
    return code.startsWith('{') ? ` ${code}` : code;
  }

  private endLine(blank = false): void {
    if (this.text || blank) this.add(this.indent, this.text.trimEnd(), this.verbatim, this.opensWithImport);
    this.text = '';
    this.verbatim = false;
    this.opensWithImport = false;
  }

  /** Lines are many: they all have the same shape, for the engine's sake. */
  private add(indent: number, text: string, verbatim: boolean, opensWithImport: boolean): void {
    this.lines.push({ indent, text, verbatim, opensWithImport });
  }
}

/** Cuts template text into lines and removes their common indentation. */
function parseTemplate(raw: readonly string[]): Template {
  const lines: { indent: number; segments: Segment[] }[] = [{ indent: 0, segments: [] }];
  raw.forEach((chunk, index) => {
    if (index) lines.at(-1)!.segments.push(index - 1);
    chunk
      .replaceAll('\\`', '`')
      .replaceAll('\\${', '${')
      .split('\n')
      .forEach((text, row) => {
        if (row) lines.push({ indent: text.length - text.trimStart().length, segments: [] });
        const body = row ? text.trimStart() : text;
        if (body) lines.at(-1)!.segments.push(body);
      });
  });
  if (lines.length > 1 && lines[0]!.segments.length === 0) lines.shift();
  if (lines.length > 1 && lines.at(-1)!.segments.length === 0) lines.pop();
  const margin = Math.min(...lines.filter((line) => line.segments.length > 0).map((line) => line.indent));
  return lines.map(({ indent, segments }) => ({
    segments,
    indent: Math.max(0, indent - margin),
    lone: loneHole(segments),
  }));
}

function loneHole(segments: readonly Segment[]): number | undefined {
  const [only] = segments;
  return segments.length === 1 && typeof only === 'number' ? only : undefined;
}
