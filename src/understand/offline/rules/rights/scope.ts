import type { DraftResource } from '../../draft.ts';
import type { Reading } from '../../reading.ts';
import type { Phrase } from '../../text/phrase.ts';
import type { Token } from './tokens.ts';

/** The resources that a sentence is about. */
export interface Scope {
  readonly resources: readonly DraftResource[];
  /** Whether the sentence names no resource, and so is about all of them. */
  readonly isGeneral: boolean;
}

const NEXT = new RegExp(
  String.raw`(?:[,;:]\s*(?:and\s+|but\s+|while\s+|so\s+)?|\s+(?:and|but|while)\s+|\s-\s)` +
    String.raw`(?=only\s|nobody\s|no one\s|any(?:one|body)\s|every(?:one|body)\s|(?:the\s+|an?\s+)?\w+\s+(?:can|may|must|are allowed)\s)`,
  'i',
);

/** The clause, and what follows a comma with people of its own, for clauses of which only the end is about rights. */
export function piecesOf(clause: Phrase): readonly Phrase[] {
  const known = pieces.get(clause);
  if (known) return known;
  const found = [clause, ...clause.matches(NEXT).map(({ after }) => after)];
  pieces.set(clause, found);
  return found;
}

/** Several families of rules ask for the same. */
const pieces = new WeakMap<Phrase, readonly Phrase[]>();

/** The resources that the tokens name, else the last or all of them. */
export function scopeOf(reading: Reading, clause: Phrase, { text }: Phrase, tokens: readonly Token[]): Scope {
  const named = [
    ...new Set(tokens.filter((token) => !isPlaceOf(text, token, tokens)).flatMap(({ resource }) => resource ?? [])),
  ];
  if (named.length > 0) return { resources: named, isGeneral: false };
  const last = reading.lastResourceBefore(clause);
  const isPronoun = tokens.some(
    ({ kind, start, end }) => kind === 'thing' && /^(?:it|them|they|these|those|one)$/i.test(text.slice(start, end)),
  );
  const isOne = last && (isPronoun || last.section !== undefined || reading.draft.all.length === 1);
  return isOne ? { resources: [last], isGeneral: false } : { resources: reading.draft.all, isGeneral: true };
}

/** "Add replies to tickets" is about replies. */
function isPlaceOf(text: string, token: Token, tokens: readonly Token[]): boolean {
  return (
    /\b(?:to|on|for|in|of|under|from|within)\s+(?:(?:the|an?|their|my|his|her|own|each|every)\s+)*$/i.test(
      text.slice(0, token.start),
    ) && tokens.some(({ resource, end }) => resource !== undefined && end <= token.start)
  );
}
