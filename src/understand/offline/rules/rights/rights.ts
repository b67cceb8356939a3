import type { Reading, Rule } from '../../reading.ts';
import type { Phrase } from '../../text/phrase.ts';
import { SPEAKS_OF_RIGHTS } from '../../words/rights.ts';
import { noteRole } from '../permit.ts';
import { piecesOf, type Scope, scopeOf } from './scope.ts';
import { has, rulesOf, type Token, tokensOf } from './tokens.ts';

/**
 * Reads sentences of which every word is about who may do what, in whatever order and voice: "to delete a boat you must be
 * an admin", "boats are only deletable by admins". A sentence with any other word is left to the other rules.
 */
export const rightsRules: readonly Rule[] = [rights];

/** What a sentence was about, for one that goes on: "admins can too". */
interface Topic {
  readonly operations: readonly string[];
  readonly scope: Scope;
}

function rights(reading: Reading): void {
  let topic: Topic | undefined;
  for (const clause of reading.clauses) {
    for (const piece of piecesOf(clause)) topic = readPiece(reading, clause, piece, topic) ?? topic;
    if (!clause.claimed) topic = undefined;
  }
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
    const isNext =
      endsWithObject(left) && startsWithOwn(right)
        ? true
        : startsWithPeople(right)
          ? has(right.slice(0, 7), 'modal', 'operation')
          : startsWithOperation(right);
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

/** "Members add photos | and edit only their own": the first part has an object of its own, and is not about what is one's own. */
function endsWithObject(tokens: readonly Token[]): boolean {
  const operation = tokens.findIndex(({ kind }) => kind === 'operation');
  const last = tokens.at(-1)?.kind;
  return operation >= 0 && has(tokens, 'who') && !has(tokens, 'own') && (last === 'resource' || last === 'thing');
}

function startsWithOwn(tokens: readonly Token[]): boolean {
  const first = tokens.findIndex(({ kind }) => !LIGHT.has(kind));
  return tokens[first]?.kind === 'operation' && has(tokens, 'own') && !has(tokens, 'who');
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
  // "No editing, no login" is about two things that there are not.
  if (tokens.some(({ kind }, index) => kind === 'not' && tokens[index + 1]?.kind === 'operation')) return undefined;
  if (has(tokens, 'login')) return { rules: ['public'], isExclusive: false };
  return rules.join() === 'public' ? only('authenticated') : undefined;
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
