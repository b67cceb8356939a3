/** Conditions of the design language as expressions of Tortoise. */
import type { BinaryOperator, Expr } from '../../../design/api-design.ts';
import {
  conjuncts,
  expressionPath,
  isDecimal,
  type PythonScope,
  targetPart,
  TIME_FUNCTIONS,
  VIEWER,
} from '../../../plan/index.ts';
import { storedLiteral } from '../../../pydantic/values.ts';
import { Name, type Part, py, value } from '../../../python/index.ts';
import { isColumn } from '../shared/comparable.ts';
import { expressions } from './symbols.ts';

const { F, Q } = expressions;

/** Holds for every row. A `Q` without conditions would not: among alternatives, it is left out. */
export const EVERYTHING: Part = py`${Q}(id__isnull=False)`;

/** A keyword of `filter` and `Q`: a column, how it is compared, and with what. */
interface Keyword {
  readonly name: string;
  readonly given: Part;
}

const printed = ({ name, given }: Keyword): Part => py`${new Name(name)}=${given}`;

/** The arguments of `filter` for a condition over the rows of a table. */
export function filters(expr: Expr, resource: PythonScope): Part[] {
  const keywords = new Map<string, Keyword>();
  const others: Part[] = [];
  for (const each of conjuncts(expr)) {
    const simple = keyword(each, resource);
    if (simple && !keywords.has(simple.name)) keywords.set(simple.name, simple);
    else others.push(condition(each, resource));
  }
  return [...others, ...[...keywords.values()].map(printed)];
}

/** `expr` as a `Q` over a row of `resource`; \`viewer\` is the caller. */
export function condition(expr: Expr, resource: PythonScope): Part {
  const simple = keyword(expr, resource);
  if (simple) return py`${Q}(${printed(simple)})`;
  if (expr.kind === 'literal') return expr.value === true ? EVERYTHING : py`${Q}(id__in=[])`;
  if (expr.kind === 'unary' && expr.operator === 'not') return py`~(${condition(expr.operand, resource)})`;
  if (expr.kind !== 'binary') throw new Error(`"${expr.kind}" is no condition`);
  if (expr.operator === 'and' || expr.operator === 'or') {
    const parts = [condition(expr.left, resource), condition(expr.right, resource)];
    return expr.operator === 'and' ? py`${Q}(${parts})` : py`${Q}(${[...parts, py`join_type=${Q}.OR`]})`;
  }
  // What is left is an inequality.
  return py`~${condition({ ...expr, operator: '==' }, resource)}`;
}

/** A condition on one column, unless it is a negation. */
function keyword(expr: Expr, resource: PythonScope): Keyword | undefined {
  if (expr.kind === 'path') return { name: column(expr, resource), given: py`True` };
  if (expr.kind === 'unary' && expr.operator === 'not' && expr.operand.kind === 'path') {
    return { name: column(expr.operand, resource), given: py`False` };
  }
  return expr.kind === 'binary' ? comparison(expr, resource) : undefined;
}

type Comparison = Extract<Expr, { kind: 'binary' }>;

/** The suffixes of keywords, with the comparison that is the same the other way around. */
const SUFFIXES: Partial<Record<BinaryOperator, { readonly suffix: string; readonly flipped: BinaryOperator }>> = {
  '==': { suffix: '', flipped: '==' },
  '!=': { suffix: '', flipped: '!=' },
  '<': { suffix: '__lt', flipped: '>' },
  '<=': { suffix: '__lte', flipped: '>=' },
  '>': { suffix: '__gt', flipped: '<' },
  '>=': { suffix: '__gte', flipped: '<=' },
  in: { suffix: '__in', flipped: 'in' },
};

function comparison(expr: Comparison, resource: PythonScope): Keyword | undefined {
  const known = SUFFIXES[expr.operator];
  if (!known) return undefined;
  if (!isColumn(expr.left, resource)) {
    return comparison({ ...expr, left: expr.right, right: expr.left, operator: known.flipped }, resource);
  }
  const name = column(expr.left, resource);
  const { right, operator } = expr;
  if (right.kind === 'literal' && right.value === null) {
    return { name: `${name}__isnull`, given: operator === '==' ? py`True` : py`False` };
  }
  if (operator === '!=') {
    // What is unknown is not true either.
    const isFlag = right.kind === 'literal' && typeof right.value === 'boolean';
    return isFlag ? { name: `${name}__not`, given: value(right.value) } : undefined;
  }
  return { name: `${name}${known.suffix}`, given: new Operands(resource, name).of(right) };
}

function column(expr: Expr, resource: PythonScope): string {
  const target = expr.kind === 'path' ? expressionPath(expr.path, resource) : undefined;
  if (target?.of !== 'row') throw new Error('only columns can be compared');
  return target.attribute;
}

/** What a column is compared with. */
class Operands {
  constructor(
    private readonly scope: PythonScope,
    private readonly compared: string,
  ) {}

  of(expr: Expr): Part {
    switch (expr.kind) {
      case 'literal':
        return this.#literal(expr.value);
      case 'path': {
        const target = expressionPath(expr.path, this.scope);
        return target.of === 'row'
          ? py`${F}(${target.attribute})`
          : targetPart(target, { ...this.scope, caller: VIEWER });
      }
      case 'call':
        return TIME_FUNCTIONS[expr.function]!(expr.arguments.map((each) => this.of(each)));
      case 'rows':
        throw new Error(`rows of ${expr.resource} are no value`);
      case 'list':
        return py`[${expr.items.map((each) => this.of(each))}]`;
      case 'unary':
        return py`-${this.of(expr.operand)}`;
      case 'binary':
        return py`${this.#nested(expr.left)} ${new Name(expr.operator)} ${this.#nested(expr.right)}`;
    }
  }

  /** Fields of decimals take nothing else. */
  #literal(given: string | number | boolean | null): Part {
    const plan = this.scope.fields.find((each) => each.attribute === this.compared);
    return plan && isDecimal(plan.field) && typeof given === 'number' ? storedLiteral(plan.field, given) : value(given);
  }

  /** An operand of arithmetic. */
  #nested(expr: Expr): Part {
    return expr.kind === 'binary' ? py`(${this.of(expr)})` : this.of(expr);
  }
}
