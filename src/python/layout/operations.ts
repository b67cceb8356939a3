/** Writes chains of operators: they break before the operators that bind least, all of them or none. */
import { type Context, write } from './expressions.ts';
import { precedenceOf } from './parentheses.ts';
import { concatenation } from './strings.ts';
import { type Expression, type ExpressionOf, isParenthesized } from './syntax.ts';

type Operation = ExpressionOf<'binary' | 'compare' | 'boolean'>;

/** Operands and the operators between them, whatever their precedence. */
interface Chain {
  readonly operands: readonly Expression[];
  readonly operators: readonly { readonly text: string; readonly token: number; readonly precedence: number }[];
}

const isOperation = (expression: Expression): expression is Operation =>
  expression.type === 'binary' || expression.type === 'compare' || expression.type === 'boolean';

export function operation(context: Context, expression: Operation): void {
  const flat = flatten(expression);
  const concatenations = expression.type === 'boolean' ? [] : concatenationsOf(flat);
  context.writer.groupInBrackets(() => {
    if (concatenations.length > 0) aroundConcatenations(context, flat, concatenations);
    else chain(context, flat);
  });
}

/** The operands that are several strings in a row, by index. */
function concatenationsOf({ operands }: Chain): number[] {
  return operands.flatMap((operand, index) =>
    operand.type === 'string' && operand.first < operand.last && !isParenthesized(operand) ? [index] : [],
  );
}

/** Strings in a row break first, all in a chain together; what stands between them is grouped with its operators. */
function aroundConcatenations(context: Context, { operands, operators }: Chain, strings: readonly number[]): void {
  const { writer } = context;
  const slice = (from: number, to: number): void => {
    const between = { operands: operands.slice(from, to), operators: operators.slice(from, to - 1) };
    if (between.operators.length > 0) chain(context, between);
    else if (between.operands.length > 0) part(context, between);
  };
  const operator = (index: number): void => {
    writer.softLineOrSpaceInBrackets();
    writer.text(operators[index]!.text);
  };
  let next = 0;
  for (const index of strings) {
    if (index > 0) {
      writer.groupInBrackets(() => {
        if (next > 0) {
          operator(next - 1);
          writer.space();
        }
        if (next === index) return;
        slice(next, index);
        operator(index - 1);
      });
      if (next < index) writer.space();
    }
    const operand = operands[index]!;
    write(context, operand, 'never', () => concatenation(context, operand));
    next = index + 1;
  }
  if (next === operands.length) return;
  writer.groupInBrackets(() => {
    operator(next - 1);
    writer.space();
    slice(next, operands.length);
  });
}

function flatten(expression: Operation): Chain {
  const operands: Expression[] = [];
  const operators: Chain['operators'][number][] = [];
  const collect = (operation: Operation): void =>
    operation.operands.forEach((operand, index) => {
      const operator = operation.operators[index - 1];
      if (operator) operators.push({ ...operator, precedence: precedenceOf(operation.type, operator.text) });
      if (isOperation(operand) && !isParenthesized(operand)) collect(operand);
      else operands.push(operand);
    });
  collect(expression);
  return { operands, operators };
}

/** Cuts `chain` at its loosest operators. */
function chain(context: Context, { operands, operators }: Chain): void {
  const { writer } = context;
  const loosest = Math.max(...operators.map(({ precedence }) => precedence));
  let start = 0;
  operators.forEach((operator, index) => {
    if (operator.precedence !== loosest) return;
    part(context, { operands: operands.slice(start, index + 1), operators: operators.slice(start, index) });
    start = index + 1;
    const isTight = operator.text === '**' && isSimplePower(operands[index]!) && isSimplePower(operands[index + 1]!);
    if (isTight) writer.softLineInBrackets();
    else writer.softLineOrSpaceInBrackets();
    writer.commentsBefore(operator.token);
    writer.text(operator.text);
    writer.commentAfter(operator.token);
    const next = operands[index + 1]!.outerFirst;
    if (context.tokens[next]!.before.length > 0) writer.hardLine();
    else if (!isTight) writer.space();
    writer.commentsBefore(next);
  });
  part(context, { operands: operands.slice(start), operators: operators.slice(start) });
}

function part(context: Context, { operands, operators }: Chain): void {
  if (operators.length === 0) {
    const operand = operands[0]!;
    write(context, operand, isParenthesized(operand) ? 'always' : 'never');
    return;
  }
  const { outerLast } = operands.at(-1)!;
  const trailing = context.writer.takeAfter(outerLast, outerLast);
  context.writer.groupInBrackets(() => chain(context, { operands, operators }));
  context.writer.lineComments(trailing);
}

function isSimplePower(operand: Expression): boolean {
  if (isParenthesized(operand)) return false;
  if (operand.type === 'unary') return operand.operator !== 'not' && isSimplePower(operand.value);
  if (operand.type === 'attribute') return isSimplePower(operand.value);
  return operand.type === 'name' || operand.type === 'number' || operand.type === 'constant';
}
