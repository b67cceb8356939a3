/** app/<resource>/service.py: the rules and queries of a resource. One class, one commit a changing method. */
import {
  createNeedsCaller,
  referencesNeedCaller,
  type ResourcePlan,
  type ScopePlan,
  type ServicePlan,
  setsReferences,
} from '../../../plan/index.ts';
import { authModels, database, errors, pagination } from '../../../plan/own-symbols.ts';
import { ormExc, pydantic, sa, saAsync, uuids } from '../../../plan/symbols.ts';
import { doc, isPresent, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import type { Flow } from '../../flow.ts';
import { actionMethods, boundConstants } from '../shared/actions.ts';
import { actionWriter } from './actions.ts';
import { referenceCheck } from './references.ts';
import { filtersFunction, listedRows, searchFilters, sortOrders } from './list-query.ts';
import { knownMethods, linkMethods } from '../shared/links.ts';
import { linkWriter } from './links.ts';
import { scopeSymbol } from '../shared/scope.ts';
import {
  addressesRows,
  commits,
  constructor,
  exception,
  getMethods,
  hasFilters,
  idOf,
  referencesCall,
  referencesMethod,
  schema,
  slugFields,
  slugFunction,
  sourceOf,
  touches,
  translating,
  viewerArgument,
  violations,
} from '../shared/service.ts';

const { MISSING } = pydantic;
const { translated, utc_now } = database;

const SESSION = { parameter: py`session: ${saAsync.AsyncSession}`, keep: py`self._session = session` };

/** The service module of a resource. */
export function serviceModule(resource: ResourcePlan, plan: ServicePlan, flow: Flow): ModuleSpec {
  const { operations } = resource;
  const slugs = slugFields(resource);
  const lists = operations.has('list');
  return {
    path: `app/${resource.module}/service.py`,
    doc: `Rules of the ${resource.nouns} domain. Every method that changes something commits it.`,
    body: flow.part(
      paragraphs(
        lists && listedRows(resource),
        lists && sortOrders(resource),
        violations(resource, ({ list }) => `pk_${list.table}`),
        boundConstants(resource),
        py`
        class ${new Name(`${resource.className}Service`)}:
            ${doc(`Everything that can be done with ${resource.nouns}.`)}

            ${constructor(resource, SESSION)}

            ${paragraphs(
              lists && listMethod(resource, plan),
              getMethods(resource),
              operations.has('create') && createMethod(resource),
              operations.has('update') && updateMethod(resource),
              operations.has('delete') && (resource.softDelete ? softDeleteMethod(resource) : deleteMethod(resource)),
              operations.has('restore') && restoreMethod(resource),
              linkMethods(resource, linkWriter),
              actionMethods(resource, actionWriter),
              addressesRows(resource) && oneMethod(resource),
              knownMethods(resource, linkWriter),
              referencesMethod(resource, referenceCheck),
              commits(resource) && commitMethod(resource),
            )}
      `,
        slugs.length > 0 && operations.has('create') && slugFunction(resource),
        lists && searchFilters(resource),
        lists && hasFilters(resource) && filtersFunction(resource),
      ),
    ),
  };
}

// --- reading -------------------------------------------------------------------------------------

function listMethod(resource: ResourcePlan, { has }: ServicePlan): Part {
  const { listed, deleted } = resource.scopes;
  const needsViewer = listed.viewer !== 'none' || (deleted !== undefined && deleted.viewer !== 'none');
  const optional = listed.viewer === 'optional' || deleted?.viewer === 'optional';
  const call = (scope: ScopePlan): Part => py`${scopeSymbol(resource, scope)}(${[viewerArgument(scope)]})`;
  return py`
    async def list_page(${[
      py`self`,
      py`query: ${schema(resource, 'Query')}`,
      needsViewer && py`viewer: ${authModels.User}${optional && py` | None`}`,
      py`paginator: ${pagination.Paginator}`,
    ]}) -> ${pagination.Slice}:
        ${doc(`Return one page of the ${resource.nouns} that match \`query\`${needsViewer ? ' and that the viewer may see' : ''}.`, 8)}
        ${deleted && py`scope = ${call(deleted)} if query.deleted else ${call(listed)}`}
        statement = _ROWS.where(${[deleted ? py`scope` : call(listed), hasFilters(resource) && py`*_filters(query)`]})
        return await paginator.page(${[py`self._session`, py`statement`, py`query=query`, py`order=_SORT_ORDERS[query.sort]`, has.loadTuning && needsViewer && (optional ? py`viewer_id=viewer and viewer.id` : py`viewer_id=viewer.id`)]})
  `;
}

const oneMethod = (resource: ResourcePlan): Part => py`
  async def _one(self, ${idOf(resource)}: ${uuids.UUID}, scope: ${sa.ColumnElement}[bool]) -> ${resource.model}:
      statement = ${sa.select}(${resource.model}).where(${resource.model}.id == ${idOf(resource)}, scope)
      ${resource.row} = await self._session.scalar(statement)
      if ${resource.row} is None:
          raise ${exception(resource, `${resource.className}NotFoundError`)}
      return ${resource.row}
`;

// --- changing ------------------------------------------------------------------------------------

function createMethod(resource: ResourcePlan): Part {
  const caller = createNeedsCaller(resource);
  const given = [
    resource.owner && py`"${new Name(resource.owner.attribute)}": viewer.id`,
    ...slugFields(resource).map((plan) => py`"${new Name(plan.attribute)}": ${new Name(plan.attribute)}`),
  ].filter(isPresent);
  const values = given.length > 0 ? py`**data.model_dump() | {${given}}` : py`**data.model_dump()`;
  const optional = resource.access.create?.anonymous === true;
  return py`
    async def create(${[
      py`self`,
      py`data: ${schema(resource, 'Create')}`,
      caller && py`viewer: ${authModels.User}${optional && py` | None`}`,
    ]}) -> ${resource.model}:
        ${doc(`Create ${resource.aNoun}.`, 8)}
        ${setsReferences(resource, 'create') && referencesCall(resource)}
        ${slugFields(resource).map(
          (plan) =>
            py`${new Name(plan.attribute)} = slugify(${sourceOf(plan, resource)}) if data.${new Name(plan.attribute)} is ${MISSING} else data.${new Name(plan.attribute)}`,
        )}
        ${resource.row} = ${resource.model}(${values})
        self._session.add(${resource.row})
        await self._commit()
        return ${resource.row}
  `;
}

function updateMethod(resource: ResourcePlan): Part {
  const references = setsReferences(resource, 'update');
  return py`
    async def update(${[
      py`self`,
      py`${resource.row}: ${resource.model}`,
      py`data: ${schema(resource, 'Update')}`,
      references && referencesNeedCaller(resource, 'update') && py`viewer: ${authModels.User}`,
    ]}) -> ${resource.model}:
        ${doc(`Apply the given fields; ${resource.aNoun} that already looks like that is left alone.`, 8)}
        ${references && referencesCall(resource)}
        changes = {
            name: value
            for name, value in data.model_dump().items()
            if getattr(${resource.row}, name) != value
        }
        if not changes:
            return ${resource.row}
        for name, value in changes.items():
            setattr(${resource.row}, name, value)
        ${touches(resource) && py`${resource.row}.touch()`}
        await self._commit()
        return ${resource.row}
  `;
}

const softDeleteMethod = (resource: ResourcePlan): Part => py`
  async def delete(self, ${resource.row}: ${resource.model}) -> None:
      ${doc(`Hide ${resource.aNoun} until it is restored${resource.uniques.length > 0 ? '; what was unique about it becomes free' : ''}.`, 8)}
      ${resource.row}.deleted_at = ${utc_now}()
      ${touches(resource) && py`${resource.row}.touch()`}
      await self._commit()
`;

const restoreMethod = (resource: ResourcePlan): Part => py`
  async def restore(self, ${resource.row}: ${resource.model}) -> ${resource.model}:
      ${doc(`Bring back a deleted ${resource.noun}${resource.uniques.length > 0 ? ', unless something took its place' : ''}.`, 8)}
      ${resource.row}.deleted_at = None
      ${touches(resource) && py`${resource.row}.touch()`}
      await self._commit()
      return ${resource.row}
`;

function deleteMethod(resource: ResourcePlan): Part {
  const inUse = resource.restrictedBy.length > 0;
  const commit = py`await self._session.commit()`;
  return py`
    async def delete(self, ${resource.row}: ${resource.model}) -> None:
        ${doc(`Delete ${resource.aNoun} for good.`, 8)}
        await self._session.delete(${resource.row})
        ${staleGuard(
          resource,
          inUse
            ? py`
                with ${translated}({${database.FOREIGN_KEY}: ${exception(resource, `${resource.className}InUseError`)}}):
                    ${commit}
              `
            : commit,
        )}
  `;
}

/** A row that changed, or went away, since it was read. */
const staleGuard = (resource: ResourcePlan, body: Part): Part => py`
  try:
      ${body}
  except ${ormExc.StaleDataError} as error:
      raise ${resource.locked ? errors.EditConflictError : exception(resource, `${resource.className}NotFoundError`)} from error
`;

function commitMethod(resource: ResourcePlan): Part {
  const body = translating(resource, py`await self._session.commit()`);
  const updates = resource.operations.has('update') || (resource.operations.has('delete') && resource.softDelete);
  return py`
    async def _commit(self) -> None:
        ${updates ? staleGuard(resource, body) : body}
  `;
}
