/** Statements of a transaction in SQLAlchemy. The session has one under way, and takes back what is not committed. */
import {
  conjuncts,
  pythonValue,
  type RowQuery,
  type RowTarget,
  type RowVariable,
  type TablePlan,
} from '../../../plan/index.ts';
import { database, errors } from '../../../plan/own-symbols.ts';
import { sa } from '../../../plan/symbols.ts';
import { isPresent, Name, type Part, py } from '../../../python/index.ts';
import { limitOf } from '../shared/actions.ts';
import {
  amount,
  attribute,
  failureClass,
  given,
  guarded,
  isStale,
  type ProcedurePlace,
  type ProcedureWriter,
  scopeOver,
} from '../shared/procedures.ts';
import { sqlCondition } from './expressions.ts';
import { referenceCheck } from './references.ts';

/** Transactions in SQLAlchemy. */
export const procedures: ProcedureWriter = {
  transaction: (body, answer) => py`
    ${body}
    await self._session.commit()
    ${isPresent(answer) && py`return ${answer}`}
  `,
  answer: (variable, place) => {
    const row = new Name(variable.name);
    // The lists of a new row would be loaded when they are shown, which a coroutine cannot wait for.
    const isKnown = !isStale(variable, place) && !hasLists(variable);
    return { before: !isKnown && py`await self._session.refresh(${row})`, value: row };
  },
  refer: (relation) => referenceCheck(relation),
  claim: (target, place) =>
    py`await ${database.claim_row}(${[py`self._session`, target.table.model, ...conditions(target, place)]})`,
  fetch: ({ into, query, failure }, place) => py`
    ${new Name(into.name)} = await self._session.scalar(${sa.select}(${into.table.model})${where(query, place)})
    if ${new Name(into.name)} is None:
        raise ${failureClass(failure, place.resource)}
  `,
  follow: ({ into, key }, { scope }) =>
    py`${new Name(into.name)} = await self._session.get_one(${into.table.model}, ${pythonValue(key, scope)})`,
  measure: ({ into, measure, query, column }, place) => {
    const name = new Name(into);
    if (measure === 'exists') {
      return py`${name} = await self._session.scalar(${sa.select}(${sa.exists}(${query.table.model})${where(query, place)}))`;
    }
    const of = column ? attribute(query.table, column.attribute) : attribute(query.table, 'id');
    const computed = py`${sa.func}.${new Name(measure)}(${of})`;
    const whole = measure === 'sum' ? py`${sa.func}.coalesce(${computed}, 0)` : computed;
    const statement = py`${sa.select}(${whole})${where(query, place)}`;
    return measure === 'min' || measure === 'max'
      ? py`${name} = await self._session.scalar(${statement})`
      : py`${name} = (await self._session.execute(${statement})).scalar_one()`;
  },
  change: (statement, lost, place) => {
    const { target, assignments, counters, violations } = statement;
    const values = [
      ...assignments.map((each) => py`${new Name(each.column.attribute)}=${given(each, place)}`),
      ...counters.map((each) => {
        const sign = new Name(each.direction === 'up' ? '+' : '-');
        const { attribute: name } = each.field;
        return py`${new Name(name)}=${attribute(target.table, name)} ${sign} ${amount(each, place)}`;
      }),
      ...touched(target.table),
    ];
    const bounds = counters.flatMap((each) => {
      if (!each.bound) return [];
      const { passed, limit } = limitOf(each, place.scope, place.resource);
      return [py`${attribute(target.table, each.field.attribute)} ${new Name(passed)} ${limit}`];
    });
    const update = py`${sa.update}(${target.table.model}).where(${[...conditions(target, place), ...bounds]}).values(${values})`;
    if (!isPresent(lost)) return guarded(violations, run(update), place);
    const found = py`changed = await ${database.change_one}(self._session, ${update})`;
    return violations.length > 0
      ? py`
          ${guarded(violations, found, place)}
          if not changed:
              raise ${lost}
        `
      : py`
          if not await ${database.change_one}(self._session, ${update}):
              raise ${lost}
        `;
  },
  insert: ({ into, values, violations, isUsed }, place) => {
    const made = py`${into.table.model}(${values.map((each) => py`${new Name(each.column.attribute)}=${given(each, place)}`)})`;
    const isKept = isUsed() || place.procedure.returns?.name === into.name;
    const isNeeded = isUsed() || violations.length > 0 || (isKept && hasLists(into));
    const add = isKept
      ? py`
          ${new Name(into.name)} = ${made}
          self._session.add(${new Name(into.name)})
        `
      : py`self._session.add(${made})`;
    if (!isNeeded) return add;
    return py`
      ${add}
      ${guarded(violations, py`await self._session.flush()`, place)}
    `;
  },
  changeAll: ({ query, assignments, violations }, place) => {
    const values = [
      ...assignments.map((each) => py`${new Name(each.column.attribute)}=${given(each, place)}`),
      ...touched(query.table),
    ];
    return guarded(
      violations,
      run(py`${sa.update}(${query.table.model})${where(query, place)}.values(${values})`),
      place,
    );
  },
  removeAll: ({ query }, place) => removal(query, place),
  remove: (target, place) => {
    const all = conditions(target, place);
    const deletes = target.table.softDelete
      ? py`${sa.update}(${target.table.model}).where(${all}).values(${softly(target.table)})`
      : py`${sa.delete}(${target.table.model}).where(${all})`;
    return py`
      if not await ${database.change_one}(self._session, ${deletes}):
          raise ${errors.EditConflictError}
    `;
  },
  rows: ({ query, order }, place) => {
    const sorted = py`.order_by(${order.map((each) => attribute(query.table, each))})`;
    return py`(await self._session.scalars(${sa.select}(${query.table.model})${where(query, place)}${sorted})).all()`;
  },
};

const hasLists = ({ table }: RowVariable): boolean => table.fields.some((each) => each.list);

function removal(query: RowQuery, place: ProcedurePlace): Part {
  const { model } = query.table;
  return query.table.softDelete
    ? run(py`${sa.update}(${model})${where(query, place)}.values(${softly(query.table)})`)
    : run(py`${sa.delete}(${model})${where(query, place)}`);
}

const run = (statement: Part): Part =>
  py`await self._session.execute(${statement}.execution_options(synchronize_session=False))`;

const softly = (table: TablePlan): Part[] => [py`deleted_at=${database.utc_now}()`, ...touched(table)];

/** What every change of a row brings with it. */
const touched = ({ timestamps, locked, model }: TablePlan): Part[] =>
  [timestamps && py`updated_at=${database.utc_now}()`, locked && py`version=${model}.version + 1`].filter(isPresent);

/** That a row has an id, is not deleted, and is still as it was read. */
function conditions({ table, id, variable, unchanged }: RowTarget, { scope }: ProcedurePlace): Part[] {
  const same = unchanged();
  const isAlive = table.softDelete && !same.includes('version');
  return [
    py`${attribute(table, 'id')} == ${pythonValue(id, scope)}`,
    isAlive && py`${attribute(table, 'deleted_at')}.is_(None)`,
    ...same.map((each) => py`${attribute(table, each)} == ${new Name(variable!)}.${new Name(each)}`),
  ].filter(isPresent);
}

function where({ table, where: condition }: RowQuery, place: ProcedurePlace): Part {
  const over = scopeOver(table, place);
  const all = [
    ...(condition ? conjuncts(condition).map((each) => sqlCondition(each, over)) : []),
    table.softDelete && py`${attribute(table, 'deleted_at')}.is_(None)`,
  ].filter(isPresent);
  return all.length > 0 && py`.where(${all})`;
}
