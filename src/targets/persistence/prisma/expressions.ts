/** Conditions of the design language as conditions of the client. */
import type { BinaryOperator, Expr } from '../../../design/api-design.ts';
import { expressionPath, type FieldPlan, isDecimal, type ResourcePlan, TIME_FUNCTIONS } from '../../../plan/index.ts';
import { decimals } from '../../../plan/symbols.ts';
import { Name, type Part, py, value } from '../../../python/index.ts';
import { isColumn } from '../shared/comparable.ts';
import type { Provider } from './providers.ts';

/** No row. An alternative without conditions would not do: the engine leaves it out. */
export const NOTHING: Part = py`{"id": {"in": []}}`;
/** Every row. */
export const EVERYTHING: Part = py`{"NOT": [${NOTHING}]}`;

type Comparison = Extract<Expr, { kind: 'binary' }>;

/** The names of comparisons, with the one that is the same the other way around. */
const COMPARISONS: Partial<Record<BinaryOperator, { readonly name: string; readonly flipped: BinaryOperator }>> = {
  '==': { name: 'equals', flipped: '==' },
  '!=': { name: 'not', flipped: '!=' },
  '<': { name: 'lt', flipped: '>' },
  '<=': { name: 'lte', flipped: '>=' },
  '>': { name: 'gt', flipped: '<' },
  '>=': { name: 'gte', flipped: '<=' },
  in: { name: 'in', flipped: 'in' },
};

/** `expr` over a row of `resource`; \`viewer\` is the caller. */
export function conditionOf(expr: Expr, resource: ResourcePlan, provider: Provider): Part {
  if (expr.kind === 'literal') return expr.value === true ? EVERYTHING : NOTHING;
  if (expr.kind === 'path') return py`{${attribute(expr, resource)}: True}`;
  if (expr.kind === 'unary' && expr.operator === 'not') {
    return expr.operand.kind === 'path'
      ? py`{${attribute(expr.operand, resource)}: False}`
      : py`{"NOT": [${conditionOf(expr.operand, resource, provider)}]}`;
  }
  if (expr.kind === 'binary' && (expr.operator === 'and' || expr.operator === 'or')) {
    const parts = [conditionOf(expr.left, resource, provider), conditionOf(expr.right, resource, provider)];
    return expr.operator === 'and' ? py`{"AND": [${parts}]}` : py`{"OR": [${parts}]}`;
  }
  if (expr.kind !== 'binary') throw new Error(`"${expr.kind}" is no condition`);
  return comparison(expr, resource, provider);
}

function comparison(expr: Comparison, resource: ResourcePlan, provider: Provider): Part {
  if (!isColumn(expr.left, resource)) {
    const { flipped } = COMPARISONS[expr.operator]!;
    return comparison({ ...expr, left: expr.right, right: expr.left, operator: flipped }, resource, provider);
  }
  const { right, operator } = expr;
  const name = attribute(expr.left, resource);
  if (right.kind === 'literal' && right.value === null) {
    return operator === '==' ? py`{${name}: None}` : py`{"NOT": [{${name}: None}]}`;
  }
  const given = new Operands(provider, columnOf(expr.left, resource)).of(right);
  if (operator === '==') return py`{${name}: ${given}}`;
  if (
    right.kind === 'literal' &&
    typeof right.value === 'boolean' &&
    operator === '!=' &&
    isNullable(expr.left, resource)
  ) {
    // What is unknown is not true either.
    return py`{"OR": [{${name}: {"not": ${given}}}, {${name}: None}]}`;
  }
  return py`{${name}: {${COMPARISONS[operator]!.name}: ${given}}}`;
}

function attribute(expr: Expr, resource: ResourcePlan): string {
  const target = expr.kind === 'path' ? expressionPath(expr.path, resource) : undefined;
  if (target?.of !== 'row') throw new Error('only columns can be compared');
  return target.attribute;
}

const columnOf = (expr: Expr, resource: ResourcePlan): FieldPlan | undefined => {
  const name = attribute(expr, resource);
  return resource.fields.find((each) => each.attribute === name);
};

const isNullable = (expr: Expr, resource: ResourcePlan): boolean => columnOf(expr, resource)?.field.nullable ?? false;

/** What a column is compared with. */
class Operands {
  constructor(
    private readonly provider: Provider,
    /** The field of the column; ids and built-in columns have none. */
    private readonly plan: FieldPlan | undefined,
  ) {}

  of(expr: Expr): Part {
    if (expr.kind === 'list') return py`[${expr.items.map((each) => this.of(each))}]`;
    if (expr.kind === 'path') return py`str(viewer.id)`;
    const given = this.#python(expr);
    const { field } = this.plan ?? {};
    if (!field || (expr.kind === 'literal' && !this.#isDecimal)) return given;
    return this.provider.types.of(field).stored(given);
  }

  get #isDecimal(): boolean {
    return this.plan !== undefined && isDecimal(this.plan.field);
  }

  /** The value in Python. */
  #python(expr: Expr): Part {
    switch (expr.kind) {
      case 'literal':
        return this.#isDecimal ? py`${decimals.Decimal}(${String(expr.value)})` : value(expr.value);
      case 'call':
        return TIME_FUNCTIONS[expr.function]!(expr.arguments.map((each) => this.#python(each)));
      case 'unary':
        return py`-${this.#python(expr.operand)}`;
      case 'binary':
        return py`${this.#nested(expr.left)} ${new Name(expr.operator)} ${this.#nested(expr.right)}`;
      default:
        throw new Error(`"${expr.kind}" cannot be compared`);
    }
  }

  /** An operand of arithmetic. */
  #nested(expr: Expr): Part {
    return expr.kind === 'binary' ? py`(${this.#python(expr)})` : this.#python(expr);
  }
}
