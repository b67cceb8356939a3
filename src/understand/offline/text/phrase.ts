import type { Source, Span } from './source.ts';

/** A stretch of the source that knows where it stands, so that whatever is read from it can be claimed and traced. */
export class Phrase implements Span {
  readonly source: Source;
  readonly start: number;
  /** What the rules read; as long as the stretch itself. */
  readonly text: string;

  constructor(source: Source, start: number, text: string) {
    this.source = source;
    this.start = start;
    this.text = text;
  }

  get end(): number {
    return this.start + this.text.length;
  }

  /** The part from one offset of this phrase to another. */
  slice(from: number, to = this.text.length): Phrase {
    return new Phrase(this.source, this.start + from, this.text.slice(from, to));
  }

  /** From the start of this to the end of a later part of the same clause; what stands between is taken as blanks. */
  upTo(later: Phrase): Phrase {
    const between = ' '.repeat(later.start - this.end);
    return new Phrase(this.source, this.start, this.text + between + later.text);
  }

  /** This and another stretch as if they stood side by side; what is read from it is traced to this one. */
  and(other: Phrase): Phrase {
    return new Composed(this, other);
  }

  /** The same phrase without the blanks around it. */
  trim(): Phrase {
    const from = this.text.length - this.text.trimStart().length;
    return this.slice(from, Math.max(from, this.text.trimEnd().length));
  }

  claim(): void {
    this.source.claim(this);
  }

  /** Whether a rule has already understood a part of this. */
  get claimed(): boolean {
    return this.source.touches(this);
  }

  /** The first match of a pattern. */
  match(pattern: RegExp): PhraseMatch | undefined {
    if (!pattern.test(this.text)) return undefined;
    const found = compiled(pattern).first.exec(this.text);
    return found ? new PhraseMatch(this, found) : undefined;
  }

  /** All matches of a pattern, from left to right. */
  matches(pattern: RegExp): PhraseMatch[] {
    if (!pattern.test(this.text)) return [];
    return [...this.text.matchAll(compiled(pattern).all)].map((found) => new PhraseMatch(this, found));
  }
}

/** Two stretches read as one: claiming any part of it claims both. */
class Composed extends Phrase {
  readonly #parts: readonly Phrase[];

  constructor(first: Phrase, second: Phrase) {
    super(first.source, first.start, `${first.text} ${second.text}`);
    this.#parts = [first, second];
  }

  override slice(from: number, to = this.text.length): Phrase {
    return from === 0 && to === this.text.length ? this : new ComposedPart(this, this.text.slice(from, to));
  }

  override claim(): void {
    for (const part of this.#parts) part.claim();
  }

  override get claimed(): boolean {
    return this.#parts.every((part) => part.claimed);
  }
}

class ComposedPart extends Phrase {
  readonly #whole: Composed;

  constructor(whole: Composed, text: string) {
    super(whole.source, whole.start, text);
    this.#whole = whole;
  }

  override slice(from: number, to = this.text.length): Phrase {
    return new ComposedPart(this.#whole, this.text.slice(from, to));
  }

  override claim(): void {
    this.#whole.claim();
  }
}

/** A match of a pattern in a phrase; named groups are phrases again. */
export class PhraseMatch {
  readonly in: Phrase;
  /** The offset of the match in the phrase. */
  readonly index: number;
  readonly whole: Phrase;
  readonly #found: RegExpExecArray;

  constructor(phrase: Phrase, found: RegExpExecArray) {
    this.in = phrase;
    this.index = found.index;
    this.whole = phrase.slice(found.index, found.index + found[0].length);
    this.#found = found;
  }

  /** A named group, where it took part in the match. */
  optional(name: string): Phrase | undefined {
    const at = this.#found.indices?.groups?.[name];
    return at ? this.in.slice(at[0], at[1]) : undefined;
  }

  /** A named group that takes part in every match of its pattern. */
  group(name: string): Phrase {
    const phrase = this.optional(name);
    if (!phrase) throw new Error(`The pattern has no group "${name}" in every match.`);
    return phrase;
  }

  /** The text of a named group, or "". */
  text(name: string): string {
    return this.optional(name)?.text ?? '';
  }

  /** What stands before the match in the phrase. */
  get before(): string {
    return this.in.text.slice(0, this.index);
  }

  /** The rest of the phrase after the match. */
  get after(): Phrase {
    return this.in.slice(this.index + this.whole.text.length);
  }
}

interface Compiled {
  /** Finds the first match. */
  readonly first: RegExp;
  /** Finds all matches. */
  readonly all: RegExp;
}

/** By the text of the pattern: one that is written inside a function is a new object each time. */
const compiledPatterns = new Map<string, (Compiled | undefined)[]>();

/** The pattern with the offsets of its groups (flag `d`). */
function compiled(pattern: RegExp): Compiled {
  const kind = (pattern.ignoreCase ? 1 : 0) + (pattern.dotAll ? 2 : 0);
  const { source } = pattern;
  let kinds = compiledPatterns.get(source);
  if (!kinds) compiledPatterns.set(source, (kinds = []));
  return (kinds[kind] ??= compile(pattern));
}

function compile(pattern: RegExp): Compiled {
  const flags = `d${pattern.flags.replace(/[dg]/g, '')}`;
  return { first: new RegExp(pattern, flags), all: new RegExp(pattern, `${flags}g`) };
}

/** A phrase from which what was understood is taken piece by piece; what is left can then be looked at. */
export class Remainder {
  readonly phrase: Phrase;
  #text: string;
  readonly #taken: Phrase[] = [];

  constructor(phrase: Phrase) {
    this.phrase = phrase;
    this.#text = phrase.text;
  }

  /** What is left, with blanks where pieces were taken: offsets stay as they are. */
  get rest(): Phrase {
    return new Phrase(this.phrase.source, this.phrase.start, this.#text);
  }

  /** Takes the first match of a pattern out. */
  take(pattern: RegExp): PhraseMatch | undefined {
    const found = this.rest.match(pattern);
    if (found) this.remove(found.whole);
    return found;
  }

  /** Takes a part of the phrase out. */
  remove(part: Phrase): void {
    const from = part.start - this.phrase.start;
    this.#text = this.#text.slice(0, from) + ' '.repeat(part.text.length) + this.#text.slice(from + part.text.length);
    this.#taken.push(part);
  }

  /** Takes note that a part which was taken out was not understood: it will not be claimed. */
  keep(part: Phrase): void {
    const split = this.#taken.flatMap((piece) => {
      if (part.start < piece.start || part.end > piece.end) return [piece];
      return [piece.slice(0, part.start - piece.start), piece.slice(part.end - piece.start)];
    });
    this.#taken.splice(0, this.#taken.length, ...split);
  }

  /** Claims the pieces that were taken. */
  claimTaken(): void {
    for (const piece of this.#taken) piece.claim();
  }
}
