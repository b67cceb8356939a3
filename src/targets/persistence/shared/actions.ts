/** Actions in app/<resource>/service.py: what is checked in Python, and one statement that changes the row. */
import type { Expr } from '../../../design/api-design.ts';
import {
  type ActionCheck,
  type ActionPlan,
  actionTitle,
  allActions,
  allStatements,
  type Counter,
  decimalDigits,
  endSentence,
  type FieldPlan,
  isDecimal,
  isWholeNumber,
  once,
  pythonRefusal,
  type PythonScope,
  pythonValue,
  type ResourcePlan,
  screaming,
  VIEWER,
} from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { decimals } from '../../../plan/symbols.ts';
import { storedLiteral } from '../../../pydantic/values.ts';
import { doc, fstring, Name, type Part, py, value } from '../../../python/index.ts';
import { type ProcedureWriter, procedureMethod } from './procedures.ts';
import { exception } from './service.ts';

/** The row of an action as it was read, the caller and the input. */
export const scopeOf = (action: ActionPlan, resource: ResourcePlan): PythonScope => ({
  ...resource,
  inputs: action.inputs,
  caller: VIEWER,
});

/** How a library changes a row if it still is as it was read. */
export interface ActionWriter {
  /** Expression: the row after the change that an action makes. */
  change(action: ActionPlan, resource: ResourcePlan): Part;
  /** The method that changes a row. */
  method(resource: ResourcePlan): Part;
  /** What concerns more than one row. */
  readonly procedures: ProcedureWriter;
}

/** The methods of the actions of a resource, and the one that they share. */
export function actionMethods(resource: ResourcePlan, writer: ActionWriter): Part[] {
  const { actions, endpoints } = resource;
  const changes = actions.some((each) => !each.procedure);
  return [
    ...actions.map((each) =>
      each.procedure ? procedureMethod(each, resource, writer.procedures) : actionMethod(each, resource, writer),
    ),
    ...endpoints.map((each) => procedureMethod(each, resource, writer.procedures)),
    changes && writer.method(resource),
  ];
}

function actionMethod(action: ActionPlan, resource: ResourcePlan, writer: ActionWriter): Part {
  const about = action.action.description ?? actionTitle(action, resource);
  return py`
    async def ${new Name(action.method)}(${[
      py`self`,
      py`${resource.row}: ${resource.model}`,
      action.inputs.length > 0 && py`data: ${resource.own('schemas', action.inputClass)}`,
      action.usesCaller && py`viewer: ${authModels.User}${action.access.anonymous && py` | None`}`,
    ]}) -> ${resource.model}:
        ${doc(endSentence(about), 8)}
        ${action.checks.map((check) => checkOf(check, action, resource))}
        return ${writer.change(action, resource)}
  `;
}

function checkOf(check: ActionCheck, action: ActionPlan, resource: ResourcePlan): Part {
  const scope = scopeOf(action, resource);
  const failure = exception(resource, check.failure.className);
  switch (check.kind) {
    case 'condition':
      return py`
        if ${pythonRefusal(check.condition, scope)}:${comparesNumbers(check.condition) && MAGIC}
            raise ${failure}
      `;
    case 'bound': {
      const { passed, limit } = limitOf(check.counter, scope, resource);
      return py`
        if ${resource.row}.${new Name(check.counter.field.attribute)} ${new Name(OPPOSITES[passed])} ${limit}:
            raise ${failure}
      `;
    }
    case 'state':
      return stateCheck(check, resource.row, resource);
  }
}

/** That a row is in a state that a transition starts from. */
export function stateCheck(
  { field, from, failure }: Pick<Extract<ActionCheck, { kind: 'state' }>, 'field' | 'from' | 'failure'>,
  row: Part,
  resource: ResourcePlan,
): Part {
  const state = py`${row}.${new Name(field.attribute)}`;
  const [first, ...others] = from;
  const wanted = from.join(' or ');
  const test = others.length === 0 ? py`${state} != ${first}` : py`${state} not in {${[...from]}}`;
  const detail = fstring(`The ${field.label} is `, state, wanted.length < 40 ? `, not ${wanted}.` : '.');
  return py`
    if ${test}:
        raise ${exception(resource, failure.className)}(${detail})
  `;
}

const MAGIC = py`  # noqa: PLR2004`;
/** Whether a condition holds a number of the design, which linters would rather see named. */
export const comparesNumbers = (expr: Expr): boolean =>
  /"kind":"literal","value":-?(?:[2-9]|\d\d|\d\.)/.test(JSON.stringify(expr));

/** The value of an assignment as Python that has the type of the column. */
export function assigned(
  { column, value: given }: ActionPlan['assignments'][number],
  action: ActionPlan,
  resource: ResourcePlan,
): Part {
  return 'field' in column
    ? typed(given, column, scopeOf(action, resource))
    : pythonValue(given, scopeOf(action, resource));
}

/** An expression of the type of a field. */
export function typed(expr: Expr, { field }: FieldPlan, scope: PythonScope): Part {
  if (expr.kind === 'literal' && expr.value !== null) {
    return field.type === 'enum' ? value(expr.value) : storedLiteral(field, expr.value);
  }
  const given = pythonValue(expr, scope);
  if (!isDecimal(field) || !isWholeNumber(expr, scope)) return given;
  // With all its places, as it is read again.
  return py`round(${decimals.Decimal}(${given}), ${decimalDigits(field).scale})`;
}

/** How much a counter changes. */
export const amountOf = ({ by, field }: Counter, action: ActionPlan, resource: ResourcePlan): Part =>
  typed(by, field, scopeOf(action, resource));

type Comparison = '<' | '<=' | '>' | '>=';
const OPPOSITES: Readonly<Record<Comparison, Comparison>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

/** What clients of databases call comparisons. */
export const OPERATORS: Readonly<Record<Comparison, string>> = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' };

/** What a counter must be compared with before it is changed, and how. */
export interface Limit {
  readonly passed: Comparison;
  readonly limit: Part;
}

/** The limit of a counter that has a bound. */
export function limitOf(counter: Counter, scope: PythonScope, resource: ResourcePlan): Limit {
  const { by, field, direction } = counter;
  const bound = counter.bound!;
  const limit = constants(resource).get(constantKey(counter) ?? '')?.name ?? typed(bound, field, scope);
  const isOne = by.kind === 'literal' && Number(by.value) === 1 && field.field.type === 'int';
  if (isOne && !isZero(bound)) return { passed: direction === 'up' ? '<' : '>', limit };
  const amount = typed(by, field, scope);
  if (direction === 'down' && isZero(bound)) return { passed: '>=', limit: amount };
  return direction === 'up'
    ? { passed: '<=', limit: py`${limit} - ${amount}` }
    : { passed: '>=', limit: py`${limit} + ${amount}` };
}

const isZero = (bound: Expr): boolean => bound.kind === 'literal' && Number(bound.value) === 0;

interface Constant {
  readonly name: Name;
  readonly value: Part;
}

/** What a bound is that is a number of the design. */
const constantKey = ({ field, bound, direction }: Counter): string | undefined =>
  bound?.kind === 'literal' && !isZero(bound) ? JSON.stringify([direction, field.json, bound.value]) : undefined;

/** The bounds of counters that are numbers of the design, by what they are. */
const constants = once((resource: ResourcePlan): ReadonlyMap<string, Constant> => {
  const found = new Map<string, Constant>();
  const names = new Map<string, number>();
  for (const counter of allCounters(resource)) {
    const key = constantKey(counter);
    if (key === undefined || found.has(key) || counter.bound?.kind !== 'literal') continue;
    const base = `_${counter.direction === 'up' ? 'MOST' : 'LEAST'}_${screaming(counter.field.json)}`;
    const number = (names.get(base) ?? 0) + 1;
    names.set(base, number);
    const name = new Name(number > 1 ? `${base}_${number}` : base);
    found.set(key, { name, value: storedLiteral(counter.field.field, counter.bound.value) });
  }
  return found;
});

/** What the actions of a resource count, of whatever rows. */
export const allCounters = (resource: ResourcePlan): Counter[] =>
  allActions(resource).flatMap(({ counters, procedure }) => [
    ...counters,
    ...allStatements(procedure?.statements ?? []).flatMap((each) => (each.do === 'change' ? each.counters : [])),
  ]);

/** The bounds of counters, as constants of the module. */
export function boundConstants(resource: ResourcePlan): Part {
  const all = [...constants(resource).values()];
  return all.length > 0 && py`${all.map((each) => py`${each.name} = ${each.value}`)}`;
}

/** Whether it must be said that the row is not deleted: its version says so too. */
export const asksForLife = (action: ActionPlan, { softDelete }: ResourcePlan): boolean =>
  softDelete && !action.usesVersion;

/** Columns that must be as they were read, so that the action may change the row. */
export const unchangedColumns = (action: ActionPlan): readonly string[] =>
  action.usesVersion ? ['version'] : action.decidesOn.filter((each) => each !== 'id');
