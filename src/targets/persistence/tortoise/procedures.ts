/** Statements of a transaction in Tortoise, whose queries find by themselves the one that is under way. */
import {
  type Assignment,
  type FieldPlan,
  isDecimal,
  pythonValue,
  type RowQuery,
  type RowTarget,
  type RowVariable,
  type TablePlan,
} from '../../../plan/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { decimals } from '../../../plan/symbols.ts';
import { isPresent, Name, type Part, py } from '../../../python/index.ts';
import { limitOf, OPERATORS } from '../shared/actions.ts';
import {
  amount,
  failureClass,
  given,
  guarded,
  isStale,
  needsTransaction,
  type ProcedurePlace,
  type ProcedureWriter,
  scopeOver,
} from '../shared/procedures.ts';
import { kept } from './counters.ts';
import { filters } from './expressions.ts';
import { prefetch } from './models.ts';
import { referenceCheck } from './references.ts';
import { database, expressions, functions, transactions } from './symbols.ts';

const { F } = expressions;

/** Transactions in Tortoise. */
export const procedures: ProcedureWriter = {
  transaction: (body, answer, { procedure }) => py`
    ${
      needsTransaction(procedure)
        ? py`
          async with ${transactions.in_transaction}():
              ${body}
        `
        : body
    }
    ${isPresent(answer) && py`return ${answer}`}
  `,
  answer: (row, place) => {
    const lists = listsOf(row.table);
    const { name } = row;
    if (!isStale(row, place)) {
      const rows = lists.map((each) => each.list!.rows);
      return { before: rows.length > 0 && py`await ${new Name(name)}.fetch_related(${rows})`, value: new Name(name) };
    }
    const { model } = row.table;
    return isOwn(row, place)
      ? { before: null, value: py`await self._one(${new Name(name)}.id, ${model}.all())` }
      : { before: null, value: py`await ${model}.get(id=${new Name(name)}.id)${prefetch(lists)}` };
  },
  refer: (relation) => referenceCheck(relation),
  claim: (target, place) => py`await ${database.claim_row}(${[rowOf(target, place), anyColumn(target.table)]})`,
  fetch: ({ into, query, failure }, place) => py`
    ${new Name(into.name)} = await ${rowsOf(query, place)}.first()
    if ${new Name(into.name)} is None:
        raise ${failureClass(failure, place.resource)}
  `,
  follow: ({ into, key }, { scope }) =>
    py`${new Name(into.name)} = await ${into.table.model}.get(id=${pythonValue(key, scope)})`,
  measure: ({ into, measure, query, column }, place) => {
    const name = new Name(into);
    const rows = rowsOf(query, place);
    switch (measure) {
      case 'exists':
      case 'count':
        return py`${name} = await ${rows}.${new Name(measure)}()`;
      case 'avg':
        return py`
          numbers = [row.${new Name(column!.attribute)} for row in await ${rows}]
          ${name} = sum(numbers) / len(numbers) if numbers else None
        `;
      case 'sum':
      case 'min':
      case 'max':
        return computed(name, rows, MEASURES[measure], column!, measure === 'sum');
    }
  },
  change: (statement, lost, place) => {
    const { target, assignments, counters, violations } = statement;
    const values = [
      ...assignments.map((each) => assigned(each, place)),
      ...counters.map((each) => {
        const sign = new Name(each.direction === 'up' ? '+' : '-');
        const { attribute } = each.field;
        return py`${new Name(attribute)}=${F}(${attribute}) ${sign} ${kept(each, amount(each, place))}`;
      }),
      ...touched(target.table),
    ];
    const bounds = counters.flatMap((each) => {
      if (!each.bound) return [];
      const { passed, limit } = limitOf(each, place.scope, place.resource);
      return [py`${new Name(`${each.field.attribute}__${OPERATORS[passed]}`)}=${limit}`];
    });
    const update = py`await ${rowOf(target, place, bounds)}.update(${values})`;
    if (!isPresent(lost)) return guarded(violations, update, place);
    return violations.length > 0
      ? py`
          ${guarded(violations, py`changed = ${update}`, place)}
          if not changed:
              raise ${lost}
        `
      : py`
          if not ${update}:
              raise ${lost}
        `;
  },
  insert: ({ into, values, violations, isUsed }, place) => {
    const isKept = isUsed() || place.procedure.returns?.name === into.name;
    const { model } = into.table;
    const columns = values.map((each) => assigned(each, place));
    if (!isKept) return guarded(violations, py`await ${model}.create(${columns})`, place);
    const row = new Name(into.name);
    return py`
      ${row} = ${model}(${columns})
      ${guarded(violations, py`await ${row}.save()`, place)}
    `;
  },
  changeAll: ({ query, assignments, violations }, place) => {
    const values = [...assignments.map((each) => assigned(each, place)), ...touched(query.table)];
    return guarded(violations, py`await ${rowsOf(query, place)}.update(${values})`, place);
  },
  removeAll: ({ query }, place) => py`await ${rowsOf(query, place)}${removal(query.table)}`,
  remove: (target, place) => py`
    if not await ${rowOf(target, place)}${removal(target.table)}:
        raise ${errors.EditConflictError}
  `,
  rows: ({ query, order }, place) => py`await ${rowsOf(query, place)}.order_by(${[...order]})`,
};

const MEASURES = { sum: functions.Sum, min: functions.Min, max: functions.Max } as const;

/** What the database computes over a column; nothing over no rows, unless it is a sum. */
function computed(name: Name, rows: Part, measure: Part, { field, attribute }: FieldPlan, isSum: boolean): Part {
  const type = isDecimal(field) ? decimals.Decimal : new Name(field.type);
  const zero = isDecimal(field) ? py`${decimals.Decimal}(0)` : py`0`;
  return py`
    [found] = await ${rows}.annotate(${name}=${measure}(${attribute})).values(${name.id})
    ${name}: ${type}${isSum ? null : py` | None`} = found[${name.id}]${isSum && py` or ${zero}`}
  `;
}

const assigned = (assignment: Assignment, place: ProcedurePlace): Part =>
  py`${new Name(assignment.column.attribute)}=${given(assignment, place)}`;

/** What every change of a row brings with it. */
const touched = ({ timestamps, locked }: TablePlan): Part[] =>
  [timestamps && py`updated_at=${database.utc_now}()`, locked && py`version=${F}("version") + 1`].filter(isPresent);

const removal = (table: TablePlan): Part =>
  table.softDelete ? py`.update(${[py`deleted_at=${database.utc_now}()`, ...touched(table)]})` : py`.delete()`;

/** Query: a row, if it is not deleted and still as it was read, and meets more conditions. */
function rowOf({ table, id, variable, unchanged }: RowTarget, { scope }: ProcedurePlace, more: Part[] = []): Part {
  const same = unchanged();
  const isAlive = table.softDelete && !same.includes('version');
  const conditions = [
    py`id=${pythonValue(id, scope)}`,
    isAlive && py`deleted_at=None`,
    ...same.map((each) => py`${new Name(each)}=${new Name(variable!)}.${new Name(each)}`),
    ...more,
  ].filter(isPresent);
  return py`${table.model}.filter(${conditions})`;
}

/** Query: the rows that meet a condition. */
function rowsOf({ table, where }: RowQuery, place: ProcedurePlace): Part {
  const all = [
    ...(where ? filters(where, scopeOver(table, place)) : []),
    table.softDelete && py`deleted_at=None`,
  ].filter(isPresent);
  return all.length > 0 ? py`${table.model}.filter(${all})` : py`${table.model}.all()`;
}

/** A column that can be set to itself: keys cannot. */
function anyColumn({ timestamps, locked, resource, fields, relations, softDelete }: TablePlan): string {
  if (locked) return 'version';
  if (timestamps || !resource) return 'created_at';
  if (softDelete) return 'deleted_at';
  return [...relations, ...fields.filter((each) => !each.list)][0]!.attribute;
}

const listsOf = ({ fields }: TablePlan): FieldPlan[] => fields.filter((each) => each.list !== undefined);

const isOwn = ({ name, table }: RowVariable, { action, resource }: ProcedurePlace): boolean =>
  action.action.on === 'item' && name === resource.row.id && table.className === resource.className;
