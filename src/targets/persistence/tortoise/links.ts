/** Links between rows: their association table, one row at a time. */
import type { LinkedField, ResourcePlan } from '../../../plan/index.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { LinkWriter } from '../shared/links.ts';
import { scopeSymbol } from '../shared/scope.ts';
import { touches, translating } from '../shared/service.ts';
import { viewerArgument } from '../shared/viewers.ts';
import { transactions } from './symbols.ts';

function known({ link }: LinkedField): Part {
  const target = link.target();
  const scope = target.scopes.visible;
  const rows = py`${scopeSymbol(target, scope)}(${[viewerArgument(scope)]}).filter(id__in=ids)`;
  return py`return {row.id for row in await ${rows}.only("id")}`;
}

const rowModel = ({ list }: LinkedField, resource: ResourcePlan): Part => resource.own('models', list.className);

const pair = ({ list }: LinkedField, { row }: ResourcePlan): Part =>
  py`${[py`parent_id=${row}.id`, py`${new Name(list.value)}=${new Name(list.value)}`]}`;

/** Changes the table of links, and the row with it where that says when it was changed. */
const changing = (resource: ResourcePlan, change: Part): Part =>
  touches(resource)
    ? py`
        async with ${transactions.in_transaction}():
            await self._store(${[resource.row, py`{}`]})
            ${change}
      `
    : change;

/** A link that another request made meanwhile is as good. */
const add = (field: LinkedField, resource: ResourcePlan): Part => {
  const link = py`${rowModel(field, resource)}(${pair(field, resource)})`;
  const insert = py`await ${rowModel(field, resource)}.bulk_create(${[py`[${link}]`, py`ignore_conflicts=True`]})`;
  return changing(resource, translating(resource, insert));
};

const remove = (field: LinkedField, resource: ResourcePlan): Part =>
  changing(resource, py`await ${rowModel(field, resource)}.filter(${pair(field, resource)}).delete()`);

/** Links in Tortoise. */
export const linkWriter: LinkWriter = { known, add, remove };
