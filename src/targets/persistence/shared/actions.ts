/** Actions in app/<resource>/service.py: what is checked in Python, and one statement that changes the row. */
import type { Expr } from '../../../design/api-design.ts';
import {
  type ActionCheck,
  type ActionPlan,
  actionTitle,
  type Counter,
  endSentence,
  type FieldPlan,
  pythonRefusal,
  type PythonScope,
  pythonValue,
  type ResourcePlan,
  screaming,
} from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { storedLiteral } from '../../../pydantic/values.ts';
import { doc, fstring, Name, type Part, py, value } from '../../../python/index.ts';
import { exception } from './service.ts';

const VIEWER = new Name('viewer');

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
}

/** The methods of the actions of a resource, and the one that they share. */
export function actionMethods(resource: ResourcePlan, writer: ActionWriter): Part[] {
  const { actions } = resource;
  if (actions.length === 0) return [];
  return [...actions.map((action) => actionMethod(action, resource, writer)), writer.method(resource)];
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
      const { passed, limit } = limitOf(check.counter, action, resource);
      return py`
        if ${resource.row}.${new Name(check.counter.field.attribute)} ${new Name(OPPOSITES[passed])} ${limit}:
            raise ${failure}
      `;
    }
    case 'state': {
      const state = py`${resource.row}.${new Name(check.field.attribute)}`;
      const [first, ...others] = check.from;
      const wanted = check.from.join(' or ');
      const test = others.length === 0 ? py`${state} != ${first}` : py`${state} not in {${[...check.from]}}`;
      return py`
        if ${test}:
            raise ${failure}(${fstring(`The ${check.field.label} is `, state, wanted.length < 40 ? `, not ${wanted}.` : '.')})
      `;
    }
  }
}

const MAGIC = py`  # noqa: PLR2004`;
const comparesNumbers = (expr: Expr): boolean =>
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
function typed(expr: Expr, { field }: FieldPlan, scope: PythonScope): Part {
  if (expr.kind === 'literal' && expr.value !== null) {
    return field.type === 'enum' ? value(expr.value) : storedLiteral(field, expr.value);
  }
  return pythonValue(expr, scope);
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
export function limitOf(counter: Counter, action: ActionPlan, resource: ResourcePlan): Limit {
  const { by, field, direction } = counter;
  const bound = counter.bound!;
  const scope = scopeOf(action, resource);
  const constant = constantOf(counter, resource);
  const limit = constant ? constant.name : typed(bound, field, scope);
  const isOne = by.kind === 'literal' && Number(by.value) === 1 && field.field.type === 'int';
  if (isOne && !isZero(bound)) return { passed: direction === 'up' ? '<' : '>', limit };
  if (direction === 'down' && isZero(bound)) return { passed: '>=', limit: typed(by, field, scope) };
  const amount = typed(by, field, scope);
  return direction === 'up'
    ? { passed: '<=', limit: py`${limit} - ${amount}` }
    : { passed: '>=', limit: py`${limit} + ${amount}` };
}

const isZero = (bound: Expr): boolean => bound.kind === 'literal' && Number(bound.value) === 0;

interface Constant {
  readonly name: Name;
  readonly value: Part;
}

/** The name of a bound that is a number of the design. */
function constantOf({ field, bound, direction }: Counter, resource: ResourcePlan): Constant | undefined {
  if (bound?.kind !== 'literal' || isZero(bound)) return undefined;
  const bounds = resource.actions
    .flatMap((each) => each.counters)
    .filter((each) => each.field === field && each.direction === direction && each.bound?.kind === 'literal')
    .map((each) => JSON.stringify(each.bound));
  const number = [...new Set(bounds)].indexOf(JSON.stringify(bound));
  const base = `_${direction === 'up' ? 'MOST' : 'LEAST'}_${screaming(field.json)}`;
  return {
    name: new Name(number > 0 ? `${base}_${number + 1}` : base),
    value: storedLiteral(field.field, bound.value),
  };
}

/** The bounds of counters, as constants of the module. */
export function boundConstants(resource: ResourcePlan): Part {
  const all = resource.actions.flatMap((each) => each.counters).flatMap((each) => constantOf(each, resource) ?? []);
  const distinct = new Map(all.map((each) => [each.name.id, each]));
  return distinct.size > 0 && py`${[...distinct.values()].map((each) => py`${each.name} = ${each.value}`)}`;
}

/** Whether it must be said that the row is not deleted: its version says so too. */
export const asksForLife = (action: ActionPlan, { softDelete }: ResourcePlan): boolean =>
  softDelete && !action.usesVersion;

/** Columns that must be as they were read, so that the action may change the row. */
export const unchangedColumns = (action: ActionPlan): readonly string[] =>
  action.usesVersion ? ['version'] : action.decidesOn.filter((each) => each !== 'id');
