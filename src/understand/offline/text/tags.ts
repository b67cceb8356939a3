import { everyMatch, firstMatch } from './every-match.ts';
import { isPlural } from '../words/names.ts';
import { verbBase } from '../words/verbs.ts';
import { compiled, type Phrase } from './phrase.ts';

/**
 * Parts of speech, one letter a word, so that the structure of a clause can be matched like a text:
 * D determiner, N noun (or what stands beside one), V verb, M modal, H verb of having, B form of "be", P preposition,
 * W relative word, C conjunction, R pronoun, X negation, A adverb, # number; signs stand for themselves ("->" is >).
 */
export type Tag = 'D' | 'N' | 'V' | 'M' | 'H' | 'B' | 'P' | 'W' | 'C' | 'R' | 'X' | 'A' | '#' | (string & {});

const WORDS_BY_TAG: readonly (readonly [Tag, string])[] = [
  [
    'D',
    'a an the this these those each every any some all both my our their his her its your another other own no one many several multiple most few',
  ],
  [
    'P',
    'of in on at by for from to with without into onto over under per between within via as through during until till before after about against among than across if when while unless because since so once where',
  ],
  ['W', 'that which who whom whose what how'],
  ['C', 'and or but plus nor'],
  ['M', 'can could may might must should shall will would cannot'],
  [
    'H',
    'has have had having gets contains contain includes include consists consist comprises stores store holds hold needs need requires require',
  ],
  ['B', 'is are was were be been being am isn aren'],
  [
    'R',
    'i we you they he she it them us me someone somebody anyone anybody everyone everybody nobody none themselves itself',
  ],
  ['X', 'not never neither'],
  ['V', 'do does did goes go went comes come'],
  [
    'A',
    'also then always usually already still only just maybe perhaps optionally obviously basically really actually probably ideally additionally furthermore finally currently ever even simply either too please afterwards later again first lastly',
  ],
];

const TAG_OF: ReadonlyMap<string, Tag> = new Map(
  WORDS_BY_TAG.flatMap(([tag, words]) => words.split(' ').map((word) => [word, tag] as const)),
);

/** Whether a word has a part of speech of its own, so that it is in no name. */
export function isClosed(word: string): boolean {
  return TAG_OF.has(word);
}

const TOKEN = /[-=]>|[<>]=|[a-z_][\w]*(?:['-][\w]+)*|\d[\w.]*|[^\s\w]/giu;

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A clause with the part of speech of every word. */
export class Tagged {
  readonly phrase: Phrase;
  readonly tokens: readonly Token[];
  /** One letter a token. */
  readonly tags: string;

  constructor(phrase: Phrase) {
    this.phrase = phrase;
    this.tokens = everyMatch(phrase.text, TOKEN).map((found) => ({
      text: found[0].toLowerCase(),
      start: found.index,
      end: found.index + found[0].length,
    }));
    this.tags = tagsOf(this.tokens);
  }

  /** All matches of a pattern of tags. */
  matches(pattern: RegExp): TagMatch[] {
    if (!pattern.test(this.tags)) return [];
    return everyMatch(this.tags, compiled(pattern).exact).map((found) => new TagMatch(this, found));
  }

  match(pattern: RegExp): TagMatch | undefined {
    const found = pattern.test(this.tags) ? firstMatch(this.tags, compiled(pattern).exact) : undefined;
    return found ? new TagMatch(this, found) : undefined;
  }

  /** The words from one token to another. */
  slice(from: number, to: number): Phrase {
    if (from >= to) return this.phrase.slice(0, 0);
    return this.phrase.slice(this.tokens[from]!.start, this.tokens[to - 1]!.end);
  }

  /** Everything from a token on. */
  from(token: number): Phrase {
    const start = this.tokens[token]?.start ?? this.phrase.text.length;
    return this.phrase.slice(start);
  }
}

/** A match of a pattern of tags; named groups are phrases. */
export class TagMatch {
  readonly in: Tagged;
  /** The index of the first token, and of the one after the last. */
  readonly first: number;
  readonly end: number;
  readonly #found: RegExpExecArray;

  constructor(tagged: Tagged, found: RegExpExecArray) {
    this.in = tagged;
    this.first = found.index;
    this.end = found.index + found[0].length;
    this.#found = found;
  }

  group(name: string): Phrase | undefined {
    const at = this.#found.indices?.groups?.[name];
    return at && at[0] < at[1] ? this.in.slice(at[0], at[1]) : undefined;
  }

  /** The words of a group in lower case, or "". */
  text(name: string): string {
    return this.group(name)?.text.toLowerCase() ?? '';
  }

  get whole(): Phrase {
    return this.in.slice(this.first, this.end);
  }

  get after(): Phrase {
    return this.in.from(this.end);
  }
}

/** Words that want a verb after "to". */
const WANTS =
  /^(?:want|wants|like|able|allowed|need|needs|has|have|possible|ability|tries|try|let|lets|permitted|supposed|going|wish|wishes|able)$/;

function tagsOf(tokens: readonly Token[]): string {
  const tags: Tag[] = [];
  tokens.forEach((token, index) => tags.push(tagOf(token, index, tokens, tags)));
  return withoutExamples(tokens, tags).join('');
}

/** "(like yoga)", "(e.g. red)": what is said in passing is an adverb to the rest. */
function withoutExamples(tokens: readonly Token[], tags: readonly Tag[]): Tag[] {
  let isExample = false;
  return tags.map((tag, index) => {
    const next = tokens[index + 1]?.text ?? '';
    if (tag === '(' && /^(?:like|such|e|eg|i|ie|think|for|say|so)$/.test(next)) isExample = true;
    const result = isExample ? 'A' : tag;
    if (tag === ')') isExample = false;
    return result;
  });
}

function tagOf({ text }: Token, index: number, tokens: readonly Token[], before: readonly Tag[]): Tag {
  if (/^\d/.test(text)) return '#';
  if (!/^[a-z_]/i.test(text)) return text.length > 1 ? text.at(-1)! : text;
  const previous = before[index - 1];
  const next = tokens[index + 1]?.text ?? '';
  const closed = TAG_OF.get(text);
  if (closed === 'H' && previous === 'D') return 'N';
  if (closed === 'H' && /^(?:store|hold|need|require|include|contain)$/.test(text) && afterModal(index, tokens, before))
    return 'H';
  if (closed) return closed;
  return isVerb(text, next, index, tokens, before) ? 'V' : 'N';
}

/** Whether the word stands where a verb must stand: "can X", "want to X", "users may not X". */
function afterModal(index: number, tokens: readonly Token[], before: readonly Tag[]): boolean {
  let at = index - 1;
  while (at >= 0 && (before[at] === 'A' || before[at] === 'X')) at--;
  if (at < 0) return false;
  if (before[at] === 'M') return true;
  return tokens[at]!.text === 'to' && at > 0 && WANTS.test(tokens[at - 1]!.text);
}

/** "clubs also offer courses": what stands between an adverb after a plural and another plural. */
function isBetween(text: string, index: number, tokens: readonly Token[], before: readonly Tag[]): boolean {
  const subject = tokens[index - 2]?.text ?? '';
  const object = tokens[index + 1]?.text ?? '';
  return (
    before[index - 1] === 'A' &&
    before[index - 2] === 'N' &&
    /^(?:also|then|only|always|usually|sometimes)$/.test(tokens[index - 1]!.text) &&
    subject.endsWith('s') &&
    /^[a-z]+s$/.test(object) &&
    !/(?:s|ed|ing)$/.test(text)
  );
}

function isVerb(text: string, next: string, index: number, tokens: readonly Token[], before: readonly Tag[]): boolean {
  if (afterModal(index, tokens, before)) return true;
  if (isBetween(text, index, tokens, before)) return true;
  if (verbBase(text) === undefined) return false;
  const previous = before[index - 1];
  const nextTag = TAG_OF.get(next);
  const hasObject = nextTag === 'D' || nextTag === 'R' || (/^[a-z]/.test(next) && nextTag === undefined);
  if (
    text.endsWith('ing') &&
    !/^(?:booking|listing|rating|meeting|building|posting|training|offering|filing)$/.test(text)
  )
    return hasObject && previous !== 'D' && previous !== 'N';
  // "plant, move and fell trees": verbs in a row.
  if ((previous === 'C' || previous === ',') && isAfterVerb(index, before)) return true;
  if (previous === 'R') return true;
  if (index === 0)
    return (
      (hasObject || (/^(?:,|and|or)$/.test(next) && verbBase(tokens[2]?.text ?? '') !== undefined)) &&
      !text.endsWith('s')
    );
  // "clients post projects": a plural, a verb in the base form, and what it is done to.
  const subject = tokens[index - 1]?.text ?? '';
  return (
    previous === 'N' &&
    isPlural(subject) &&
    !/(?:s|ed|ing)$/.test(text) &&
    (hasObject || nextTag === 'P' || next === '')
  );
}

/** Whether the conjunction or comma before a word joins it to a verb: "edit and", "edit,". */
function isAfterVerb(index: number, before: readonly Tag[]): boolean {
  let at = index - 1;
  while (at >= 0 && (before[at] === 'C' || before[at] === ',' || before[at] === 'A')) at--;
  return before[at] === 'V' || before[at] === 'H';
}
