/** The steps of actions and endpoints. */
import type { Expr, Failure, Sort, Step } from '../api-design.ts';
import { didYouMean } from '../suggest.ts';
import { Cursor } from './cursor.ts';
import { parseExpression, parsePath } from './expression.ts';
import { LineError } from './lexer.ts';

const VERBS: Readonly<Record<string, (cursor: Cursor, at: number) => Step>> = {
  require: parseRequire,
  set: (cursor) => ({ do: 'set', assignments: parseAssignments(cursor) }),
  transition: parseTransition,
  increment: (cursor) => parseCounter(cursor, 'increment'),
  decrement: (cursor) => parseCounter(cursor, 'decrement'),
  create: parseCreate,
  load: parseLoad,
  update: parseUpdate,
  delete: parseDelete,
  add: (cursor) => parseLink(cursor, 'link', 'to'),
  remove: (cursor) => parseLink(cursor, 'unlink', 'from'),
  for: parseFor,
  if: parseIf,
  enqueue: (cursor) => parseNamedCall(cursor, 'enqueue'),
  emit: (cursor) => parseNamedCall(cursor, 'emit'),
  call: (cursor) => parseNamedCall(cursor, 'call'),
  list: parseQuery,
  return: (cursor) => ({ do: 'return', value: parseExpression(cursor) }),
};

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['ensure', 'require'],
  ['assert', 'require'],
  ['check', 'require'],
  ['guard', 'require'],
  ['inc', 'increment'],
  ['increase', 'increment'],
  ['dec', 'decrement'],
  ['decrease', 'decrement'],
  ['get', 'load'],
  ['fetch', 'load'],
  ['insert', 'create'],
  ['link', 'add'],
  ['unlink', 'remove'],
  ['foreach', 'for'],
  ['notify', 'enqueue'],
  ['background', 'enqueue'],
  ['publish', 'emit'],
  ['hook', 'call'],
  ['run', 'call'],
  ['find', 'list'],
]);

/** Reads a line of steps, separated by `;`. */
export function parseStepLine(line: string): Step[] {
  const cursor = new Cursor(line);
  const steps: Step[] = [];
  while (!cursor.done) {
    steps.push(parseStep(cursor));
    if (!cursor.done) cursor.expect(';');
  }
  return steps;
}

/** The names that a line of steps gives to rows, even if it cannot be read. */
export function namesGivenBy(line: string): string[] {
  const named = [...line.matchAll(/\bas\s+([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const loaded = [...line.matchAll(/\b(?:load|get|fetch)\s+([A-Za-z_]\w*)/g)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  return [...named, ...loaded];
}

function parseStep(cursor: Cursor): Step {
  const { at } = cursor.current;
  if (cursor.eat('->')) return { do: 'transition', to: parseState(cursor) };
  const given = cursor.word('a step').toLowerCase();
  const verb = SPELLINGS.get(given) ?? given;
  const parse = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (parse) return parse(cursor, at);
  const near = adviceOn(given, cursor) ?? didYouMean(given, [...Object.keys(VERBS), ...SPELLINGS.keys()]);
  throw new LineError(`unknown step "${given}"; steps are ${Object.keys(VERBS).join(', ')} and -> STATE`, at, near);
}

/** What to write instead of a step that there is not. */
function adviceOn(given: string, cursor: Cursor): string | undefined {
  if (cursor.is('=')) return `write set ${given} = …`;
  if (['throw', 'raise', 'abort', 'reject', 'fail', 'error'].includes(given))
    return 'write require EXPR else 409 "message"';
  if (['send', 'email', 'mail', 'log'].includes(given))
    return 'declare it in tasks, and write enqueue task(argument=EXPR)';
  return undefined;
}

const parseState = (cursor: Cursor): string =>
  cursor.current.kind === 'text' ? cursor.take().value : cursor.compound('a state', ['-']);

function parseTransition(cursor: Cursor): Step {
  cursor.eatWord('to');
  cursor.eat('->');
  return { do: 'transition', to: parseState(cursor) };
}

function parseRequire(cursor: Cursor): Step {
  const start = cursor.current.at;
  const condition = parseExpression(cursor);
  const text = cursor.source.slice(start, cursor.current.at).trim();
  return {
    do: 'require',
    condition,
    failure: parseFailure(cursor, { status: 409, message: `Requirement not met: ${text}` }),
  };
}

/** `else 409 "message"`, either part optional. */
function parseFailure(cursor: Cursor, fallback: Failure): Failure {
  if (!cursor.eatWord('else')) return fallback;
  cursor.eatWord('fail', 'raise', 'error');
  let { status, message } = fallback;
  if (cursor.current.kind === 'number') {
    status = Number(cursor.current.value);
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      cursor.fail(`"else" takes a status from 400 to 599, got ${cursor.current.value}`);
    }
    cursor.take();
  }
  if (cursor.current.kind === 'text') message = cursor.take().value;
  return { status, message };
}

interface Assignment {
  readonly path: readonly string[];
  readonly value: Expr;
}

function parseAssignments(cursor: Cursor): Assignment[] {
  const assignments: Assignment[] = [];
  do {
    const path = parsePath(cursor);
    if (!cursor.eat('=', ':') && !cursor.eatWord('to')) {
      const isCounter = cursor.is('+=') || cursor.is('-=');
      const advice = `write ${cursor.is('+=') ? 'increment' : 'decrement'} ${path.join('.')} by …`;
      cursor.fail(`expected "=" before ${cursor.here}`, isCounter ? advice : undefined);
    }
    assignments.push({ path, value: parseExpression(cursor) });
  } while (cursor.eat(','));
  return assignments;
}

function parseCounter(cursor: Cursor, verb: 'increment' | 'decrement'): Step {
  const path = parsePath(cursor);
  const by: Expr = cursor.eatWord('by') ? parseExpression(cursor) : { kind: 'literal', value: 1 };
  const counter = { do: verb, path, by };
  if (!cursor.eatWord(verb === 'increment' ? 'max' : 'min', 'limit')) return counter;
  const bound = parseExpression(cursor);
  return { ...counter, bound, failure: parseFailure(cursor, { status: 409, message: `${path.at(-1)} limit reached` }) };
}

/** `(name=EXPR, name)`: a bare name stands for `name=name`. */
function parseArguments(cursor: Cursor): Record<string, Expr> {
  const given: [string, Expr][] = [];
  if (!cursor.eat('(')) return {};
  while (!cursor.eat(')')) {
    const { at } = cursor.current;
    const name = cursor.word('the name of an argument');
    if (cursor.eat('=', ':')) given.push([name, parseExpression(cursor)]);
    else if (cursor.is('.')) throw new LineError('arguments are named: write name=value', at);
    else given.push([name, { kind: 'path', path: [name] }]);
    if (!cursor.is(')')) cursor.expect(',');
  }
  return Object.fromEntries(given);
}

const parseAs = (cursor: Cursor): { as?: string } => (cursor.eatWord('as') ? { as: cursor.word() } : {});

function parseCreate(cursor: Cursor): Step {
  const resource = cursor.word('a resource');
  const values = parseArguments(cursor);
  return { do: 'create', resource, values, ...parseAs(cursor) };
}

function parseLoad(cursor: Cursor): Step {
  const resource = cursor.word('a resource');
  cursor.eatWord('where');
  const where = parseExpression(cursor);
  const lockedFirst = parseLock(cursor);
  const { as = resource.toLowerCase() } = parseAs(cursor);
  const lock = lockedFirst || parseLock(cursor);
  const failure = parseFailure(cursor, { status: 404, message: `${resource} not found` });
  return { do: 'load', resource, where, as, lock, failure };
}

/** `for update`, before or after the name. */
function parseLock(cursor: Cursor): boolean {
  const lock = cursor.eatWord('for') !== undefined;
  if (lock && !cursor.eatWord('update')) cursor.fail(`expected "update" before ${cursor.here}`);
  return lock;
}

function parseQuery(cursor: Cursor): Step {
  const resource = cursor.word('a resource');
  const where = cursor.eatWord('where') ? parseExpression(cursor) : undefined;
  const sort: Sort[] = [];
  if (cursor.eatWord('sort', 'order')) {
    cursor.eatWord('by');
    do {
      const descending = cursor.eat('-') !== undefined;
      sort.push({ field: parsePath(cursor).join('.'), descending });
    } while (cursor.eat(','));
  }
  return { do: 'query', resource, ...(where === undefined ? {} : { where }), sort };
}

function parseUpdate(cursor: Cursor): Step {
  const resource = cursor.word('a resource');
  const where: Expr = cursor.eatWord('where') ? parseExpression(cursor) : { kind: 'literal', value: true };
  if (!cursor.eatWord('set')) cursor.fail(`expected "set" before ${cursor.here}`);
  const values = parseAssignments(cursor).map(({ path, value }): [string, Expr] => [path.join('.'), value]);
  return { do: 'update', resource, where, values: Object.fromEntries(values) };
}

function parseDelete(cursor: Cursor): Step {
  const target = cursor.word('self or a resource');
  return { do: 'delete', target, ...(cursor.eatWord('where') ? { where: parseExpression(cursor) } : {}) };
}

function parseLink(cursor: Cursor, verb: 'link' | 'unlink', word: 'to' | 'from'): Step {
  const value = parseExpression(cursor);
  if (!cursor.eatWord(word)) cursor.fail(`expected "${word}" before ${cursor.here}`);
  return { do: verb, path: parsePath(cursor), value };
}

function parseFor(cursor: Cursor): Step {
  cursor.eatWord('each');
  const variable = cursor.word();
  if (!cursor.eatWord('in')) cursor.fail(`expected "in" before ${cursor.here}`);
  return { do: 'for', variable, in: parseExpression(cursor), steps: parseBlock(cursor) };
}

function parseIf(cursor: Cursor): Step {
  const condition = parseExpression(cursor);
  const blocks = [parseBlock(cursor), cursor.eatWord('else') ? parseBlock(cursor) : []] as const;
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the language; steps are never awaited
  return { do: 'if', condition, then: blocks[0], else: blocks[1] };
}

function parseNamedCall(cursor: Cursor, verb: 'enqueue' | 'emit' | 'call'): Step {
  const name = parsePath(cursor).join('.');
  return { do: verb, name, arguments: parseArguments(cursor), ...parseAs(cursor) };
}

/** `{ step; step }`, or one step. */
function parseBlock(cursor: Cursor): Step[] {
  return cursor.nested(() => {
    if (!cursor.eat('{')) {
      cursor.eat(':');
      cursor.eatWord('do');
      return [parseStep(cursor)];
    }
    const steps: Step[] = [];
    while (!cursor.eat('}')) {
      steps.push(parseStep(cursor));
      if (!cursor.is('}')) cursor.expect(';');
    }
    return steps;
  });
}
