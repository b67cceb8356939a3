/** Access rules, and the lines that give them to operations. */
import type { Rule } from '../api-design.ts';
import { snake } from '../naming.ts';
import { didYouMean } from '../suggest.ts';
import { Cursor } from './cursor.ts';
import { PRECEDENCE, parseExpression } from './expression.ts';
import { LineError } from './lexer.ts';

const WHO = ['public', 'authenticated', 'owner', 'role', 'scope', 'nobody'] as const;
const SPELLINGS: ReadonlyMap<string, Rule['who']> = new Map([
  ['public', 'public'],
  ['anyone', 'public'],
  ['anonymous', 'public'],
  ['everyone', 'public'],
  ['all', 'public'],
  ['authenticated', 'authenticated'],
  ['user', 'authenticated'],
  ['users', 'authenticated'],
  ['auth', 'authenticated'],
  ['login', 'authenticated'],
  ['owner', 'owner'],
  ['author', 'owner'],
  ['self', 'owner'],
  ['nobody', 'nobody'],
  ['none', 'nobody'],
  ['disabled', 'nobody'],
]);
const ROLE_WORDS: ReadonlyMap<string, string> = new Map([
  ['admin', 'admin'],
  ['admins', 'admin'],
  ['staff', 'staff'],
  ['superuser', 'admin'],
]);

/** `RULE or RULE …`; `owner` is the name of the relation that says whose row it is, if there is one. */
export function parseRules(cursor: Cursor, owner?: string): Rule[] {
  const rules: Rule[] = [];
  do rules.push(parseRule(cursor, owner));
  while (cursor.eatWord('or') || cursor.eat('|', '||', ','));
  return rules;
}

function parseRule(cursor: Cursor, owner: string | undefined): Rule {
  const rule = parseWho(cursor, owner);
  if (!cursor.eatWord('when', 'if', 'where')) return rule;
  return { ...rule, when: parseExpression(cursor, PRECEDENCE.get('and')) };
}

function parseWho(cursor: Cursor, owner: string | undefined): Rule {
  const { at } = cursor.current;
  if (cursor.isWord('logged', 'signed') && cursor.next.value.toLowerCase() === 'in') {
    cursor.take();
    cursor.take();
    return { who: 'authenticated' };
  }
  const given = cursor.word('public, authenticated, owner, role:NAME or scope:NAME');
  const word = given.toLowerCase();
  if (word === 'role' || word === 'scope') return parseNamed(cursor, word);
  if (owner !== undefined && word === owner) return { who: 'owner' };
  const who = SPELLINGS.get(word);
  if (who) return { who };
  const role = ROLE_WORDS.get(word);
  if (role) return { who: 'role', name: role };
  const wanted = 'use public, authenticated, owner, role:NAME, scope:NAME or nobody';
  throw new LineError(`unknown access rule "${given}"; ${wanted}`, at, didYouMean(word, WHO) ?? `role:${snake(given)}`);
}

function parseNamed(cursor: Cursor, who: 'role' | 'scope'): Rule {
  const paren = cursor.eat('(');
  if (!paren && !cursor.eat(':', '=')) cursor.fail(`expected ":" after ${who}`);
  const quoted = cursor.current.kind === 'text' ? cursor.take().value : undefined;
  const name = quoted ?? cursor.compound(`the name of a ${who}`, ['-', ':', '.']);
  if (paren) cursor.expect(')');
  return { who, name: who === 'role' ? snake(name) : name };
}

function endOfRules(cursor: Cursor): void {
  if (cursor.isWord('and')) cursor.fail('rules are not joined by "and"', 'join them by "or", or narrow one by "when"');
  if (cursor.is(';')) cursor.fail('unexpected ";"', 'give every operation a line of its own');
  cursor.end();
}

/** An access line as written: operations (or actions) and their rules. */
export interface AccessLine {
  readonly operations: readonly string[];
  readonly rules: readonly Rule[];
}

/** `update,delete: owner or role:admin` */
export function parseAccessLine(line: string, owner?: string): AccessLine {
  const cursor = new Cursor(line);
  const operations: string[] = [];
  do operations.push(cursor.eat('*') ?? snake(cursor.word('an operation')));
  while (cursor.eat(',', '|', '/') || cursor.eatWord('and'));
  if (!cursor.eat(':', '=')) cursor.fail('write "operation: rule", e.g. "update,delete: owner"');
  const rules = parseRules(cursor, owner);
  endOfRules(cursor);
  return { operations, rules };
}

/** The rules of an action: `owner or role:admin`, perhaps with a leading `*:`. */
export function parseRuleLine(line: string, owner?: string): readonly Rule[] {
  const cursor = new Cursor(line);
  if (cursor.is('*') && cursor.nextIs(':')) {
    cursor.take();
    cursor.take();
  }
  const rules = parseRules(cursor, owner);
  endOfRules(cursor);
  return rules;
}
