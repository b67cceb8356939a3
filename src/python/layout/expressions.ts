/** Writes expressions: the common frame, and those that have no file of their own. */
import { comprehension, display, pair, tuple } from './brackets.ts';
import { call, attribute, subscript } from './chains.ts';
import type { Element } from './document.ts';
import { lambda } from './lambda.ts';
import { operation } from './operations.ts';
import { type Judge, type Parent } from './parentheses.ts';
import { string } from './strings.ts';
import { type Expression, type ExpressionOf, isParenthesized } from './syntax.ts';
import type { Token } from './tokens.ts';
import type { Writer } from './writer.ts';

/** What all writing functions work with. */
export interface Context {
  readonly tokens: readonly Token[];
  readonly writer: Writer;
  readonly judge: Judge;
}

export type Parentheses = 'preserve' | 'always' | 'never';

/** When to add parentheses that are not in the source: see `maybeParenthesize`. */
export type Parenthesize = 'optional' | 'if-breaks' | 'if-breaks-brackets' | 'nested';

/** Writes `expression` with its comments; `fields` overrides what is written of the expression itself. */
export function write(
  context: Context,
  expression: Expression,
  parentheses: Parentheses = 'preserve',
  fields: () => void = () => writeFields(context, expression),
): void {
  const { writer } = context;
  const { first, last, outerFirst, outerLast } = expression;
  const isInSource = isParenthesized(expression);
  const brackets = parentheses === 'always' || (isInSource && parentheses === 'preserve');
  const content = (): void => {
    const trailing = brackets ? writer.takeAfter(last, isInSource ? outerLast - 1 : last) : [];
    if (isInSource) for (let token = outerFirst + 1; token <= first; token++) writer.commentsBefore(token);
    fields();
    for (let token = last + 1; token <= outerLast; token++) writer.commentsBeforeClose(token);
    writer.lineComments(trailing);
  };
  if (brackets && !isInSource) {
    const inner = (): void => (writer.commentsBefore(first), content());
    return writer.bracketed('(', inner, ')');
  }
  // Comments around a generator without parentheses belong to its element and its last clause.
  const isGenerator = expression.type === 'comprehension' && expression.brackets === '';
  if (!isGenerator) writer.commentsBefore(outerFirst);
  const trailing = isGenerator ? [] : writer.takeAfter(brackets ? outerLast : last, outerLast);
  if (brackets) writer.bracketed('(', content, ')', outerFirst);
  else content();
  writer.lineComments(trailing);
}

/** What `expression` consists of, without its parentheses and comments. */
export function writeFields(context: Context, expression: Expression): void {
  const { writer, tokens } = context;
  switch (expression.type) {
    case 'name':
    case 'number':
    case 'constant':
      return writer.text(tokens[expression.first]!.text);
    case 'string':
      return string(context, expression);
    case 'attribute':
      return attribute(context, expression);
    case 'call':
      return call(context, expression);
    case 'subscript':
      return subscript(context, expression);
    case 'slice':
      return slice(context, expression);
    case 'starred':
      writer.text('*');
      return write(context, expression.value);
    case 'double-starred':
      writer.text('**');
      return write(context, expression.value);
    case 'keyword':
      writer.text(tokens[expression.first]!.text, '=');
      return write(context, expression.value);
    case 'tuple':
      return tuple(context, expression);
    case 'list':
    case 'set':
    case 'dict':
      return display(context, expression);
    case 'pair':
      return pair(context, expression);
    case 'comprehension':
      return comprehension(context, expression);
    case 'await':
      writer.text('await ');
      return maybeParenthesize(context, expression.value, 'await', 'if-breaks');
    case 'yield':
      return yielded(context, expression);
    case 'lambda':
      return lambda(context, expression);
    case 'unary':
      return unary(context, expression);
    case 'binary':
    case 'compare':
    case 'boolean':
      return operation(context, expression);
    case 'conditional':
      return conditional(context, expression);
    case 'capture':
      write(context, expression.value);
      return writer.text(' as ', tokens[expression.last]!.text);
    case 'named':
      writer.group(() => {
        write(context, expression.target);
        writer.softLineOrSpaceInBrackets();
      });
      writer.text(':= ');
      return write(context, expression.value);
  }
}

/** Writes `expression` and decides on parentheses around it. */
export function maybeParenthesize(
  context: Context,
  expression: Expression,
  parent: Parent,
  parenthesize: Parenthesize,
): void {
  const { writer, judge } = context;
  const optional = parenthesize === 'optional' && isParenthesized(expression);
  if (optional || hasOwnLineComments(context, expression)) return write(context, expression, 'always');
  const need = judge.need(expression, parent);
  if (need === 'always') return write(context, expression, 'always');
  const bare = (): void => write(context, expression, 'never');
  if (writer.isParenthesized) return parenthesize === 'nested' ? writer.parenthesizeIfExpands(bare) : bare();
  if (need === 'never') return bare();
  if (need === 'best-fit' && parenthesize === 'optional') return bare();
  if (need === 'best-fit' && parenthesize === 'if-breaks') {
    if (hasLineComment(context, expression)) return write(context, expression, 'always');
    const id = writer.newGroup();
    return writer.at(id, () => writer.bestFitParenthesize(id, bare));
  }
  if (judge.canOmitParentheses(expression)) writer.optionalParentheses(bare);
  else writer.parenthesizeIfExpands(bare);
}

/** Whether comments stand on lines of their own before or behind `expression`, within its parentheses. */
export function hasOwnLineComments({ tokens }: Context, expression: Expression): boolean {
  const { first, last, outerFirst, outerLast } = expression;
  for (let token = outerFirst; token <= first; token++) {
    if (token > outerFirst && tokens[token]!.before.length > 0) return true;
    if (token < first && tokens[token]!.after !== undefined) return true;
  }
  for (let token = last + 1; token <= outerLast; token++) if (tokens[token]!.before.length > 0) return true;
  return false;
}

/** Whether a comment stands behind `expression`, within its parentheses. */
const hasLineComment = ({ tokens }: Context, { last, outerLast }: Expression): boolean =>
  tokens.slice(last, outerLast).some(({ after }) => after !== undefined);

/** What `expression` looks like without parentheses, to be used more than once. */
export const captured = (context: Context, expression: Expression): Element[] =>
  context.writer.capture(() => write(context, expression, 'never'));

function slice(context: Context, { parts }: ExpressionOf<'slice'>): void {
  const { writer } = context;
  const [lower, upper, step] = parts;
  const isSimple = [lower, upper, step].every((part) => part === undefined || isSimpleBound(part));
  if (lower) write(context, lower);
  if (!isSimple && lower) writer.space();
  writer.text(':');
  if (upper) {
    if (!isSimple) writer.space();
    write(context, upper);
  }
  if (!step) return;
  if (!isSimple && upper) writer.space();
  writer.text(':');
  if (!isSimple) writer.space();
  write(context, step);
}

function isSimpleBound(bound: Expression): boolean {
  if (bound.type === 'unary') return bound.operator !== 'not' && isSimpleBound(bound.value);
  return bound.type === 'name' || bound.type === 'number' || bound.type === 'constant' || bound.type === 'string';
}

function unary(context: Context, { operator, value }: ExpressionOf<'unary'>): void {
  const { writer } = context;
  writer.text(operator);
  if (operator === 'not') writer.space();
  const isPower = value.type === 'binary' && value.operators[0]!.text === '**';
  write(context, value, isPower ? 'always' : 'preserve');
}

function yielded(context: Context, { from, value }: ExpressionOf<'yield'>): void {
  const { writer } = context;
  writer.text(from ? 'yield from' : 'yield');
  if (!value) return;
  writer.space();
  maybeParenthesize(context, value, 'yield', 'optional');
}

function conditional(context: Context, expression: ExpressionOf<'conditional'>, isNested = false): void {
  const { writer } = context;
  const { body, test, otherwise, ifToken, elseToken } = expression;
  const content = (): void => {
    write(context, body);
    writer.softLineOrSpaceInBrackets();
    writer.commentsBefore(ifToken);
    writer.commentsBefore(test.outerFirst);
    writer.text('if ');
    write(context, test);
    writer.softLineOrSpaceInBrackets();
    writer.commentsBefore(elseToken);
    writer.commentsBefore(otherwise.outerFirst);
    writer.text('else ');
    if (otherwise.type === 'conditional' && !isParenthesized(otherwise)) {
      write(context, otherwise, 'never', () => conditional(context, otherwise, true));
    } else writer.groupInBrackets(() => write(context, otherwise));
  };
  if (isNested) content();
  else writer.groupInBrackets(content);
}
