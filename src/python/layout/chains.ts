/** Writes attributes, calls and subscripts, and chains of them, which break before their dots. */
import { commaSeparated, emptyBrackets, tuple } from './brackets.ts';
import { type Context, write, writeFields } from './expressions.ts';
import { isFluent } from './parentheses.ts';
import { type Expression, type ExpressionOf, isParenthesized } from './syntax.ts';

interface Arguments {
  readonly items: readonly Expression[];
  readonly commas: readonly number[];
}

/** How the chain is laid out that an expression is a link of; `undefined` at its end, which decides. */
type ChainLayout = 'fluent' | 'plain' | undefined;

type Link = ExpressionOf<'attribute' | 'call' | 'subscript'>;

function layoutOf({ writer }: Context, link: Expression, layout: ChainLayout): 'fluent' | 'plain' {
  return layout ?? (writer.isParenthesized && isFluent(link) ? 'fluent' : 'plain');
}

/** The end of a fluent chain groups all of it, so that all of it breaks. */
function grouped({ writer }: Context, given: ChainLayout, layout: 'fluent' | 'plain', content: () => void): void {
  if (given === undefined && layout === 'fluent') writer.group(content);
  else content();
}

const isLink = (expression: Expression): expression is Link =>
  expression.type === 'attribute' || expression.type === 'call' || expression.type === 'subscript';

function link(context: Context, expression: Link, layout: ChainLayout): void {
  if (expression.type === 'attribute') attribute(context, expression, layout);
  else if (expression.type === 'call') call(context, expression, layout);
  else subscript(context, expression, layout);
}

function value(context: Context, expression: Expression, layout: 'fluent' | 'plain'): void {
  if (isParenthesized(expression)) write(context, expression, 'always');
  else if (isLink(expression)) write(context, expression, 'never', () => link(context, expression, layout));
  else write(context, expression, 'never', () => writeFields(context, expression));
}

export function attribute(context: Context, expression: ExpressionOf<'attribute'>, given?: ChainLayout): void {
  const { writer, tokens } = context;
  const layout = layoutOf(context, expression, given);
  const object = expression.value;
  const isNumber = object.type === 'number' && !/^0[xob]/i.test(tokens[object.first]!.text);
  grouped(context, given, layout, () => {
    if (isNumber) write(context, object, 'always');
    else if (layout === 'fluent' || isParenthesized(object)) value(context, object, layout);
    else write(context, object, 'never');
    if (layout === 'fluent' && (isParenthesized(object) || object.type === 'call' || object.type === 'subscript')) {
      writer.softLine();
    }
    writer.commentsBefore(expression.last - 1);
    writer.text('.', tokens[expression.last]!.text);
  });
}

export function call(context: Context, expression: ExpressionOf<'call'>, given?: ChainLayout): void {
  const layout = layoutOf(context, expression, given);
  grouped(context, given, layout, () => {
    value(context, expression.value, layout);
    callArguments(context, expression, expression.open, expression.last);
  });
}

/** Arguments in parentheses: on one line of their own if they fit there, else one a line. */
export function callArguments(context: Context, sequence: Arguments, open: number, close: number): void {
  const { writer } = context;
  const { items } = sequence;
  if (items.length === 0) return emptyBrackets(context, open, close);
  const isSingle = items.length === 1 && items[0]!.type !== 'keyword' && items[0]!.type !== 'double-starred';
  const content = (): void => {
    writer.group(() =>
      commaSeparated(context, sequence, (item) =>
        write(context, item, isSingle && !isParenthesized(item) ? 'never' : 'preserve'),
      ),
    );
    writer.commentsBeforeClose(close);
  };
  writer.bracketed('(', content, ')', open, hugsArgument(context, sequence, close));
}

/** A string of several lines that is the only argument begins and ends at the parentheses, if it is written so. */
function hugsArgument({ judge, tokens }: Context, { items, commas }: Arguments, close: number): boolean {
  const [only] = items;
  if (items.length !== 1 || commas.length > 0 || only?.type !== 'string') return false;
  const { first, last } = only;
  const isOneToken = first === last && last === close - 1;
  return isOneToken && judge.isMultiline(only) && !tokens[first]!.startsLine && tokens[last]!.after === undefined;
}

export function subscript(context: Context, expression: ExpressionOf<'subscript'>, given?: ChainLayout): void {
  const { writer } = context;
  const layout = layoutOf(context, expression, given);
  const { index, open, last } = expression;
  grouped(context, given, layout, () => {
    value(context, expression.value, layout);
    const content = (): void => {
      if (index.type === 'tuple') write(context, index, 'preserve', () => tuple(context, index, 'subscript'));
      else write(context, index);
      writer.commentsBeforeClose(last);
    };
    writer.bracketed('[', content, ']', open);
  });
}
