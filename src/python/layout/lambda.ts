/** Writes lambdas: their parameters never break, and their bodies get parentheses if they do. */
import { captured, type Context, write } from './expressions.ts';
import { willBreak } from './document.ts';
import { isFluent } from './parentheses.ts';
import { type ExpressionOf, type Parameters } from './syntax.ts';

/** `isAssigned`: the lambda is all that is assigned, so that its body breaks before the assignment does. */
export function lambda(context: Context, expression: ExpressionOf<'lambda'>, isAssigned = false): void {
  const { writer } = context;
  writer.text('lambda');
  if (expression.parameters.items.length > 0) {
    writer.space();
    lambdaParameters(context, expression.parameters);
  }
  writer.text(': ');
  if (isAssigned) writer.fitsExpanded(() => body(context, expression));
  else body(context, expression);
}

function lambdaParameters(context: Context, { items, commas }: Parameters): void {
  const { writer } = context;
  items.forEach(({ prefix, name, fallback }, index) => {
    if (index) writer.text(', ');
    writer.text(prefix, name);
    if (!fallback) return;
    writer.text('=');
    write(context, fallback);
  });
  if (commas.length === items.length) writer.text(',');
}

function body(context: Context, { body }: ExpressionOf<'lambda'>): void {
  const { writer, judge } = context;
  if (body.type === 'call' || body.type === 'subscript') {
    if (isFluent(body)) return writer.parenthesizeIfExpands(() => write(context, body, 'never'));
    const content = captured(context, body);
    if (willBreak(content)) writer.expandParent();
    return writer.bestFitting([
      () => writer.add(content),
      () => writer.group(() => writer.add(content), { expanded: true }),
      () => {
        writer.text('(');
        writer.blockIndent(() => writer.add(content));
        writer.text(')');
      },
    ]);
  }
  if (judge.ownBrackets(body) !== undefined) write(context, body);
  else writer.parenthesizeIfExpands(() => write(context, body, 'never'));
}
