import type { DraftResource } from '../../draft.ts';
import type { Reading, Rule } from '../../reading.ts';
import type { Phrase } from '../../text/phrase.ts';
import { operationsOf } from '../../words/verbs.ts';
import { actionVerb } from '../actions.ts';
import { remove } from '../options.ts';
import { piecesOf, scopeOf } from './scope.ts';
import { has, type Token, tokensOf } from './tokens.ts';

/**
 * Reads which operations there are at all, where nobody is spoken of: "everything but delete", "anglers: list, read and
 * create (no delete)", "a claim can neither be changed nor removed".
 */
export const offerRules: readonly Rule[] = [offers];

const SPEAKS_OF_OFFERS =
  /\b(?:not?|never|cannot|nobody|no one|without|neither|nor|only|but|except|forbidden|prohibited|disabled|impossible)\b|:|\bread\b/i;

function offers(reading: Reading): void {
  for (const clause of reading.clauses) {
    if (!SPEAKS_OF_OFFERS.test(clause.text)) continue;
    for (const piece of offered(clause)) {
      if (piece.claimed || !SPEAKS_OF_OFFERS.test(piece.text)) continue;
      const tokens = tokensOf(reading, piece, verbAt);
      if (!tokens || !has(tokens, 'operation')) continue;
      const offer = offerOf(piece.text, tokens);
      const resources = offer && resourcesOf(reading, clause, piece, tokens);
      if (!offer || !resources || resources.length === 0) continue;
      for (const resource of resources) apply(resource, offer, piece);
      piece.claim();
    }
  }
}

/** The clause, what its end says, and what stands in brackets. */
function offered(clause: Phrase): Phrase[] {
  const brackets = clause.matches(/\((?<inside>[^()]{3,60})\)/).map((found) => found.group('inside'));
  const ends = clause
    .matches(
      /(?:,\s*(?:and\s+|but\s+|so\s+)?|\s-\s|\s+(?:and|but|so)\s+)(?=(?:they|it|these|no|never|not|nobody|cannot|without|nothing)\b)/i,
    )
    .map(({ after }) => after);
  // "Nobody may delete a loan, please, the auditors were clear": what follows gives the reason.
  const reason = clause.match(
    /(?:,\s*|\s+)(?:please|because|since|otherwise|so that|we (?:want|need|must|have)|the (?:auditors?|law|lawyers?|history)|for (?:audit|legal))\b/i,
  );
  return [...piecesOf(clause), ...ends, ...brackets, ...(reason ? [clause.slice(0, reason.index)] : [])];
}

interface Offer {
  readonly allowed: readonly string[] | undefined;
  readonly forbidden: readonly string[];
  readonly verbs: readonly string[];
}

/** Actions among the operations: "list, read and a revoke operation". */
function verbAt(text: string, at: number): Token | undefined {
  const word = /[a-z]+/iy;
  word.lastIndex = at;
  const found = word.exec(text)?.[0];
  const verb = found && actionVerb(found);
  return found && verb && !operationsOf(verb) && verb === found.toLowerCase()
    ? { kind: 'verb', value: verb, start: at, end: at + found.length }
    : undefined;
}

const PLAIN = new Set(['list', 'get', 'create', 'update', 'delete']);

function operationsIn(tokens: readonly Token[]): string[] {
  return [
    ...new Set(
      tokens
        .filter(({ kind }) => kind === 'operation')
        .flatMap(({ value }) => (value === 'write' ? ['create', 'update', 'delete'] : value.split(',')))
        .filter((operation) => PLAIN.has(operation)),
    ),
  ];
}

/** What a sentence offers and what not; undefined if it is about people, or says neither. */
function offerOf(text: string, tokens: readonly Token[]): Offer | undefined {
  if (
    has(tokens, 'own', 'others', 'login') ||
    tokens.some(({ kind, value }) => kind === 'who' && !/^(?:authenticated|public)$/.test(value))
  )
    return undefined;
  const at = tokens.findIndex(({ kind }) => kind === 'not' || kind === 'nobody' || kind === 'except');
  const verbs = tokens.filter(({ kind }) => kind === 'verb').map(({ value }) => value);
  if (at >= 0) {
    if (
      has(tokens.slice(at), 'only') ||
      tokens.some(({ kind, value }, index) => index > at && kind === 'who' && value !== 'authenticated')
    )
      return undefined;
    const denied = together(text, tokens.slice(at + 1)).map((token) =>
      /^listings?$/i.test(text.slice(token.start, token.end)) ? { ...token, value: 'list' } : token,
    );
    const after = operationsIn(denied);
    const forbidden =
      after.length > 0 ? after : has(tokens.slice(0, at), 'who') ? [] : operationsIn(tokens.slice(0, at));
    const isExcept = tokens[at]!.kind === 'except';
    if (isExcept && (after.length === 0 || has(tokens, 'who'))) return undefined;
    if (forbidden.length === 0 || verbs.length > 0) return undefined;
    return { allowed: undefined, forbidden, verbs };
  }
  const named = operationsIn(tokens);
  // What can only be made can be read as well.
  const allowed = named.includes('list') || named.includes('get') ? named : ['list', 'get', ...named];
  if (
    has(tokens, 'who') ||
    named.length === 0 ||
    tokens.some(({ kind, value }) => kind === 'operation' && !value.split(',').every((each) => PLAIN.has(each)))
  )
    return undefined;
  const isOnly = has(tokens, 'only') && (named.includes('get') || named.includes('create'));
  const isListing =
    tokens[0]?.kind === 'resource' && /^\s*(?::|=|-\s)/.test(text.slice(tokens[0].end)) && named.length > 1;
  return isOnly || isListing ? { allowed, forbidden: [], verbs } : undefined;
}

/** The operations that a negation is about: up to where something else is said. */
function together(text: string, tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex(
    ({ kind, start, end }) =>
      kind === 'who' || kind === 'only' || /^(?:you|we|i|new|admins?)$/i.test(text.slice(start, end)),
  );
  return end < 0 ? tokens : tokens.slice(0, end);
}

/** What is named, what a pronoun or the lack of a subject stands for, else everything. */
function resourcesOf(
  reading: Reading,
  clause: Phrase,
  piece: Phrase,
  tokens: readonly Token[],
): readonly DraftResource[] {
  if (has(tokens, 'resource')) return scopeOf(reading, clause, piece, tokens).resources;
  const subject = piece === clause ? undefined : reading.subjectOf(clause);
  if (subject) return [subject];
  // "Admins can see notes, but not edit them" is about admins.
  if (piece !== clause && !subject && /\b(?:can|may)\s/i.test(clause.text.slice(0, piece.start - clause.start)))
    return [];
  const isAboutLast = piece !== clause || /^(?:never|cannot|not|neither|but|and|they|it|these)\b/i.test(piece.text);
  const last = reading.lastResourceBefore(clause);
  const mentioned =
    piece === clause ? [] : reading.mentioned(clause.text.slice(0, piece.start - clause.start)).slice(-1);
  if (mentioned.length > 0) return mentioned;
  return isAboutLast && last ? [last] : scopeOf(reading, clause, piece, tokens).resources;
}

function apply(resource: DraftResource, { allowed, forbidden, verbs }: Offer, from: Phrase): void {
  if (allowed)
    resource.operations = ['list', 'get', 'create', 'update', 'delete'].filter((each) => allowed.includes(each));
  if (forbidden.length > 0) remove(resource, forbidden);
  for (const verb of verbs) resource.action(verb, from);
}
