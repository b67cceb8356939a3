/** Conditions of the design language as conditions of the client. */
import type { BinaryOperator, Expr } from '../../../design/api-design.ts';
import {
  conjuncts,
  expressionPath,
  type FieldPlan,
  isDecimal,
  isOptional,
  type PythonScope,
  targetPart,
  TIME_FUNCTIONS,
  VIEWER,
} from '../../../plan/index.ts';
import { storedLiteral } from '../../../pydantic/values.ts';
import { Name, type Part, py, value } from '../../../python/index.ts';
import { isColumn } from '../shared/comparable.ts';
import { type Provider, takesValues } from './providers.ts';

/** A member of a condition: a column, or what holds for several conditions, and what is said of it. */
interface Member {
  readonly name: string;
  readonly given: Part;
}

const printed = (members: readonly Member[]): Part => py`{${members.map(({ name, given }) => py`${name}: ${given}`)}}`;

const NO_ROW: Member = { name: 'id', given: py`{"in": []}` };
/** No row. An alternative without conditions would not do: the engine leaves it out. */
export const NOTHING: Part = printed([NO_ROW]);
const ANY_ROW: Member = { name: 'NOT', given: py`[${NOTHING}]` };
/** Every row. */
export const EVERYTHING: Part = printed([ANY_ROW]);

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
export const conditionOf = (expr: Expr, resource: PythonScope, provider: Provider): Part =>
  printed([member(expr, resource, provider)]);

/** Members of one condition that all hold, where a condition may be said about each column once. */
export function members(expr: Expr, resource: PythonScope, provider: Provider): Part[] {
  const first = new Map<string, Member>();
  const others: Part[] = [];
  for (const each of conjuncts(expr).map((part) => member(part, resource, provider))) {
    if (first.has(each.name)) others.push(printed([each]));
    else first.set(each.name, each);
  }
  const all = [...first.values(), ...(others.length > 0 ? [{ name: 'AND', given: py`[${others}]` }] : [])];
  return all.map(({ name, given }) => py`${name}: ${given}`);
}

function member(expr: Expr, resource: PythonScope, provider: Provider): Member {
  const inner = (each: Expr): Part => conditionOf(each, resource, provider);
  if (expr.kind === 'literal') return expr.value === true ? ANY_ROW : NO_ROW;
  if (expr.kind === 'path') return { name: attribute(expr, resource), given: py`True` };
  if (expr.kind === 'unary' && expr.operator === 'not') {
    return expr.operand.kind === 'path'
      ? { name: attribute(expr.operand, resource), given: py`False` }
      : { name: 'NOT', given: py`[${inner(expr.operand)}]` };
  }
  if (expr.kind === 'binary' && (expr.operator === 'and' || expr.operator === 'or')) {
    const parts = [inner(expr.left), inner(expr.right)];
    return { name: expr.operator === 'and' ? 'AND' : 'OR', given: py`[${parts}]` };
  }
  if (expr.kind !== 'binary') throw new Error(`"${expr.kind}" is no condition`);
  return comparison(expr, resource, provider);
}

function comparison(expr: Comparison, resource: PythonScope, provider: Provider): Member {
  if (!isColumn(expr.left, resource)) {
    const { flipped } = COMPARISONS[expr.operator]!;
    return comparison({ ...expr, left: expr.right, right: expr.left, operator: flipped }, resource, provider);
  }
  const { right, operator } = expr;
  const name = attribute(expr.left, resource);
  if (right.kind === 'literal' && right.value === null) {
    return operator === '==' ? { name, given: py`None` } : { name: 'NOT', given: py`[{${name}: None}]` };
  }
  const given = new Operands(provider, resource, name).of(right);
  if (operator === '==') return { name, given };
  if (right.kind === 'literal' && typeof right.value === 'boolean' && operator === '!=' && isNullable(name, resource)) {
    // What is unknown is not true either.
    return { name: 'OR', given: py`[{${name}: {"not": ${given}}}, {${name}: None}]` };
  }
  return { name, given: py`{${COMPARISONS[operator]!.name}: ${given}}` };
}

function attribute(expr: Expr, resource: PythonScope): string {
  const target = expr.kind === 'path' ? expressionPath(expr.path, resource) : undefined;
  if (target?.of !== 'row') throw new Error('only columns can be compared');
  return target.attribute;
}

const columnOf = (name: string, { fields }: PythonScope): FieldPlan | undefined =>
  fields.find((each) => each.attribute === name);

const isNullable = (name: string, resource: PythonScope): boolean => columnOf(name, resource)?.field.nullable ?? false;

/** A value of Python as the database keeps it in a column, if it is not empty. */
export function storedIn(name: string, table: PythonScope, given: Part, provider: Provider, canBeEmpty: boolean): Part {
  const plan = columnOf(name, table);
  const isKey = name === 'id' || table.relations.some((each) => each.attribute === name);
  if (!plan && !isKey) return given;
  const type = plan ? provider.types.of(plan.field) : provider.types.uuid;
  if (takesValues(type)) return given;
  return canBeEmpty ? py`None if ${given} is None else ${type.stored(given)}` : type.stored(given);
}

/** What a column is compared with. */
class Operands {
  constructor(
    private readonly provider: Provider,
    private readonly scope: PythonScope,
    private readonly column: string,
  ) {}

  of(expr: Expr): Part {
    if (expr.kind === 'list') return py`[${expr.items.map((each) => this.of(each))}]`;
    const given = this.#python(expr);
    if (expr.kind === 'literal' && !this.#isDecimal) return given;
    return storedIn(this.column, this.scope, given, this.provider, isOptional(expr, this.scope));
  }

  get #isDecimal(): boolean {
    const plan = columnOf(this.column, this.scope);
    return plan !== undefined && isDecimal(plan.field);
  }

  /** The value in Python. */
  #python(expr: Expr): Part {
    switch (expr.kind) {
      case 'literal':
        return this.#isDecimal
          ? storedLiteral(columnOf(this.column, this.scope)!.field, expr.value)
          : value(expr.value);
      case 'path':
        return targetPart(expressionPath(expr.path, this.scope), { ...this.scope, caller: VIEWER });
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
