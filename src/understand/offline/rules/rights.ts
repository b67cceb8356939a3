import { singular } from '../../../design/inflect.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { nameOf } from '../words/names.ts';
import { ruleFor } from '../words/people.ts';
import { RIGHTS_WORDS, type RightsKind, SPEAKS_OF_RIGHTS } from '../words/rights.ts';
import { noteRole } from './permit.ts';

/**
 * Reads sentences of which every word is about who may do what, in whatever order and voice: "to delete a boat you must be
 * an admin", "boats are only deletable by admins". A sentence with any other word is left to the other rules.
 */
export const rightsRules: readonly Rule[] = [rights];

interface Token {
  readonly kind: RightsKind | 'resource';
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly resource?: DraftResource;
  /** What people are called. */
  readonly noun?: string;
}

/** What a sentence was about, for one that goes on: "admins can too". */
interface Topic {
  readonly operations: readonly string[];
  readonly scope: Scope;
}

interface Scope {
  readonly resources: readonly DraftResource[];
  /** Whether the sentence names no resource, and so is about all of them. */
  readonly isGeneral: boolean;
}

function rights(reading: Reading): void {
  let topic: Topic | undefined;
  for (const clause of reading.clauses) {
    for (const piece of piecesOf(clause)) topic = readPiece(reading, clause, piece, topic) ?? topic;
    if (!clause.claimed) topic = undefined;
  }
}

const NEXT = new RegExp(
  String.raw`(?:[,;:]\s*(?:and\s+|but\s+|while\s+|so\s+)?|\s+(?:and|but|while)\s+|\s-\s)` +
    String.raw`(?=only\s|nobody\s|no one\s|any(?:one|body)\s|every(?:one|body)\s|(?:the\s+|an?\s+)?\w+\s+(?:can|may|must|are allowed)\s)`,
  'i',
);

/** The clause, and what follows a comma with people of its own, for clauses of which only the end is about rights. */
function piecesOf(clause: Phrase): Phrase[] {
  return [clause, ...clause.matches(NEXT).map(({ after }) => after)];
}

function readPiece(reading: Reading, clause: Phrase, piece: Phrase, topic: Topic | undefined): Topic | undefined {
  if (piece.claimed || !SPEAKS_OF_RIGHTS.test(piece.text)) return undefined;
  const tokens = tokensOf(reading, piece);
  if (!tokens) return undefined;
  const isMore = has(tokens, 'too') && !has(tokens, 'operation') && topic !== undefined;
  const statements = statementsOf(tokens, isMore ? topic.operations : []);
  if (!statements) return undefined;
  const scope = isMore ? topic.scope : scopeOf(reading, clause, piece, tokens);
  if (scope.resources.length === 0) return undefined;
  for (const statement of statements) record(reading, statement, scope, piece);
  piece.claim();
  return { operations: statements.flatMap(({ operations }) => operations), scope };
}

/** The words of a clause by what they mean, if every one of them may stand in such a sentence. */
function tokensOf(reading: Reading, { text }: Phrase): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/[\s"'.!]/.test(text[at]!)) {
      at++;
      continue;
    }
    const token = resourceAt(reading, text, at) ?? wordAt(text, at, tokens) ?? peopleAt(reading, text, at, tokens);
    if (!token) return undefined;
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** The people whom a phrase names and nothing besides, as access rules: "by the owner only". */
export function peopleIn(reading: Reading, phrase: Phrase): string[] {
  const tokens = tokensOf(reading, phrase);
  const isPlain = tokens?.every(({ kind }) => !/^(?:operation|not|nobody|except|others|login|own)$/.test(kind));
  return tokens && isPlain ? rulesOf(tokens) : [];
}

function resourceAt({ draft }: Reading, text: string, at: number): Token | undefined {
  for (const pattern of [/[a-z]\w*\s[a-z]\w*/iy, /[a-z]\w*/iy]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    const resource = found && draft.findExactly(found);
    if (resource && !/^(?:an?|the|all|every|each|any|my|their|own|its|new)\s/i.test(found))
      return { kind: 'resource', value: '', start: at, end: at + found.length, resource };
  }
  return undefined;
}

function wordAt(text: string, at: number, before: readonly Token[]): Token | undefined {
  for (const { kind, value, pattern } of RIGHTS_WORDS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (!found) continue;
    // "User" and the like are words for anybody only where nothing says who they are.
    if (kind === 'glue' && /^(?:users?|people)$/i.test(found) && !before.some((token) => token.kind === 'who')) break;
    return { kind, value, start: at, end: at + found.length };
  }
  return undefined;
}

/** Words that end the name of people. */
const AFTER_PEOPLE =
  /[-\s](?:or|and|can|may|is|are|must|role|roles|only|who|to|should|have|has|for|by|could|also|too|need|needs|alone|rights?|privileges|permissions?|access|thing|account)$/i;

/** "Admins", "the shop owner", "logged-in users"; after "only" and before "can" a noun that nobody knows is a role, too. */
function peopleAt(reading: Reading, text: string, at: number, before: readonly Token[]): Token | undefined {
  for (const pattern of [/[a-z]+(?:[-\s][a-z]+){2}/iy, /[a-z]+[-\s][a-z]+/iy, /[a-z]+/iy]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (!found || AFTER_PEOPLE.test(found) || /^(?:can|only|may)\s/i.test(found) || isFollowedByVerb(found)) continue;
    const rule = knownRole(reading, found) ?? ruleFor(found, (name) => reading.draft.named(name) !== undefined);
    if (rule) return { kind: 'who', value: rule, start: at, end: at + found.length, noun: singular(nameOf(found)) };
  }
  return unknownPeopleAt(text, at, before);
}

/** "Finance sees", "staff read": people, and what they do. */
function isFollowedByVerb(found: string): boolean {
  const last = /[-\s](?=[a-z]+$)/i.exec(found);
  return last !== null && wordAt(found, last.index + 1, [])?.kind === 'operation';
}

/** "Only finance can", "by finance": what stands where people stand. */
function unknownPeopleAt(text: string, at: number, before: readonly Token[]): Token | undefined {
  const noun = /[a-z]{2,}/iy;
  noun.lastIndex = at;
  const found = noun.exec(text)?.[0];
  if (!found) return undefined;
  const after = text.slice(at + found.length);
  const isBeforeModal =
    /^\s+(?:can|may|are allowed|is allowed)\b(?!\s+(?:only\s+|also\s+)?be\b)/i.test(after) ||
    /^\s+(?:(?:only|just|also)\s+)?(?:sees?|reads?|manages?|edits?|maintains?|views?)\b/i.test(after);
  const isAtEnd = /^\s*(?:$|[,;.()]|\s(?:only|can|may)\b)/i.test(after);
  const isAfterOnly =
    before.at(-1)?.kind === 'only' || (before.at(-2)?.kind === 'only' && before.at(-1)?.kind === 'glue');
  const isAfterBy = /\b(?:by|only|only for)\s+(?:the\s+)?$/i.test(text.slice(0, at));
  const isSubject = isBeforeModal && (isAfterOnly || before.every(({ kind }) => kind === 'glue' || kind === 'joint'));
  return isSubject || (isAtEnd && isAfterBy)
    ? { kind: 'who', value: `role:${singular(nameOf(found))}`, start: at, end: at + found.length }
    : undefined;
}

function knownRole({ draft }: Reading, noun: string): string | undefined {
  const name = singular(nameOf(noun));
  return draft.roles.has(name) ? `role:${name}` : undefined;
}

interface Statement {
  readonly operations: readonly string[];
  readonly rules: readonly string[];
  readonly isExclusive: boolean;
  readonly isImplied?: boolean;
}

/** What the parts of a sentence say, each about some people; undefined if one of them says nothing that can be told. */
function statementsOf(tokens: readonly Token[], topic: readonly string[]): Statement[] | undefined {
  const statements: Statement[] = [];
  let operations = topic;
  const parts = partsOf(tokens);
  for (const [index, part] of parts.entries()) {
    const asked = operationsIn(part);
    if (index < parts.length - 1 && isDenial(part) && asked.length > 0) {
      operations = asked;
      continue;
    }
    const read = statementOf(part, operations);
    if (!read) return undefined;
    operations = read.flatMap((each) => each.operations);
    statements.push(...read);
  }
  return statements.length > 0 ? statements : undefined;
}

/** "Users cannot delete boats", before it is said who can. */
const isDenial = (part: readonly Token[]) =>
  has(part, 'not') && !has(part, 'login', 'except', 'others') && rulesOf(part).join() === 'authenticated';

const has = (tokens: readonly Token[], ...kinds: readonly Token['kind'][]) =>
  tokens.some(({ kind }) => kinds.includes(kind));

const speaks = (tokens: readonly Token[]) =>
  has(tokens, 'who', 'login', 'nobody', 'own') && has(tokens, 'operation', 'modal');

/** Cuts where another part begins that has people and operations of its own. */
function partsOf(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [];
  let from = 0;
  for (let at = 1; at < tokens.length; at++) {
    if (tokens[at]!.kind !== 'joint') continue;
    const left = tokens.slice(from, at);
    const right = tokens.slice(at + 1);
    if (!speaks(left) || !has(left, 'operation') || !speaks(right)) continue;
    const isNext = startsWithPeople(right) ? has(right.slice(0, 7), 'modal', 'operation') : startsWithOperation(right);
    if (!isNext) continue;
    parts.push(left);
    from = at + 1;
  }
  return [...parts, tokens.slice(from)];
}

function startsWithPeople(tokens: readonly Token[]): boolean {
  const first = tokens.findIndex(({ kind }) => !LIGHT.has(kind));
  return first >= 0 && PEOPLE.has(tokens[first]!.kind);
}

/** "Reading is public, writing needs a login": the operation comes first on both sides. */
function startsWithOperation(tokens: readonly Token[]): boolean {
  const first = tokens.findIndex(({ kind }) => !LIGHT.has(kind));
  const rest = tokens.slice(first + 1);
  const people = rest.findIndex(({ kind }) => PEOPLE.has(kind));
  return (
    tokens[first]?.kind === 'operation' &&
    people >= 0 &&
    rest.slice(0, people).some(({ kind }) => kind === 'modal' || kind === 'only' || kind === 'glue')
  );
}

const PEOPLE: ReadonlySet<Token['kind']> = new Set(['who', 'nobody', 'login']);
const LIGHT: ReadonlySet<Token['kind']> = new Set(['glue', 'only', 'joint', 'modal', 'too']);

const ALL = ['list', 'get', 'create', 'update', 'delete'];
const READ = ['list', 'get'];
const WRITE = ['create', 'update', 'delete'];

/** The operations that are named; "write" with an object makes one, and changes whatever there is without. */
function operationsIn(tokens: readonly Token[]): string[] {
  const named = tokens.flatMap(({ kind, value }, index) => {
    if (kind !== 'operation') return [];
    if (value !== 'write') return value.split(',');
    const object = tokens.slice(index + 1).find((token) => token.kind !== 'glue' && token.kind !== 'own');
    return object?.kind === 'resource' ? ['create'] : WRITE;
  });
  if (named.includes('except-read')) return WRITE;
  const plain = named.filter((value) => value !== 'all');
  return plain.length > 0 ? [...new Set(plain)] : named.slice(0, 1);
}

function statementOf(tokens: readonly Token[], previous: readonly string[]): Statement[] | undefined {
  const named = operationsIn(tokens);
  const people = whoIn(named.includes('create') ? withRoles(tokens) : tokens);
  if (!people) return undefined;
  const { rules, isExclusive } = people;
  const asked = named.length > 0 ? named : has(tokens, 'modal') ? previous : operationsOfAdjective(tokens);
  if (asked.length === 0) return undefined;
  if (asked.includes('all') && rules.some((rule) => rule.startsWith('role:')))
    return [{ operations: ALL, rules, isExclusive: has(tokens, 'only') }];
  if (asked.includes('manage'))
    return [
      { operations: WRITE, rules, isExclusive },
      { operations: READ, rules, isExclusive, isImplied: true },
    ];
  const isReadOnly = has(tokens, 'except') && rules.length > 1 && asked.join() === READ.join() && !has(tokens, 'own');
  if (isReadOnly && !isExclusive)
    return [
      { operations: READ, rules: rules.slice(0, 1), isExclusive },
      { operations: WRITE, rules: rules.slice(1), isExclusive: true },
    ];
  return [{ operations: asked.includes('all') ? ALL : asked, rules, isExclusive }];
}

/** Who may make things is no owner yet: "only organizers create events" is about a role. */
function withRoles(tokens: readonly Token[]): Token[] {
  return tokens.map((token) =>
    token.value === 'owner' && token.noun !== undefined && !/(?:owner|creator|author)$/.test(token.noun)
      ? { ...token, value: `role:${token.noun}` }
      : token,
  );
}

/** "Boats are public", "nothing is public", "boats are private": no operation is named, and none need be. */
function operationsOfAdjective(tokens: readonly Token[]): string[] {
  if (has(tokens, 'own') || (has(tokens, 'not') && !has(tokens, 'login'))) return ALL;
  return tokens.some(({ kind, value }) => kind === 'who' && value === 'public') ? READ : [];
}

interface People {
  readonly rules: readonly string[];
  /** Whether others may not. */
  readonly isExclusive: boolean;
}

const only = (...rules: readonly string[]): People => ({ rules, isExclusive: true });

/** Who may, and whether others may not. */
function whoIn(tokens: readonly Token[]): People | undefined {
  const at = tokens.findIndex(({ kind }) => kind === 'except');
  const isFirst = at >= 0 && tokens.slice(0, at).every(({ kind }) => LIGHT.has(kind));
  const end = isFirst ? tokens.findIndex(({ kind }, index) => index > at && kind === 'joint') : tokens.length;
  const excepted = at < 0 ? [] : rulesOf(tokens.slice(at, end));
  const rest = at < 0 ? tokens : isFirst ? tokens.slice(end) : tokens.slice(0, at);
  const rules = rulesOf(rest);
  if (has(rest, 'not', 'nobody')) return denied(rest, rules, excepted);
  if (has(rest, 'others')) return undefined;
  if (has(rest, 'own'))
    return only('owner', ...excepted, ...rules.filter((rule) => rule.startsWith('role:') && has(rest, 'too')));
  if (rules.length === 0) return has(rest, 'login') ? only('authenticated') : undefined;
  return {
    rules: [...rules, ...excepted],
    isExclusive: has(tokens, 'only') || rules.every((rule) => rule !== 'public'),
  };
}

function denied(tokens: readonly Token[], rules: readonly string[], excepted: readonly string[]): People | undefined {
  if (has(tokens, 'others')) return only('owner', ...excepted);
  if (excepted.length > 0) return only(...excepted);
  if (has(tokens, 'nobody')) return has(tokens, 'own') ? only('owner') : undefined;
  if (has(tokens, 'login')) return { rules: ['public'], isExclusive: false };
  return rules.join() === 'public' ? only('authenticated') : undefined;
}

function rulesOf(tokens: readonly Token[]): string[] {
  return [...new Set(tokens.filter(({ kind }) => kind === 'who').map(({ value }) => value))];
}

function scopeOf(reading: Reading, clause: Phrase, { text }: Phrase, tokens: readonly Token[]): Scope {
  const named = [
    ...new Set(tokens.filter((token) => !isPlaceOf(text, token, tokens)).flatMap(({ resource }) => resource ?? [])),
  ];
  if (named.length > 0) return { resources: named, isGeneral: false };
  const last = reading.lastResourceBefore(clause);
  const isPronoun = tokens.some(
    ({ kind, start, end }) => kind === 'thing' && /^(?:it|them|they|these|those)$/i.test(text.slice(start, end)),
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

function record(
  reading: Reading,
  { operations, rules, isExclusive, isImplied }: Statement,
  { resources, isGeneral }: Scope,
  from: Phrase,
): void {
  for (const rule of rules) noteRole(reading, rule, from);
  for (const resource of resources) {
    const stated = new Set(resource.grants.flatMap((grant) => grant.operations));
    const open = operations.includes('rest') ? ALL.filter((operation) => !stated.has(operation)) : operations;
    if (open.length > 0)
      resource.grants.push({
        operations: open,
        rules,
        from,
        isExclusive,
        isGeneral,
        ...(isImplied ? { isImplied } : {}),
      });
  }
}
