import { everyMatch, firstMatch } from './every-match.ts';
import { letterPairsOf, type LetterPairs, mayHold, type RequiredPairs, requiredPairs } from './letter-pairs.ts';
import type { Source, Span } from './source.ts';

/** A stretch of the source that knows where it stands, so that whatever is read from it can be claimed and traced. */
export class Phrase implements Span {
  readonly source: Source;
  readonly start: number;
  /** What the rules read; as long as the stretch itself. */
  readonly text: string;
  #pairs: LetterPairs | undefined;

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

  /** The same stretch, read as another text of the same length. */
  withText(text: string): Phrase {
    return new Phrase(this.source, this.start, text);
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
    const exact = this.#tried(pattern);
    const found = exact && firstMatch(this.text, exact);
    return found ? new PhraseMatch(this, found) : undefined;
  }

  /** All matches of a pattern, from left to right. */
  matches(pattern: RegExp): PhraseMatch[] {
    const exact = this.#tried(pattern);
    return exact ? everyMatch(this.text, exact).map((found) => new PhraseMatch(this, found)) : [];
  }

  /** A pattern that matches: most do not, and it is dearer to ask where than whether. */
  #tried(pattern: RegExp): RegExp | undefined {
    const { required, plain, exact } = compiled(pattern);
    if (required && !mayHold((this.#pairs ??= letterPairsOf(this.text)), required)) return undefined;
    return plain.test(this.text) ? exact : undefined;
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
  /** What has to be in the text. */
  readonly required: RequiredPairs | undefined;
  /** Tells whether there is a match. */
  readonly plain: RegExp;
  /** Finds matches with the places of their groups (flags `d` and `g`). */
  readonly exact: RegExp;
}

/** By the text of the pattern: one that is written inside a function is a new object each time. */
const compiledPatterns = new Map<string, (Compiled | undefined)[]>();

/** The pattern with the offsets of its groups (flag `d`). */
export function compiled(pattern: RegExp): Compiled {
  const kind = (pattern.ignoreCase ? 1 : 0) + (pattern.dotAll ? 2 : 0);
  const { source } = pattern;
  let kinds = compiledPatterns.get(source);
  if (!kinds) compiledPatterns.set(source, (kinds = []));
  return (kinds[kind] ??= compile(pattern));
}

function compile(pattern: RegExp): Compiled {
  const flags = pattern.flags.replace(/[dg]/g, '');
  return {
    required: requiredPairs(pattern),
    plain: new RegExp(pattern, flags),
    exact: new RegExp(pattern, `dg${flags}`),
  };
}

/** A phrase from which what was understood is taken piece by piece; what is left can then be looked at. */
export class Remainder {
  readonly phrase: Phrase;
  #rest: Phrase;
  readonly #taken: Phrase[] = [];

  constructor(phrase: Phrase) {
    this.phrase = phrase;
    this.#rest = new Phrase(phrase.source, phrase.start, phrase.text);
  }

  /** What is left, with blanks where pieces were taken: offsets stay as they are. */
  get rest(): Phrase {
    return this.#rest;
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
    const { text } = this.#rest;
    const left = text.slice(0, from) + ' '.repeat(part.text.length) + text.slice(from + part.text.length);
    this.#rest = new Phrase(this.phrase.source, this.phrase.start, left);
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
