/** The short line grammars: filters, sort orders, state machines, tasks and events, routes. */
import { FILTER_OPS, type FilterOp, type HttpMethod, type Rule } from '../api-design.ts';
import { snake } from '../naming.ts';
import { didYouMean } from '../suggest.ts';
import { Cursor } from './cursor.ts';
import type { FieldSpec } from './field-spec.ts';
import { parseFieldLine } from './field-line.ts';
import { LineError } from './lexer.ts';
import { parseRules } from './rules.ts';

/** A filter as written; without `ops` the type of the field decides. */
export interface FilterLine {
  readonly path: readonly string[];
  readonly ops: readonly FilterOp[];
  readonly param?: string;
}

const FILTER_WORDS: ReadonlyMap<string, readonly FilterOp[]> = new Map([
  ...FILTER_OPS.map((op): [string, readonly FilterOp[]] => [op, [op]]),
  ['range', ['gte', 'lte']],
  ['between', ['gte', 'lte']],
  ['from', ['gte']],
  ['to', ['lte']],
  ['like', ['icontains']],
  ['ilike', ['icontains']],
  ['search', ['icontains']],
  ['any', ['has']],
  ['exact', ['eq']],
]);

/** `price: gte,lte`, `tags: has as tag` or `author.username as author` */
export function parseFilterLine(line: string): FilterLine {
  const cursor = new Cursor(line);
  const path = parseSnakePath(cursor);
  const ops: FilterOp[] = [];
  let param = parseAs(cursor);
  const paren = cursor.eat('(');
  if (paren || cursor.eat(':')) {
    do ops.push(...parseFilterOp(cursor));
    while (cursor.eat(',', '|'));
    if (paren) cursor.expect(')');
    param ??= parseAs(cursor);
  }
  if (!cursor.done) cursor.fail(`unexpected ${cursor.here}`, `"${path.join('.')}${cursor.is('=') ? '' : ': gte,lte'}"`);
  return { path, ops: [...new Set(ops)], ...(param === undefined ? {} : { param }) };
}

const parseAs = (cursor: Cursor): string | undefined => (cursor.eatWord('as') ? snake(cursor.word()) : undefined);

function parseFilterOp(cursor: Cursor): readonly FilterOp[] {
  const { at } = cursor.current;
  const word = cursor.word('a filter operator').toLowerCase();
  const ops = FILTER_WORDS.get(word);
  if (ops) return ops;
  throw new LineError(
    `unknown filter operator "${word}"; use ${FILTER_OPS.join(', ')} or range`,
    at,
    didYouMean(word, FILTER_OPS),
  );
}

function parseSnakePath(cursor: Cursor): string[] {
  const path = [snake(cursor.word('a field'))];
  while (cursor.eat('.')) path.push(snake(cursor.word()));
  return path;
}

/** `-created_at`, `created_at desc` or `title` */
export function parseSortLine(line: string): { readonly path: readonly string[]; readonly descending: boolean } {
  const cursor = new Cursor(line);
  const minus = cursor.eat('-') !== undefined;
  cursor.eat('+');
  const path = parseSnakePath(cursor);
  cursor.eat(':');
  const word = cursor.eatWord('desc', 'descending', 'asc', 'ascending');
  cursor.end();
  return { path, descending: minus || word?.startsWith('desc') === true };
}

/** One line of a state machine: the field with its initial state, or a transition. */
export interface StateLine {
  readonly field?: string;
  readonly from: readonly string[];
  readonly to?: string;
  readonly action?: string;
  readonly rules?: readonly Rule[];
}

/** `status: draft`, or `draft|review -> published: publish by owner` */
export function parseStateLine(line: string, owner?: string): StateLine {
  const cursor = new Cursor(line);
  const field = cursor.current.kind === 'word' && cursor.nextIs(':') ? snake(cursor.take().value) : undefined;
  if (field !== undefined) cursor.expect(':');
  const from = [parseState(cursor)];
  while (cursor.eat('|', ',')) from.push(parseState(cursor));
  const start = { from, ...(field === undefined ? {} : { field }) };
  if (cursor.done) return start;
  if (!cursor.eat('->', '=>') && !cursor.eatWord('to')) cursor.fail(`expected "->" before ${cursor.here}`);
  const to = parseState(cursor);
  const action =
    cursor.eat(':') || cursor.eatWord('via', 'on') ? snake(cursor.word('the name of an action')) : undefined;
  const rules = cursor.eatWord('by') ? parseRules(cursor, owner) : undefined;
  if (cursor.is('->')) cursor.fail('unexpected "->"', 'give every transition a line of its own');
  cursor.end();
  return { ...start, to, ...(action === undefined ? {} : { action }), ...(rules === undefined ? {} : { rules }) };
}

const parseState = (cursor: Cursor): string =>
  cursor.current.kind === 'text' ? cursor.take().value : cursor.compound('a state', ['-']);

/** A task or event as written. */
export interface CallableLine {
  readonly name: string;
  readonly arguments: readonly FieldSpec[];
  readonly schedule?: string;
  readonly description?: string;
}

/** `send_welcome(user_id: uuid): Email the new user` or `@daily purge_carts()` */
export function parseCallableLine(line: string): CallableLine {
  const head = /^\s*(@\w+\s+|cron\([^)]*\)\s+)?([A-Za-z][\w.]*)\s*/.exec(line);
  if (!head?.[2]) throw new LineError('write "name(argument: type): description"', 0);
  const inside = line[head[0].length] === '(' ? bracketed(line, head[0].length) : '';
  const rest = line.slice(head[0].length + (inside || line[head[0].length] === '(' ? inside.length + 2 : 0));
  const description = /^\s*(?:[:#-]\s*([\s\S]*))?$/.exec(rest);
  if (!description) throw new LineError('write "name(argument: type): description"', head[0].length);
  const name = head[2].split('.').map(snake).filter(Boolean).join('.');
  return {
    name,
    arguments: splitArguments(inside).map((argument) => parseFieldLine(argument)),
    ...(head[1] === undefined ? {} : { schedule: head[1].trim() }),
    ...(description[1]?.trim() ? { description: description[1].trim() } : {}),
  };
}

/** The text between the bracket at `open` and the one that closes it. */
function bracketed(line: string, open: number): string {
  let depth = 0;
  for (const { sign, index } of unquoted(line, open)) {
    if (sign === '(') depth++;
    if (sign === ')' && --depth === 0) return line.slice(open + 1, index);
  }
  throw new LineError('the bracket after the name is not closed', open);
}

/** Splits at commas that are in no brackets. */
function splitArguments(text: string): string[] {
  const cuts = [-1];
  let depth = 0;
  for (const { sign, index } of unquoted(text)) {
    if ('(<['.includes(sign)) depth++;
    if (')>]'.includes(sign)) depth--;
    if (sign === ',' && depth === 0) cuts.push(index);
  }
  return cuts.map((cut, number) => text.slice(cut + 1, cuts[number + 1]).trim()).filter(Boolean);
}

/** The characters of a text that are in no quotes. */
function* unquoted(text: string, start = 0): Generator<{ readonly sign: string; readonly index: number }> {
  let mark = '';
  for (let index = start; index < text.length; index++) {
    const sign = text.charAt(index);
    if (mark !== '' && sign === '\\') index++;
    else if (mark !== '') mark = sign === mark ? '' : mark;
    else if (sign === '"' || sign === "'") mark = sign;
    else yield { sign, index };
  }
}

export const HTTP_METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** `GET /articles/feed`; `:id` and `<id>` are written `{id}`. */
export function parseRouteLine(line: string): { readonly method: HttpMethod; readonly path: string } {
  const found = /^\s*([A-Za-z]+)\s+(\/\S*)\s*$/.exec(line);
  const method = HTTP_METHODS.find((known) => known === found?.[1]?.toUpperCase());
  if (!found?.[2] || !method) throw new LineError('write "METHOD /path", e.g. "GET /articles/feed"', 0);
  const path = found[2].replace(/:(\w+)/g, '{$1}').replace(/<(?:\w+:)?(\w+)>/g, '{$1}');
  if (!/^\/$|^(?:\/(?:[A-Za-z0-9_.~-]+|\{[A-Za-z_]\w*\}))+\/?$/.test(path)) {
    throw new LineError(`"${path}" is not a path: use letters, digits, - and {parameters}`, 0);
  }
  return { method, path: path.length > 1 ? path.replace(/\/$/, '') : path };
}
