/** Actions in app/<resource>/service.py that concern more than one row: a method that is one transaction. */
import {
  type ActionFailure,
  actionTitle,
  allActions,
  allStatements,
  type Assignment,
  type Counter,
  endSentence,
  isDecimal,
  type Planned,
  type Procedure,
  pythonCondition,
  pythonRefusal,
  type PythonScope,
  pythonValue,
  type RelationPlan,
  type ResourcePlan,
  type RowTarget,
  type RowVariable,
  type Statement,
  type StatementOf,
  type TablePlan,
  VIEWER,
  type Violation,
} from '../../../plan/index.ts';
import { authModels, database, errors } from '../../../plan/own-symbols.ts';
import { decimals } from '../../../plan/symbols.ts';
import { doc, Name, type Part, py } from '../../../python/index.ts';
import { comparesNumbers, stateCheck, typed } from './actions.ts';
import { exception } from './service.ts';

/** Where the statements of a procedure are printed. */
export interface ProcedurePlace {
  readonly action: Planned;
  readonly procedure: Procedure;
  readonly resource: ResourcePlan;
  /** Of expressions over variables. */
  readonly scope: PythonScope;
}

/** How a library prints the statements of a transaction. */
export interface ProcedureWriter {
  /** Statements that happen all or not at all, and what is given after them. */
  transaction(body: Part, answer: Part, place: ProcedurePlace): Part;
  /** Expression: the row of `returns` as it is stored. */
  answer(row: RowVariable, place: ProcedurePlace): { readonly before: Part; readonly value: Part };
  refer(relation: RelationPlan, place: ProcedurePlace): Part;
  claim(target: RowTarget, place: ProcedurePlace): Part;
  fetch(statement: StatementOf<'fetch'>, place: ProcedurePlace): Part;
  follow(statement: StatementOf<'follow'>, place: ProcedurePlace): Part;
  measure(statement: StatementOf<'measure'>, place: ProcedurePlace): Part;
  /** Changes a row; `lost` is raised when there is none, unless it is null. */
  change(statement: StatementOf<'change'>, lost: Part, place: ProcedurePlace): Part;
  insert(statement: StatementOf<'insert'>, place: ProcedurePlace): Part;
  changeAll(statement: StatementOf<'change-all'>, place: ProcedurePlace): Part;
  removeAll(statement: StatementOf<'remove-all'>, place: ProcedurePlace): Part;
  remove(target: RowTarget, place: ProcedurePlace): Part;
  /** Expression: the rows of a loop. */
  rows(statement: StatementOf<'each'>, place: ProcedurePlace): Part;
}

/** The method of an action that concerns more than one row. */
export function procedureMethod(action: Planned, resource: ResourcePlan, writer: ProcedureWriter): Part {
  const procedure = action.procedure!;
  const scope: PythonScope = { ...resource, inputs: action.inputs, locals: procedure.locals, caller: VIEWER };
  const place: ProcedurePlace = { action, procedure, resource, scope };
  const { returns } = procedure;
  const about = action.action.description ?? actionTitle(action, resource);
  const { before, value } = returns ? writer.answer(returns, place) : { before: null, value: null };
  const body = [printAll(procedure.statements, writer, place), before];
  return py`
    async def ${new Name(action.method)}(${[
      py`self`,
      action.action.on === 'item' && py`${resource.row}: ${resource.model}`,
      action.inputs.length > 0 && py`data: ${resource.own('schemas', action.inputClass)}`,
      action.usesCaller && py`viewer: ${authModels.User}${action.access.anonymous && py` | None`}`,
    ]}) -> ${returns ? returns.table.model : py`None`}:
        ${doc(endSentence(about), 8)}
        ${writer.transaction(py`${body}`, value, place)}
  `;
}

const printAll = (statements: readonly Statement[], writer: ProcedureWriter, place: ProcedurePlace): Part[] =>
  statements.map((each) => print(each, writer, place));

function print(statement: Statement, writer: ProcedureWriter, place: ProcedurePlace): Part {
  const { scope, resource } = place;
  switch (statement.do) {
    case 'check':
      return py`
        if ${pythonRefusal(statement.condition, scope)}:${comparesNumbers(statement.condition) && py`  # noqa: PLR2004`}
            raise ${failureClass(statement.failure, resource)}
      `;
    case 'state':
      return stateCheck(statement, py`${new Name(statement.row.name)}`, resource);
    case 'if':
      return py`
        if ${pythonCondition(statement.condition, scope)}:${comparesNumbers(statement.condition) && py`  # noqa: PLR2004`}
            ${printAll(statement.body, writer, place)}
        ${
          statement.otherwise.length > 0 &&
          py`
            else:
                ${printAll(statement.otherwise, writer, place)}
          `
        }
      `;
    case 'each':
      return py`
        for ${new Name(statement.variable.name)} in ${writer.rows(statement, place)}:
            ${printAll(statement.body, writer, place)}
      `;
    case 'let':
      return py`${new Name(statement.variable)} = ${isDecimal(statement.field.field) ? py`${decimals.Decimal}(0)` : py`0`}`;
    case 'add':
      return py`${new Name(statement.variable)} += ${pythonValue(statement.value, scope)}`;
    case 'refer': {
      const check = writer.refer(statement.relation, place);
      return statement.optional
        ? py`
            if data.${new Name(statement.relation.attribute)} is not None:
                ${check}
          `
        : check;
    }
    case 'claim':
      return writer.claim(statement.target, place);
    case 'fetch':
      return writer.fetch(statement, place);
    case 'follow':
      return writer.follow(statement, place);
    case 'measure':
      return writer.measure(statement, place);
    case 'change':
      return writer.change(statement, lostBy(statement, place), place);
    case 'insert':
      return writer.insert(statement, place);
    case 'change-all':
      return writer.changeAll(statement, place);
    case 'remove-all':
      return writer.removeAll(statement, place);
    case 'remove':
      return writer.remove(statement.target, place);
    case 'announce':
      return py`self._tasks.add_task(${[
        statement.task.symbol,
        ...statement.arguments.map(
          (each) => py`${new Name(each.parameter.attribute)}=${typed(each.value, each.parameter, scope)}`,
        ),
      ]})`;
  }
}

/** What went wrong when a change finds no row; null when it always finds one. */
function lostBy({ failure, target, counters }: StatementOf<'change'>, { resource }: ProcedurePlace): Part {
  if (failure) return failureClass(failure, resource);
  const canMiss = target.unchanged().length > 0 || counters.some((each) => each.bound) || target.table.softDelete;
  return canMiss && errors.EditConflictError;
}

/** The exception of a failure. */
export const failureClass = ({ className }: ActionFailure, resource: ResourcePlan): Part =>
  exception(resource, className);

/** The attribute of a table as it is called in conditions. */
export const attribute = (table: TablePlan, name: string): Part => py`${table.model}.${new Name(name)}`;

/** A value of a column in Python. */
export const given = ({ column, value: expr }: Assignment, { scope }: ProcedurePlace): Part =>
  'field' in column ? typed(expr, column, scope) : pythonValue(expr, scope);

/** How much a counter changes. */
export const amount = ({ by, field }: Counter, { scope }: ProcedurePlace): Part => typed(by, field, scope);

/** A statement that may violate constraints. */
export const guarded = (violations: readonly Violation[], statement: Part, { resource }: ProcedurePlace): Part =>
  violations.length > 0
    ? py`
        with ${database.translated}({${violations.map((each) => py`${each.constraint}: ${exception(resource, each.className)}`)}}):
            ${statement}
      `
    : statement;

/** Expressions over the rows of a table, which can also name what is in variables. */
export const scopeOver = <T extends TablePlan>(table: T, { scope }: ProcedurePlace): T & PythonScope => ({
  ...table,
  inputs: scope.inputs ?? [],
  locals: scope.locals ?? new Map(),
});

/** Whether an action made the row of a variable. */
const isNew = ({ name }: RowVariable, { procedure }: ProcedurePlace): boolean =>
  procedure.statements.some((each) => each.do === 'insert' && each.into.name === name);

/** Whether the row of a variable may be stored otherwise by the end than it was read or made. */
export const isStale = (row: RowVariable, place: ProcedurePlace): boolean =>
  !isNew(row, place) || allStatements(place.procedure.statements).some((each) => mayChange(each, row));

function mayChange(statement: Statement, { name, table }: RowVariable): boolean {
  if (statement.do === 'change-all') return statement.query.table === table;
  if (statement.do !== 'change' || statement.target.table !== table) return false;
  return statement.target.variable === undefined || statement.target.variable === name;
}

/** Statements that need no database. */
const IN_PYTHON: ReadonlySet<Statement['do']> = new Set(['check', 'state', 'if', 'each', 'let', 'add', 'announce']);

/** Whether an action runs several statements in the database, which must happen all or not at all. */
export function needsTransaction({ statements }: Procedure): boolean {
  const all = allStatements(statements);
  return all.some((each) => each.do === 'each') || all.filter((each) => !IN_PYTHON.has(each.do)).length > 1;
}

const anyStatement = (resources: readonly ResourcePlan[], kinds: ReadonlySet<Statement['do']>): boolean =>
  resources.some((resource) =>
    allActions(resource).some(({ procedure }) =>
      allStatements(procedure?.statements ?? []).some((each) => kinds.has(each.do)),
    ),
  );

/** Whether any action claims a row. */
export const claimsRows = (resources: readonly ResourcePlan[]): boolean => anyStatement(resources, new Set(['claim']));

/** Whether any action changes a row of which it must be known whether it was there. */
export const changesRows = (resources: readonly ResourcePlan[]): boolean =>
  anyStatement(resources, new Set(['claim', 'change', 'remove']));
