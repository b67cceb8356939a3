/** Links between rows: their association table, one row at a time. */
import type { LinkedField, ResourcePlan } from '../../../plan/index.ts';
import { sa } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { linkedId, type LinkWriter } from '../shared/links.ts';
import { scopeSymbol } from '../shared/scope.ts';
import { touches } from '../shared/service.ts';
import { viewerArgument } from '../shared/viewers.ts';

/** Links in SQLAlchemy. */
export const linkWriter: LinkWriter = { known, add, remove };

function known({ link }: LinkedField): Part {
  const target = link.target();
  const scope = target.scopes.visible;
  const conditions = [py`${target.model}.id.in_(ids)`, py`${scopeSymbol(target, scope)}(${[viewerArgument(scope)]})`];
  return py`return set(await self._session.scalars(${sa.select}(${target.model}.id).where(${conditions})))`;
}

function add(field: LinkedField, resource: ResourcePlan): Part {
  const { row } = resource;
  const ids = py`${row}.${new Name(field.attribute)}`;
  return py`
    ${ids} = [*${ids}, ${linkedId(field)}]
    ${touches(resource) && py`${row}.touch()`}
    await self._commit()
  `;
}

function remove(field: LinkedField, resource: ResourcePlan): Part {
  const { row } = resource;
  const { className, parentKey, value } = field.list;
  const model = resource.own('models', className);
  const conditions = [
    py`${model}.${new Name(parentKey)} == ${row}.id`,
    py`${model}.${new Name(value)} == ${linkedId(field)}`,
  ];
  return py`
    await self._session.execute(${sa.delete}(${model}).where(${conditions}))
    ${touches(resource) && py`${row}.touch()`}
    await self._commit()
  `;
}
