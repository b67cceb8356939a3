/** Writes chains of operators: they break before the operators that bind least, all of them or none. */
import { type Context, write } from './expressions.ts';
import { precedenceOf } from './parentheses.ts';
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
  context.writer.groupInBrackets(() => chain(context, flatten(expression)));
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
    writer.commentsBefore(operands[index + 1]!.outerFirst);
    writer.text(operator.text);
    if (!isTight) writer.space();
  });
  part(context, { operands: operands.slice(start), operators: operators.slice(start) });
}

function part(context: Context, { operands, operators }: Chain): void {
  if (operators.length === 0) {
    const [operand] = operands as [Expression];
    write(context, operand, isParenthesized(operand) ? 'always' : 'never');
  } else context.writer.groupInBrackets(() => chain(context, { operands, operators }));
}

function isSimplePower(operand: Expression): boolean {
  if (isParenthesized(operand)) return false;
  if (operand.type === 'unary') return operand.operator !== 'not' && isSimplePower(operand.value);
  if (operand.type === 'attribute') return isSimplePower(operand.value);
  return operand.type === 'name' || operand.type === 'number' || operand.type === 'constant';
}
