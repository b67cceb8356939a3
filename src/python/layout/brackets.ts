/** Writes what stands in brackets: displays, tuples, comprehensions, and their items. */
import { type Context, write } from './expressions.ts';
import { type Clause, type Expression, type ExpressionOf, hasTrailingComma } from './syntax.ts';

/** How a tuple without brackets is written; the default brackets it if it breaks. */
export type TupleStyle = 'default' | 'subscript' | 'returned' | 'clause-target' | 'loop-target';

/** Writes items with commas between them; a trailing one if the enclosing group breaks, or if the source has one. */
export function commaSeparated<T>(
  { writer }: Context,
  { items, commas }: { readonly items: readonly T[]; readonly commas: readonly number[] },
  item: (item: T) => void,
  options: { evenIfSingle?: boolean } = {},
): void {
  items.forEach((each, index) => {
    if (index) {
      writer.text(',');
      writer.commentAfter(commas[index - 1]!);
      writer.softLineOrSpace();
    }
    item(each);
  });
  const isMagic = hasTrailingComma({ items, commas });
  if (isMagic || items.length > 1 || options.evenIfSingle) writer.ifBreaks(() => writer.text(','));
  if (!isMagic) return;
  writer.expandParent();
  writer.commentAfter(commas.at(-1)!);
}

/** Empty brackets, and the comments in them. */
export function emptyBrackets({ writer, tokens }: Context, open: number, close: number): void {
  const hasComments = tokens[close]!.before.length > 0;
  writer.group(() => {
    writer.text(tokens[open]!.text);
    writer.commentAfter(open);
    if (hasComments) writer.indent(() => writer.commentsBeforeClose(close));
    if (hasComments) writer.softLine();
    writer.text(tokens[close]!.text);
  });
}

/** A list, a set or a dict. */
export function display(context: Context, expression: ExpressionOf<'list' | 'set' | 'dict'>): void {
  const { writer, tokens } = context;
  const { first, last, items } = expression;
  if (items.length === 0) return emptyBrackets(context, first, last);
  const content = (): void => {
    commaSeparated(context, expression, (item) => write(context, item));
    writer.commentsBeforeClose(last);
  };
  writer.bracketed(tokens[first]!.text, content, tokens[last]!.text, first);
}

/** `key: value`. */
export function pair(context: Context, { key, value }: ExpressionOf<'pair'>): void {
  const { writer } = context;
  writer.group(() => {
    write(context, key);
    writer.text(': ');
    write(context, value);
  });
}

export function tuple(context: Context, expression: ExpressionOf<'tuple'>, style: TupleStyle = 'default'): void {
  const { writer } = context;
  const { items, commas, parenthesized, first, last } = expression;
  const [single] = items;
  if (single === undefined) return emptyBrackets(context, first, last);
  const sequence = (): void => commaSeparated(context, expression, (item) => write(context, item));
  if (items.length === 1) {
    if (style === 'subscript' && !parenthesized) {
      write(context, single);
      if (commas.length > 0) writer.text(',');
      return;
    }
    return writer.bracketed('(', () => (write(context, single), writer.text(',')), ')');
  }
  if (parenthesized && style !== 'loop-target' && style !== 'clause-target') {
    return writer.bracketed('(', () => (sequence(), writer.commentsBeforeClose(last)), ')', first);
  }
  if (parenthesized && style === 'clause-target') {
    return writer.bracketed('(', sequence, ')', first);
  }
  if (style === 'clause-target') {
    return items.forEach((item, index) => {
      if (index) writer.text(', ');
      write(context, item);
    });
  }
  if (style === 'subscript') return writer.group(sequence);
  if (style === 'loop-target' || (style === 'returned' && items.length === 2)) {
    return writer.optionalParentheses(sequence);
  }
  writer.parenthesizeIfExpands(sequence);
}

export function comprehension(context: Context, expression: ExpressionOf<'comprehension'>): void {
  const { writer } = context;
  const { brackets, element, clauses, first, last } = expression;
  const content = (): void =>
    writer.group(() => {
      writer.group(() => write(context, element));
      for (const clause of clauses) {
        writer.softLineOrSpace();
        comprehensionClause(context, clause);
      }
    });
  if (brackets === '') return content();
  writer.bracketed(brackets[0]!, () => (content(), writer.commentsBeforeClose(last)), brackets[1]!, first);
}

function comprehensionClause(context: Context, { first, isAsync, target, iterable, conditions }: Clause): void {
  const { writer } = context;
  writer.commentsBefore(first);
  writer.text(isAsync ? 'async for ' : 'for ');
  writeTarget(context, target);
  writer.text(' in ');
  write(context, iterable);
  for (const { token, test } of conditions) {
    writer.softLineOrSpace();
    writer.commentsBefore(token);
    writer.text('if ');
    write(context, test);
  }
}

function writeTarget(context: Context, target: Expression): void {
  if (target.type === 'tuple') write(context, target, 'preserve', () => tuple(context, target, 'clause-target'));
  else write(context, target);
}
