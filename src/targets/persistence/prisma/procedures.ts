/** Statements of a transaction in Prisma, which has a client of its own. */
import {
  type Assignment,
  type Counter,
  isDecimal,
  isOptional,
  pythonValue,
  type RowQuery,
  type RowTarget,
  type RowVariable,
  type TablePlan,
} from '../../../plan/index.ts';
import { errors } from '../../../plan/own-symbols.ts';
import { decimals } from '../../../plan/symbols.ts';
import { infix, isPresent, Name, type Part, py } from '../../../python/index.ts';
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
import { members, storedIn } from './expressions.ts';
import type { Provider } from './providers.ts';
import { referenceCheck } from './references.ts';
import { database } from './symbols.ts';

type StatementOf<M extends keyof ProcedureWriter> = Parameters<ProcedureWriter[M]>[0];

/** Transactions in Prisma, for a database. */
export const procedures = (provider: Provider): ProcedureWriter => new Procedures(provider);

class Procedures implements ProcedureWriter {
  constructor(private readonly provider: Provider) {}

  transaction(body: Part, answer: Part, { procedure }: ProcedurePlace): Part {
    return py`
      ${
        needsTransaction(procedure)
          ? py`
            async with ${database.in_transaction}(self._db) as tx:
                ${body}
          `
          : body
      }
      ${isPresent(answer) && py`return ${answer}`}
    `;
  }

  answer(row: RowVariable, place: ProcedurePlace): { before: Part; value: Part } {
    const name = new Name(row.name);
    if (!isStale(row, place)) return { before: null, value: name };
    if (isOwn(row, place)) return { before: null, value: py`await self._one(${name}.id, [])` };
    const lists = row.table.fields.filter((each) => each.list !== undefined);
    const where = py`where={"id": str(${name}.id)}`;
    const included = lists.length > 0 && py`include={${lists.map((each) => py`${each.list!.rows}: True`)}}`;
    return {
      before: null,
      value: py`await ${row.table.model}.prisma(self._db).find_unique_or_raise(${[where, included]})`,
    };
  }

  refer(relation: StatementOf<'refer'>, place: ProcedurePlace): Part {
    return referenceCheck(relation, client(place));
  }

  claim(target: RowTarget, place: ProcedurePlace): Part {
    return py`await ${database.claim_row}(${[py`${rows(target.table, place)}.update_many`, this.#conditions(target, place)]})`;
  }

  fetch({ into, query, failure }: StatementOf<'fetch'>, place: ProcedurePlace): Part {
    return py`
      ${new Name(into.name)} = await ${rows(query.table, place)}.find_first(${this.#where(query, place)})
      if ${new Name(into.name)} is None:
          raise ${failureClass(failure, place.resource)}
    `;
  }

  follow({ into, key }: StatementOf<'follow'>, place: ProcedurePlace): Part {
    const where = py`where={"id": str(${pythonValue(key, place.scope)})}`;
    return py`${new Name(into.name)} = await ${rows(into.table, place)}.find_unique_or_raise(${where})`;
  }

  measure({ into, measure, query, column }: StatementOf<'measure'>, place: ProcedurePlace): Part {
    const name = new Name(into);
    const where = this.#where(query, place);
    const table = rows(query.table, place);
    if (measure === 'exists') return py`${name} = await ${table}.find_first(${where}) is not None`;
    if (measure === 'count') return py`${name} = await ${table}.count(${where})`;
    const attribute = new Name(column!.attribute);
    const found = py`await ${table}.find_many(${where})`;
    const numbers = py`row.${attribute} for row in ${found}`;
    switch (measure) {
      case 'sum':
        return isDecimal(column!.field)
          ? py`${name} = sum((${numbers}), start=${decimals.Decimal}(0))`
          : py`${name} = sum(${numbers})`;
      case 'min':
      case 'max':
        return py`${name} = ${new Name(measure)}((${numbers}), default=None)`;
      case 'avg':
        return py`
          numbers = [${numbers}]
          ${name} = sum(numbers) / len(numbers) if numbers else None
        `;
    }
  }

  change(statement: StatementOf<'change'>, lost: Part, place: ProcedurePlace): Part {
    const { target, assignments, counters, violations } = statement;
    const values = [
      ...assignments.map((each) => this.#assigned(each, target.table, place)),
      ...counters.map((each) => {
        const verb = each.direction === 'up' ? 'increment' : 'decrement';
        return py`${each.field.attribute}: {${verb}: ${this.#stored(each, target.table, amount(each, place))}}`;
      }),
      ...touched(target.table),
    ];
    const bounds = counters.flatMap((each) => {
      if (!each.bound) return [];
      const { passed, limit } = limitOf(each, place.scope, place.resource);
      return [py`${each.field.attribute}: {${OPERATORS[passed]}: ${this.#stored(each, target.table, limit)}}`];
    });
    const where = py`where=${this.#conditions(target, place, bounds)}`;
    const { before, update } = this.#update(target.table, where, values, assignments, counters, place);
    if (!isPresent(lost)) return [before, guarded(violations, update, place)];
    return py`
      ${before}
      ${guarded(violations, py`changed = ${update}`, place)}
      if not changed:
          raise ${lost}
    `;
  }

  insert({ into, values, violations, isUsed }: StatementOf<'insert'>, place: ProcedurePlace): Part {
    const isKept = isUsed() || place.procedure.returns?.name === into.name;
    const columns = values.map((each) => py`${new Name(each.column.attribute)}=${given(each, place)}`);
    const row = py`${into.table.model}(${columns})`;
    const table = rows(into.table, place);
    if (!isKept) return guarded(violations, py`await ${table}.create(data=${database.everything}(${row}))`, place);
    return py`
      ${new Name(into.name)} = ${row}
      ${guarded(violations, py`await ${table}.create(data=${database.everything}(${new Name(into.name)}))`, place)}
    `;
  }

  changeAll({ query, assignments, violations }: StatementOf<'changeAll'>, place: ProcedurePlace): Part {
    const values = [...assignments.map((each) => this.#assigned(each, query.table, place)), ...touched(query.table)];
    const where = this.#where(query, place) || py`where={}`;
    const { before, update } = this.#update(query.table, where, values, assignments, [], place);
    return [before, guarded(violations, update, place)];
  }

  removeAll({ query }: StatementOf<'removeAll'>, place: ProcedurePlace): Part {
    return this.#removal(query.table, this.#where(query, place) || py`where={}`, place);
  }

  remove(target: RowTarget, place: ProcedurePlace): Part {
    return py`
      removed = ${this.#removal(target.table, py`where=${this.#conditions(target, place)}`, place)}
      if not removed:
          raise ${errors.EditConflictError}
    `;
  }

  rows({ query, order }: StatementOf<'rows'>, place: ProcedurePlace): Part {
    const sorted = py`order=[${order.map((each) => py`{${each}: "asc"}`)}]`;
    return py`await ${rows(query.table, place)}.find_many(${[this.#where(query, place), sorted]})`;
  }

  #removal(table: TablePlan, where: Part, place: ProcedurePlace): Part {
    if (!table.softDelete) return py`await ${rows(table, place)}.delete_many(${where})`;
    const data = [py`"deleted_at": ${database.utc_now}()`, ...touched(table)];
    return py`await ${rows(table, place)}.update_many(${[where, py`data={${data}}`]})`;
  }

  /** The call that gives rows values; the types of the client know neither foreign keys nor sums of decimals there. */
  #update(
    table: TablePlan,
    where: Part,
    values: Part[],
    assignments: readonly Assignment[],
    counters: readonly Counter[],
    place: ProcedurePlace,
  ): { before: Part; update: Part } {
    const isTyped =
      assignments.every(({ column }) => 'field' in column) && !counters.some(({ field }) => isDecimal(field.field));
    const given = isTyped ? py`{${values}}` : py`changes`;
    return {
      before: !isTyped && py`changes: ${database.Stored} = {${values}}`,
      update: py`await ${rows(table, place)}.update_many(${[where, py`data=${given}`]})`,
    };
  }

  #assigned({ column, value }: Assignment, table: TablePlan, place: ProcedurePlace): Part {
    const canBeEmpty = isOptional(value, place.scope);
    const python = given({ column, value }, place);
    const isEmpty = value.kind === 'literal' && value.value === null;
    const stored = isEmpty ? python : storedIn(column.attribute, table, python, this.provider, canBeEmpty);
    return py`${column.attribute}: ${stored}`;
  }

  #stored({ field }: Counter, table: TablePlan, value: Part): Part {
    return storedIn(field.attribute, table, value, this.provider, false);
  }

  /** What makes a row the one that it was, if it is not deleted. */
  #conditions({ table, id, variable, unchanged }: RowTarget, { scope }: ProcedurePlace, more: Part[] = []): Part {
    const same = unchanged();
    const columns = same.filter((each) => each !== 'version');
    const others = [
      table.softDelete && !same.includes('version') && py`"deleted_at": None`,
      same.includes('version') && py`"version": ${new Name(variable!)}.version`,
      ...more,
    ].filter(isPresent);
    if (columns.length === 0) return py`{${[py`"id": str(${pythonValue(id, scope)})`, ...others]}}`;
    const asRead = py`${database.columns}(${[new Name(variable!), py`"id"`, ...columns.map((each) => py`${each}`)]})`;
    return others.length > 0 ? infix('|', [asRead, py`{${others}}`]) : asRead;
  }

  /** Argument: the condition of a query, if there is one. */
  #where({ table, where }: RowQuery, place: ProcedurePlace): Part {
    const all = [
      ...(where ? members(where, scopeOver(table, place), this.provider) : []),
      table.softDelete && py`"deleted_at": None`,
    ].filter(isPresent);
    return all.length > 0 && py`where={${all}}`;
  }
}

/** What asks the database. */
const client = ({ procedure }: ProcedurePlace): Part => (needsTransaction(procedure) ? py`tx` : py`self._db`);

const rows = ({ model }: TablePlan, place: ProcedurePlace): Part => py`${model}.prisma(${client(place)})`;

/** What every change of a row brings with it. */
const touched = ({ timestamps, locked }: TablePlan): Part[] =>
  [timestamps && py`"updated_at": ${database.utc_now}()`, locked && py`"version": {"increment": 1}`].filter(isPresent);

const isOwn = ({ name, table }: RowVariable, { action, resource }: ProcedurePlace): boolean =>
  action.action.on === 'item' && name === resource.row.id && table.className === resource.className;
