/** Actions in app/<resource>/service.py: what is checked in Python, and one statement that changes the row. */
import type { Expr } from '../../../design/api-design.ts';
import {
  type ActionCheck,
  type ActionPlan,
  type Counter,
  type FieldPlan,
  pythonRefusal,
  type PythonScope,
  pythonValue,
  type ResourcePlan,
  sentence,
} from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { dates } from '../../../plan/symbols.ts';
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
        ${doc(/[.!?]$/.test(about) ? about : `${about}.`, 8)}
        ${action.checks.map((check) => checkOf(check, action, resource))}
        return ${writer.change(action, resource)}
  `;
}

/** "Publish a post", or the words of the action alone when they are several. */
export const actionTitle = ({ label }: ActionPlan, { aNoun }: ResourcePlan): string =>
  label.includes(' ') ? sentence(label) : `${sentence(label)} ${aNoun}`;

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
      const { field, direction } = check.counter;
      const sign = new Name(direction === 'up' ? '>' : '<');
      const limit = limitOf(check.counter, action, resource);
      return py`
        if ${resource.row}.${new Name(field.attribute)} ${sign} ${limit}:${isMagic(limit) && MAGIC}
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
const isMagic = (limit: Part): boolean => typeof limit === 'number' && !(limit >= 0 && limit <= 1);

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
  if (expr.kind === 'call' && expr.function === 'now' && field.type === 'date') return py`${dates.date}.today()`;
  return pythonValue(expr, scope);
}

/** How much a counter changes. */
export const amountOf = ({ by, field }: Counter, action: ActionPlan, resource: ResourcePlan): Part =>
  typed(by, field, scopeOf(action, resource));

/** The value that a counter may have at most, or must have at least, before it is changed. */
export function limitOf({ by, bound, field, direction }: Counter, action: ActionPlan, resource: ResourcePlan): Part {
  const limit = bound!;
  if (by.kind === 'literal' && limit.kind === 'literal') {
    const exact = direction === 'up' ? Number(limit.value) - Number(by.value) : Number(limit.value) + Number(by.value);
    return typed({ kind: 'literal', value: exact }, field, scopeOf(action, resource));
  }
  const scope = scopeOf(action, resource);
  if (direction === 'down' && limit.kind === 'literal' && Number(limit.value) === 0) return typed(by, field, scope);
  const sign = new Name(direction === 'up' ? '-' : '+');
  return py`${typed(limit, field, scope)} ${sign} ${typed(by, field, scope)}`;
}

/** Columns that must be as they were read, so that the action may change the row. */
export const unchangedColumns = (action: ActionPlan, resource: ResourcePlan): readonly string[] =>
  action.usesVersion
    ? ['version']
    : [...action.decidesOn.filter((each) => each !== 'id'), ...(resource.softDelete ? ['deleted_at'] : [])];
