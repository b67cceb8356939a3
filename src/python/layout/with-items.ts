/** Writes the head of `with`: several items are put into parentheses if they do not fit. */
import { commaSeparated } from './brackets.ts';
import { maybeParenthesize, write } from './expressions.ts';
import type { Statement } from './statements.ts';
import { type Expression, hasTrailingComma, isParenthesized } from './syntax.ts';

interface Item {
  readonly value: Expression;
  readonly target: Expression | undefined;
}

interface Items {
  readonly items: readonly Item[];
  readonly commas: readonly number[];
  /** The parentheses around all items, if they are there. */
  readonly open?: number;
  readonly close?: number;
}

export function withHead(statement: Statement): void {
  const { writer, parser, judge, tokens } = statement;
  parser.expect('with');
  writer.text('with ');
  const items = parenthesizedItems(statement) ?? plainItems(statement);
  const single = items.items[0]!;
  const all = (): void => {
    commaSeparated(statement, items, (each) => item(statement, each));
    if (items.close !== undefined) writer.commentsBeforeClose(items.close);
  };
  const hasComments =
    items.open !== undefined &&
    (tokens[items.open]!.after !== undefined ||
      tokens[items.close!]!.before.length > 0 ||
      hasCommentAbove(statement, items));
  if (hasComments) return writer.bracketed('(', all, ')', items.open);
  if (hasTrailingComma(items) || items.items.length > 1) return writer.parenthesizeIfExpands(all);
  if (isParenthesized(single.value) || !single.target) {
    maybeParenthesize(statement, single.value, 'statement', 'if-breaks');
    return target(statement, single);
  }
  if (judge.canOmitParentheses(single.value)) writer.optionalParentheses(() => item(statement, single));
  else writer.parenthesizeIfExpands(() => item(statement, single));
}

const hasCommentAbove = ({ tokens }: Statement, { items }: Items): boolean =>
  items.length === 1 && tokens[items[0]!.value.outerFirst]!.before.length > 0;

function item(statement: Statement, each: Item): void {
  if (isParenthesized(each.value)) maybeParenthesize(statement, each.value, 'statement', 'nested');
  else write(statement, each.value, 'never');
  target(statement, each);
}

function target(statement: Statement, each: Item): void {
  if (!each.target) return;
  statement.writer.text(' as ');
  write(statement, each.target);
}

function plainItems({ parser }: Statement): Items {
  const items: Item[] = [];
  const commas: number[] = [];
  do {
    items.push(oneItem(parser));
    if (parser.is(',')) commas.push(parser.at);
  } while (parser.accept(',') && !parser.is(':', ')'));
  return { items, commas };
}

function oneItem(parser: Statement['parser']): Item {
  const value = parser.starOrNamed();
  return { value, target: parser.accept('as') ? parser.target() : undefined };
}

/** Items within parentheses, unless these belong to the first item or make a tuple of them. */
function parenthesizedItems(statement: Statement): Items | undefined {
  const { parser } = statement;
  const open = parser.at;
  if (!parser.accept('(')) return undefined;
  try {
    const items = plainItems(statement);
    const close = parser.expect(')');
    const isWhole = parser.is(':');
    const isOneValue = items.items.length === 1 && !items.items[0]!.target && items.commas.length === 0;
    if (isWhole && !isOneValue) return { ...items, open, close };
  } catch {
    // Not a list of items: an expression that begins with a parenthesis.
  }
  parser.at = open;
  return undefined;
}
