/** Writes one logical line: a simple statement, or the head of a compound one. */
import {
  hasTargetBrackets,
  lastExpression,
  type LineComment,
  returned,
  splittable,
  splittableTarget,
  wantsParentheses,
} from './assignments.ts';
import { commaSeparated, tuple } from './brackets.ts';
import { classHead, functionHead, importFrom } from './definitions.ts';
import { type Context, maybeParenthesize, write } from './expressions.ts';
import { Parser } from './parser.ts';
import { Judge } from './parentheses.ts';
import { caseHead } from './patterns.ts';
import { printDocument } from './printer.ts';
import { type Expression, isParenthesized } from './syntax.ts';
import { type Token, tokenize, UnknownSyntax } from './tokens.ts';
import { isAscii } from './width.ts';
import { withHead } from './with-items.ts';
import { Writer } from './writer.ts';

/** What statements are read from and written to. */
export interface Statement extends Context {
  readonly parser: Parser;
}

/** Writes a simple statement; returns true if it wrote its comment itself. */
type Simple = (statement: Statement, comment: LineComment | undefined) => boolean | void;
/** Writes the head of a compound statement, without the colon. */
type Head = (statement: Statement) => void;

const AUGMENTED = /^(?:\*\*|\/\/|>>|<<|[+\-*/%@&|^])=$/;

/** `source`, one logical line, laid out from column `indent`; undefined if it is not understood. */
export function layoutStatement(source: string, indent: number, width: number): string | undefined {
  try {
    const tokens = tokenize(source);
    const writer = new Writer(tokens);
    writeStatement({ tokens, writer, judge: new Judge(tokens), parser: new Parser(tokens) });
    return printDocument(writer.document, indent, width, isAscii(source));
  } catch (error) {
    if (error instanceof UnknownSyntax) return undefined;
    throw error;
  }
}

function writeStatement(statement: Statement): void {
  const { tokens, writer, parser } = statement;
  const comment = detachComment(statement, tokens.length - 2);
  const keyword = keywordOf(statement);
  const head = HEADS[keyword];
  let wroteComment = false;
  if (head && (!SOFT_KEYWORDS.has(keyword) || isSoftHead(statement))) {
    head(statement);
    parser.expect(':');
    writer.text(':');
    if (parser.kind !== 'end') inlineBody(statement, keyword);
  } else wroteComment = writeSimple(statement, comment);
  if (parser.kind !== 'end') throw new UnknownSyntax(`unexpected ${parser.peek()}`);
  if (!wroteComment) comment?.();
  if (!writer.isComplete) throw new UnknownSyntax('a comment has no place');
}

function writeSimple(statement: Statement, comment: LineComment | undefined): boolean {
  const simple = SIMPLE[keywordOf(statement)] ?? expressionOrAssignment;
  return simple(statement, comment) === true;
}

const keywordOf = ({ parser }: Statement): string => (parser.kind === 'string' ? '' : parser.peek());

const DEFINITIONS: ReadonlySet<string> = new Set(['def', 'async', 'class']);

/** A body on the line of its head gets a line of its own, unless it is the `...` of a definition. */
function inlineBody(statement: Statement, keyword: string): void {
  const { writer, parser } = statement;
  if (DEFINITIONS.has(keyword) && parser.accept('...')) return writer.text(' ...');
  writer.indent(() => {
    writer.hardLine();
    writeSimple(statement, undefined);
  });
}

/** Takes the comment at the end of the line from its token. */
function detachComment({ writer, tokens }: Statement, token: number): LineComment | undefined {
  const detached = tokens[token];
  const comment = detached?.after;
  if (comment === undefined) return undefined;
  delete detached!.after;
  return () => writer.lineComment(comment);
}

const SOFT_KEYWORDS = new Set(['match', 'case']);

/** Whether `match` or `case` begins a head, and is not a name. */
function isSoftHead({ tokens }: Statement): boolean {
  const [, second] = tokens;
  const isName = second!.kind === 'operator' && !['(', '[', '{', '-', '*'].includes(second!.text);
  return !isName && tokens.some(({ kind, text }) => kind === 'operator' && text === ':') && endsWithColon(tokens);
}

const endsWithColon = (tokens: readonly Token[]): boolean => tokens.at(-2)!.text === ':';

const HEADS: Readonly<Record<string, Head>> = {
  async: (statement) => {
    statement.parser.expect('async');
    statement.writer.text('async ');
    const head = HEADS[statement.parser.peek()];
    if (!head) throw new UnknownSyntax('nothing that can be async');
    head(statement);
  },
  def: functionHead,
  class: classHead,
  with: withHead,
  for: (statement) => {
    const { writer, parser } = statement;
    keyword(statement, 'for');
    loopTarget(
      statement,
      parser.expressions(() => parser.target()),
    );
    parser.expect('in');
    writer.text(' in ');
    maybeParenthesize(statement, parser.expressions(), 'statement', 'if-breaks');
  },
  if: (statement) => condition(statement, 'if'),
  elif: (statement) => condition(statement, 'elif'),
  while: (statement) => condition(statement, 'while'),
  else: (statement) => word(statement, 'else'),
  try: (statement) => word(statement, 'try'),
  finally: (statement) => word(statement, 'finally'),
  except: (statement) => {
    const { writer, parser } = statement;
    word(statement, 'except');
    if (parser.accept('*')) writer.text('*');
    if (parser.is(':')) return;
    writer.space();
    maybeParenthesize(statement, parser.expressions(), 'statement', 'if-breaks');
    if (parser.accept('as')) writer.text(' as ', parser.name());
  },
  match: (statement) => {
    const { parser } = statement;
    keyword(statement, 'match');
    maybeParenthesize(statement, parser.expressions(), 'condition', 'if-breaks');
  },
  case: caseHead,
};

const SIMPLE: Readonly<Record<string, Simple>> = {
  pass: (statement) => word(statement, 'pass'),
  break: (statement) => word(statement, 'break'),
  continue: (statement) => word(statement, 'continue'),
  return: (statement, comment) => {
    const { writer, parser } = statement;
    word(statement, 'return');
    if (parser.kind === 'end') return false;
    writer.space();
    return returned(statement, parser.expressions(), comment);
  },
  raise: (statement) => {
    const { writer, parser } = statement;
    word(statement, 'raise');
    if (parser.kind === 'end') return;
    writer.space();
    maybeParenthesize(statement, parser.test(), 'statement', 'optional');
    if (!parser.accept('from')) return;
    writer.text(' from ');
    maybeParenthesize(statement, parser.test(), 'statement', 'optional');
  },
  assert: (statement) => {
    const { writer, parser } = statement;
    keyword(statement, 'assert');
    maybeParenthesize(statement, parser.test(), 'statement', 'if-breaks');
    if (!parser.accept(',')) return;
    writer.text(', ');
    maybeParenthesize(statement, parser.test(), 'statement', 'if-breaks-brackets');
  },
  del: (statement) => {
    const { writer, parser } = statement;
    keyword(statement, 'del');
    const targets = parser.expressions();
    if (targets.type !== 'tuple') return maybeParenthesize(statement, targets, 'statement', 'if-breaks');
    writer.parenthesizeIfExpands(() => commaSeparated(statement, targets, (item) => write(statement, item)));
  },
  global: (statement) => variables(statement, 'global'),
  nonlocal: (statement) => variables(statement, 'nonlocal'),
  import: names,
  from: importFrom,
  '@': (statement) => {
    const { writer, parser } = statement;
    parser.expect('@');
    writer.text('@');
    maybeParenthesize(statement, parser.named(), 'condition', 'optional');
  },
};

function word({ writer, parser }: Statement, text: string): void {
  parser.expect(text);
  writer.text(text);
}

function keyword(statement: Statement, text: string): void {
  word(statement, text);
  statement.writer.space();
}

function condition(statement: Statement, text: string): void {
  keyword(statement, text);
  maybeParenthesize(statement, statement.parser.named(), 'condition', 'if-breaks');
}

function loopTarget(statement: Statement, target: Expression): void {
  if (target.type === 'tuple') write(statement, target, 'never', () => tuple(statement, target, 'loop-target'));
  else maybeParenthesize(statement, target, 'statement', 'if-breaks');
}

/** Names that share a statement; no brackets can stand around them. */
function variables(statement: Statement, text: string): void {
  const { writer, parser } = statement;
  word(statement, text);
  const ids = [parser.name()];
  while (parser.accept(',')) ids.push(parser.name());
  if (ids.length === 1) return writer.text(` ${ids[0]}`);
  const continues = (): void => writer.ifBreaks(() => writer.text(' \\'));
  const all = (): void =>
    ids.forEach((id, index) => {
      if (index) writer.text(',');
      continues();
      writer.softLineOrSpace();
      writer.text(id);
    });
  writer.group(() => writer.indent(all));
}

/** A statement that never breaks: `import a.b as c, d`. */
function names({ writer, parser, tokens }: Statement): void {
  let previous = '';
  for (; parser.kind !== 'end'; parser.at++) {
    const { text } = tokens[parser.at]!;
    const isTight = previous === '' || previous === '.' || text === '.' || text === ',';
    writer.text(isTight ? text : ` ${text}`);
    previous = text;
  }
}

function expressionOrAssignment(statement: Statement, comment: LineComment | undefined): boolean {
  const { parser, writer, tokens } = statement;
  const first = parser.is('yield') ? parser.yielded() : parser.expressions();
  if (parser.accept(':')) return annotated(statement, first, comment);
  if (parser.kind === 'operator' && AUGMENTED.test(parser.peek())) {
    const operator = tokens[parser.at++]!.text;
    return assigned(statement, first, operator, value(statement), comment);
  }
  if (!parser.is('=')) {
    expressionStatement(statement, first);
    return false;
  }
  const targets = [first];
  let last = first;
  while (parser.accept('=')) {
    last = value(statement);
    if (parser.is('=')) targets.push(last);
  }
  if (targets.length === 1) return assigned(statement, first, '=', last, comment);
  write(statement, first);
  writer.text(' = ');
  for (const target of targets.slice(1, -1)) {
    if (wantsParentheses(statement, target)) writer.parenthesizeIfExpands(() => write(statement, target, 'never'));
    else write(statement, target, 'never');
    writer.text(' = ');
  }
  return splittableTarget(statement, () => splittable(statement, targets.at(-1)!), '=', last, comment);
}

function value({ parser }: Statement): Expression {
  return parser.is('yield') ? parser.yielded() : parser.expressions();
}

function assigned(
  statement: Statement,
  target: Expression,
  operator: string,
  assignedValue: Expression,
  comment: LineComment | undefined,
): boolean {
  if (hasTargetBrackets(statement, target) && !isParenthesized(target)) {
    return splittableTarget(statement, () => splittable(statement, target), operator, assignedValue, comment);
  }
  write(statement, target);
  statement.writer.text(` ${operator} `);
  return lastExpression(statement, assignedValue, 'assignment', comment);
}

function annotated(statement: Statement, target: Expression, comment: LineComment | undefined): boolean {
  const { writer, parser, judge } = statement;
  write(statement, target);
  writer.text(': ');
  const annotation = parser.expressions();
  if (!parser.accept('=')) return lastExpression(statement, annotation, 'assignment', comment);
  const assignedValue = value(statement);
  if (judge.isSplittable(annotation)) {
    return splittableTarget(statement, () => splittable(statement, annotation), '=', assignedValue, comment);
  }
  write(statement, annotation, 'never');
  writer.text(' = ');
  return lastExpression(statement, assignedValue, 'assignment', comment);
}

const OPERATIONS: ReadonlySet<string> = new Set(['binary', 'boolean', 'compare', 'unary']);

function expressionStatement(statement: Statement, expression: Expression): void {
  if (OPERATIONS.has(expression.type)) maybeParenthesize(statement, expression, 'condition', 'optional');
  else write(statement, expression);
}
