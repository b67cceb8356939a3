/** Links between rows: their association table, one row at a time. */
import type { LinkedField, ResourcePlan } from '../../../plan/index.ts';
import { database } from './symbols.ts';
import { type Part, py } from '../../../python/index.ts';
import { linkedId, type LinkWriter } from '../shared/links.ts';
import { scopeSymbol } from '../shared/scope.ts';
import { touches, translating } from '../shared/service.ts';
import { viewerArgument } from '../shared/viewers.ts';
import { constraintName } from './schema.ts';

/** What the violation is called that a link is made twice. */
export const linkKey = ({ list }: LinkedField): string => constraintName(list.table, [], 'pkey');

function known({ link }: LinkedField): Part {
  const target = link.target();
  const scope = target.scopes.visible;
  const where = py`{"id": {"in": [str(each) for each in ids]}, "AND": ${scopeSymbol(target, scope)}(${[viewerArgument(scope)]})}`;
  return py`
    rows = await ${target.model}.prisma(self._db).find_many(where=${where})
    return {row.id for row in rows}
  `;
}

const table = ({ list }: LinkedField, resource: ResourcePlan, db: Part): Part =>
  py`${resource.own('models', list.className)}.prisma(${db})`;

const pair = (field: LinkedField, { row }: ResourcePlan): Part =>
  py`{${[py`${field.list.parentKey}: str(${row}.id)`, py`${field.list.value}: str(${linkedId(field)})`]}}`;

/** Changes the table of links, and the row with it where that says when it was changed. */
const changing = (resource: ResourcePlan, change: (db: Part) => Part): Part =>
  touches(resource)
    ? py`
        async with ${database.in_transaction}(self._db) as tx:
            await self._store(${[py`tx`, resource.row, py`{}`]})
            ${change(py`tx`)}
      `
    : change(py`self._db`);

const add = (field: LinkedField, resource: ResourcePlan): Part =>
  changing(resource, (db) =>
    translating(resource, py`await ${table(field, resource, db)}.create(data=${pair(field, resource)})`),
  );

const remove = (field: LinkedField, resource: ResourcePlan): Part =>
  changing(resource, (db) => py`await ${table(field, resource, db)}.delete_many(where=${pair(field, resource)})`);

/** Links in Prisma. */
export const linkWriter: LinkWriter = { known, add, remove };
