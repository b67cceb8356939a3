/** Writes the right-hand sides of statements: what breaks first, the target, the value's brackets, or new parentheses. */
import { tuple } from './brackets.ts';
import { type Context, hasOwnLineComments, maybeParenthesize, write } from './expressions.ts';
import { type Element, willBreak } from './document.ts';
import { lambda } from './lambda.ts';
import { joinedString, stringParts } from './strings.ts';
import { type Expression, type ExpressionOf } from './syntax.ts';
import type { Parent } from './parentheses.ts';

/** A statement's comment at the end of its line; it may move into parentheses with a value that cannot break. */
export type LineComment = () => void;

/** Writes `value` behind a keyword or a target that does not break. Returns whether it wrote the comment. */
export function lastExpression(
  context: Context,
  value: Expression,
  parent: Parent,
  comment: LineComment | undefined,
): boolean {
  const { writer } = context;
  if (value.type === 'lambda') {
    assignedLambda(context, value);
    return false;
  }
  const joined = value.type === 'string' && value.first < value.last ? joinedString(context, value) : undefined;
  if (joined !== undefined) {
    concatenation(context, value, joined, innerComments(context, value, comment));
    return true;
  }
  if (!inlinesComments(context, value) || hasOwnLineComments(context, value)) {
    maybeParenthesize(context, value, parent, 'if-breaks');
    return false;
  }
  const id = writer.newGroup();
  const comments = innerComments(context, value, comment);
  writer.at(id, () =>
    writer.bestFitParenthesize(id, () => {
      write(context, value, 'never');
      if (comments) writer.ifBreaks(comments);
    }),
  );
  if (comments) writer.conditional({ mode: 'flat', id }, comments);
  return true;
}

/** Writes a lambda whose body breaks before it gets parentheses itself. */
function assignedLambda(context: Context, value: ExpressionOf<'lambda'>): void {
  const { writer, judge } = context;
  const bare = (): void => write(context, value, 'never', () => lambda(context, value, true));
  if (judge.canOmitParentheses(value)) writer.optionalParentheses(bare);
  else writer.parenthesizeIfExpands(bare);
}

/** The comments at the end of a line within the parentheses of `value`, and that of the statement. */
function innerComments(
  { writer }: Context,
  { last, outerLast }: Expression,
  comment: LineComment | undefined,
): LineComment | undefined {
  const inner = writer.takeAfter(last, outerLast - 1);
  return inner.length === 0 ? comment : () => (writer.lineComments(inner), comment?.());
}

/** Whether `value` cannot break, so that a comment behind it moves with it. */
function inlinesComments({ judge }: Context, value: Expression): boolean {
  return (
    value.type === 'name' ||
    value.type === 'number' ||
    value.type === 'constant' ||
    (value.type === 'string' && judge.need(value, 'statement') === 'best-fit')
  );
}

function concatenation(context: Context, value: Expression, joined: string, comment: LineComment | undefined): void {
  const { writer } = context;
  const id = writer.newGroup();
  const expanded = writer.capture(() => writer.at(id, () => stringParts(context, value, true)));
  const single = (): void => (writer.text(joined), comment?.());
  writer.bestFitting(
    [
      single,
      () =>
        writer.group(() => (writer.text('('), writer.softBlockIndent(single), writer.text(')')), {
          id,
          expanded: true,
        }),
      () =>
        writer.group(
          () => {
            writer.text('(');
            writer.blockIndent(() => writer.add(expanded));
            writer.text(')');
            comment?.();
          },
          { id, expanded: true },
        ),
    ],
    true,
  );
}

/** Writes `before operator value`, where `before` can break itself: it does only if nothing else helps. */
export function splittableTarget(
  context: Context,
  before: () => void,
  operator: string,
  value: Expression,
  comment: LineComment | undefined,
): boolean {
  const { writer, judge } = context;
  const joined = value.type === 'string' && value.first < value.last ? joinedString(context, value) : undefined;
  const inlines = inlinesComments(context, value);
  const isChain = value.type === 'attribute' || value.type === 'call' || value.type === 'subscript';
  const usesBestFit = isChain && judge.need(value, 'assignment') === 'best-fit';
  if ((!inlines && !usesBestFit && joined === undefined) || hasOwnLineComments(context, value)) {
    before();
    writer.text(` ${operator} `);
    if (value.type === 'lambda') assignedLambda(context, value);
    else maybeParenthesize(context, value, 'assignment', 'if-breaks');
    return false;
  }
  const moves = inlines || joined !== undefined;
  const inlined = moves ? innerComments(context, value, comment) : undefined;
  const target = writer.capture(before);
  const breaks = willBreak(target);
  if (breaks && joined === undefined) {
    writer.add(target);
    writer.text(` ${operator} `);
    write(context, value, 'never');
    inlined?.();
    return moves;
  }
  const flat = joined === undefined ? writer.capture(() => write(context, value, 'never')) : [joined];
  const variants = new Variants(context, target, operator, flat, inlined);
  if (isChain) variants.chain();
  else if (joined !== undefined) variants.concatenation(value, breaks);
  else variants.plain();
  return moves;
}

/** The ways to break an assignment whose target can break. */
class Variants {
  constructor(
    private readonly context: Context,
    private readonly target: Element[],
    private readonly operator: string,
    private readonly value: Element[],
    private readonly comment: LineComment | undefined,
  ) {}

  plain(): void {
    this.context.writer.bestFitting([this.single, this.parenthesized(false), this.splitTarget]);
  }

  chain(): void {
    const { writer } = this.context;
    const splitValue = (): void => {
      this.writeTarget(false);
      writer.group(() => writer.add(this.value), { expanded: true });
    };
    writer.bestFitting([this.single, splitValue, this.parenthesized(false), this.splitTarget]);
  }

  concatenation(value: Expression, targetBreaks: boolean): void {
    const { writer } = this.context;
    const id = writer.newGroup();
    const parts = writer.capture(() => writer.at(id, () => stringParts(this.context, value, true)));
    const onLines = (isSplit: boolean) => (): void => {
      this.writeTarget(isSplit);
      writer.text('(');
      writer.group(() => writer.softBlockIndent(() => writer.add(parts)), { id, expanded: true });
      writer.text(')');
      this.comment?.();
    };
    const split = [this.splitTarget, this.parenthesized(true), onLines(true)];
    writer.bestFitting(targetBreaks ? split : [this.single, this.parenthesized(false), onLines(false), ...split], true);
  }

  private writeTarget(isSplit: boolean): void {
    const { writer } = this.context;
    if (isSplit) writer.group(() => writer.add(this.target), { expanded: true });
    else writer.add(this.target);
    writer.text(` ${this.operator} `);
  }

  private readonly single = (): void => {
    this.writeTarget(false);
    this.context.writer.add(this.value);
    this.comment?.();
  };

  private readonly splitTarget = (): void => {
    this.writeTarget(true);
    this.context.writer.add(this.value);
    this.comment?.();
  };

  private parenthesized(isSplit: boolean) {
    const { writer } = this.context;
    return (): void => {
      this.writeTarget(isSplit);
      writer.text('(');
      writer.group(() => writer.softBlockIndent(() => (writer.add(this.value), this.comment?.())), { expanded: true });
      writer.text(')');
    };
  }
}

/** Writes a target or an annotation that may break before the value does. */
export function splittable(context: Context, expression: Expression): void {
  const { writer, judge } = context;
  const bare = (): void => write(context, expression, 'never');
  if (!wantsParentheses(context, expression)) bare();
  else if (judge.canOmitParentheses(expression)) writer.optionalParentheses(bare);
  else writer.parenthesizeIfExpands(bare);
}

/** Whether a target has brackets, so that it can break without new parentheses. */
export const hasTargetBrackets = ({ judge }: Context, target: Expression): boolean =>
  target.type === 'tuple' || judge.ownBrackets(target) !== undefined;

export const wantsParentheses = (context: Context, target: Expression): boolean =>
  !hasTargetBrackets(context, target) && !isAttributeOfBrackets(context, target);

function isAttributeOfBrackets(context: Context, target: Expression): boolean {
  if (target.type === 'attribute') {
    return context.judge.brackets(target.value) !== undefined || isAttributeOfBrackets(context, target.value);
  }
  return target.type === 'subscript' || (target.type === 'call' && target.items.length > 0);
}

/** Writes what is returned: a tuple gets parentheses if it breaks. */
export function returned(context: Context, value: Expression, comment: LineComment | undefined): boolean {
  if (value.type === 'tuple' && !value.parenthesized) {
    write(context, value, 'preserve', () => tuple(context, value, 'returned'));
    return false;
  }
  return lastExpression(context, value, 'statement', comment);
}
