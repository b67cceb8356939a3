/** app/<resource>/service.py: the rules and queries of a resource. One class, one transaction a changing method. */
import {
  createNeedsCaller,
  type FieldPlan,
  identifier,
  referencesNeedCaller,
  type ResourcePlan,
  type ScopePlan,
  type ServicePlan,
  setsReferences,
} from '../../../plan/index.ts';
import { authModels, errors, pagination } from '../../../plan/own-symbols.ts';
import { pydantic, typing, uuids } from '../../../plan/symbols.ts';
import { doc, isPresent, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { knownMethods, linkMethods } from '../shared/links.ts';
import { linkWriter } from './links.ts';
import { scopeSymbol } from '../shared/scope.ts';
import {
  addressesRows,
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
  stores,
  touches,
  translating,
  viewerArgument,
  violations,
} from '../shared/service.ts';
import { actionMethods, boundConstants } from '../shared/actions.ts';
import { actionWriter } from './actions.ts';
import { filtersFunction, searchFilters, sortOrders } from './list-query.ts';
import { prefetch, storeMethod } from './models.ts';
import { referenceCheck } from './references.ts';
import { database, queries, transactions } from './symbols.ts';

const { MISSING } = pydantic;
const { translated, utc_now } = database;

/** The service module of a resource. */
export function serviceModule(resource: ResourcePlan, plan: ServicePlan): ModuleSpec {
  const { operations } = resource;
  const lists = operations.has('list');
  return {
    path: `app/${resource.module}/service.py`,
    doc: `Rules of the ${resource.nouns} domain. Every method that changes something does it in one transaction.`,
    body: paragraphs(
      lists && sortOrders(resource),
      violations(resource, ({ list }) => identifier(`uq_${list.table}_parent_id_${list.value}`)),
      boundConstants(resource),
      py`
        class ${new Name(`${resource.className}Service`)}:
            ${doc(`Everything that can be done with ${resource.nouns}.`)}

            ${paragraphs(
              constructor(resource, { parameter: null, keep: null }),
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
              stores(resource) && storeRow(resource),
            )}
      `,
      slugFields(resource).length > 0 && operations.has('create') && slugFunction(resource),
      lists && searchFilters(resource),
      lists && hasFilters(resource) && filtersFunction(resource),
    ),
  };
}

const shownLists = (resource: ResourcePlan): FieldPlan[] => resource.lists.filter(({ field }) => !field.writeOnly);

// --- reading -------------------------------------------------------------------------------------

function listMethod(resource: ResourcePlan, { has }: ServicePlan): Part {
  const { listed, deleted } = resource.scopes;
  const needsViewer = listed.viewer !== 'none' || (deleted !== undefined && deleted.viewer !== 'none');
  const optional = listed.viewer === 'optional' || deleted?.viewer === 'optional';
  const call = (scope: ScopePlan): Part => py`${scopeSymbol(resource, scope)}(${[viewerArgument(scope)]})`;
  const rows = deleted ? py`${call(deleted)} if query.deleted else ${call(listed)}` : call(listed);
  const refined = py`rows${hasFilters(resource) && py`.filter(*_filters(query))`}${prefetch(shownLists(resource))}`;
  return py`
    async def list_page(${[
      py`self`,
      py`query: ${schema(resource, 'Query')}`,
      needsViewer && py`viewer: ${authModels.User}${optional && py` | None`}`,
      py`paginator: ${pagination.Paginator}`,
    ]}) -> ${pagination.Slice}:
        ${doc(`Return one page of the ${resource.nouns} that match \`query\`${needsViewer ? ' and that the viewer may see' : ''}.`, 8)}
        rows = ${rows}
        return await paginator.page(${[refined, py`query=query`, py`order=_SORT_ORDERS[query.sort]`, has.loadTuning && needsViewer && (optional ? py`viewer_id=viewer and viewer.id` : py`viewer_id=viewer.id`)]})
  `;
}

const oneMethod = (resource: ResourcePlan): Part => py`
  async def _one(self, ${idOf(resource)}: ${uuids.UUID}, rows: ${queries.QuerySet}[${resource.model}]) -> ${resource.model}:
      ${resource.row} = await rows${prefetch(resource.lists)}.get_or_none(id=${idOf(resource)})
      if ${resource.row} is None:
          raise ${exception(resource, `${resource.className}NotFoundError`)}
      return ${resource.row}
`;

// --- changing ------------------------------------------------------------------------------------

/** Fields that the constructor of a model does not take: lists, and JSON, of which it would take the text. */
const setApart = (resource: ResourcePlan): FieldPlan[] =>
  resource.fields.filter((plan) => !plan.field.readOnly && (plan.list !== undefined || plan.field.type === 'json'));

function createMethod(resource: ResourcePlan): Part {
  const { row } = resource;
  const caller = createNeedsCaller(resource);
  const apart = setApart(resource);
  const dump = py`data.model_dump(${[apart.length > 0 && py`exclude={${apart.map((plan) => plan.attribute)}}`]})`;
  const given = [
    resource.owner && py`"${new Name(resource.owner.attribute)}": viewer.id`,
    ...slugFields(resource).map((plan) => py`"${new Name(plan.attribute)}": ${new Name(plan.attribute)}`),
  ].filter(isPresent);
  const values = given.length > 0 ? py`**${dump} | {${given}}` : py`**${dump}`;
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
        ${row} = ${resource.model}(${values})
        ${apart
          .filter((plan) => !plan.list)
          .map((plan) => py`${row}.${new Name(plan.attribute)} = data.${new Name(plan.attribute)}`)}
        ${insertion(resource)}
        return ${row}
  `;
}

/** Stores a new row, and its lists with it. */
function insertion(resource: ResourcePlan): Part {
  const save = translating(resource, py`await ${resource.row}.save()`);
  if (resource.lists.length === 0) return save;
  return py`
    async with ${transactions.in_transaction}():
        ${save}
        ${resource.lists.map((plan) =>
          plan.field.readOnly
            ? py`await ${resource.row}.fetch_related(${plan.list!.rows})`
            : stored(plan, resource, py`data.${new Name(plan.attribute)}`),
        )}
  `;
}

/** Stores a list; what is linked may be gone, or linked by another request. */
function stored(plan: FieldPlan, resource: ResourcePlan, values: Part): Part {
  const store = py`await ${resource.row}.${storeMethod(plan)}(${values})`;
  return plan.link ? translating(resource, store) : store;
}

function updateMethod(resource: ResourcePlan): Part {
  const references = setsReferences(resource, 'update');
  const { row } = resource;
  const lists = resource.lists.filter(({ field }) => !field.readOnly && !field.immutable);
  return py`
    async def update(${[
      py`self`,
      py`${row}: ${resource.model}`,
      py`data: ${schema(resource, 'Update')}`,
      references && referencesNeedCaller(resource, 'update') && py`viewer: ${authModels.User}`,
    ]}) -> ${resource.model}:
        ${doc(`Apply the given fields; ${resource.aNoun} that already looks like that is left alone.`, 8)}
        ${references && referencesCall(resource)}
        changes = {
            name: value
            for name, value in data.model_dump().items()
            if getattr(${row}, name) != value
        }
        if not changes:
            return ${row}
        ${lists.length > 0 ? updateWithLists(resource, lists) : py`await self._store(${[row, py`changes`]})`}
        return ${row}
  `;
}

function updateWithLists(resource: ResourcePlan, lists: readonly FieldPlan[]): Part {
  const { row } = resource;
  const names = lists.map((plan) => plan.attribute);
  const store = py`await self._store(${[row, py`columns`]})`;
  return py`
    lists = {${names}}
    columns = {name: value for name, value in changes.items() if name not in lists}
    async with ${transactions.in_transaction}():
        ${
          touches(resource)
            ? store
            : py`
              if columns:
                  ${store}
            `
        }
        ${lists.map(
          (plan) => py`
            if ${plan.attribute} in changes:
                ${stored(plan, resource, py`changes[${plan.attribute}]`)}
          `,
        )}
  `;
}

const softDeleteMethod = (resource: ResourcePlan): Part => py`
  async def delete(self, ${resource.row}: ${resource.model}) -> None:
      ${doc(`Hide ${resource.aNoun} until it is restored${resource.uniques.length > 0 ? '; what was unique about it becomes free' : ''}.`, 8)}
      await self._store(${[resource.row, py`{"deleted_at": ${utc_now}()}`]})
`;

const restoreMethod = (resource: ResourcePlan): Part => py`
  async def restore(self, ${resource.row}: ${resource.model}) -> ${resource.model}:
      ${doc(`Bring back a deleted ${resource.noun}${resource.uniques.length > 0 ? ', unless something took its place' : ''}.`, 8)}
      await self._store(${[resource.row, py`{"deleted_at": None}`]})
      return ${resource.row}
`;

/** The row, as long as nobody changed it since it was read. */
const unchanged = ({ model, row, locked }: ResourcePlan): Part =>
  py`${model}.filter(${[py`id=${row}.id`, locked && py`version=${row}.version`]})`;

/** A row that changed, or went away, since it was read. */
const lost = (resource: ResourcePlan): Part =>
  resource.locked ? errors.EditConflictError : exception(resource, `${resource.className}NotFoundError`);

function deleteMethod(resource: ResourcePlan): Part {
  const remove = py`deleted = await ${unchanged(resource)}.delete()`;
  return py`
    async def delete(self, ${resource.row}: ${resource.model}) -> None:
        ${doc(`Delete ${resource.aNoun} for good.`, 8)}
        ${
          resource.restrictedBy.length > 0
            ? py`
              with ${translated}({${database.FOREIGN_KEY}: ${exception(resource, `${resource.className}InUseError`)}}):
                  ${remove}
            `
            : remove
        }
        if not deleted:
            raise ${lost(resource)}
  `;
}

/** The one statement that changes a row: it finds none when somebody else was faster. */
function storeRow(resource: ResourcePlan): Part {
  const { row, locked, timestamps } = resource;
  const touched = [timestamps && py`"updated_at": ${utc_now}()`, locked && py`"version": ${row}.version + 1`].filter(
    isPresent,
  );
  const about = locked
    ? `Store changes, unless the ${resource.noun} was changed since it was read.`
    : `Store changes, unless the ${resource.noun} is gone.`;
  return py`
    async def _store(self, ${row}: ${resource.model}, changes: dict[str, ${typing.Any}]) -> None:
        ${doc(about, 8)}
        ${touched.length > 0 && py`changes = changes | {${touched}}`}
        ${translating(resource, py`stored = await ${unchanged(resource)}.update(**changes)`)}
        if not stored:
            raise ${lost(resource)}
        for name, value in changes.items():
            setattr(${row}, name, value)
  `;
}
