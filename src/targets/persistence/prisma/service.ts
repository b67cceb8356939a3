/** app/<resource>/service.py: the rules and queries of a resource. One class, one transaction a changing method. */
import {
  createNeedsCaller,
  type FieldPlan,
  referencesNeedCaller,
  type ResourcePlan,
  type ScopePlan,
  type ServicePlan,
  setsReferences,
} from '../../../plan/index.ts';
import { authModels, errors, pagination } from '../../../plan/own-symbols.ts';
import { pydantic, typing, uuids } from '../../../plan/symbols.ts';
import { doc, isPresent, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import type { Flow } from '../../flow.ts';
import { knownMethods, linkMethods } from '../shared/links.ts';
import { linkKey, linkWriter } from './links.ts';
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
import { changeable, changedLists, listRows, listRowsTable } from './lists.ts';
import { providerOf } from './providers.ts';
import { referenceCheck } from './references.ts';
import { columnTypes, database, includeInput, prisma, whereInput } from './symbols.ts';

const { MISSING } = pydantic;
const { columns, everything, in_transaction, replaced, translated, utc_now } = database;

const CLIENT = { parameter: py`db: ${prisma.Prisma}`, keep: py`self._db = db` };

/** The service module of a resource. */
export function serviceModule(resource: ResourcePlan, plan: ServicePlan, flow: Flow): ModuleSpec {
  const { operations } = resource;
  const lists = operations.has('list');
  const provider = providerOf(plan);
  return {
    path: `app/${resource.module}/service.py`,
    doc: `Rules of the ${resource.nouns} domain. Every method that changes something does it in one transaction.`,
    body: flow.part(
      paragraphs(
        resource.lists.length > 0 &&
          py`${LISTS}: ${includeInput(resource.className)} = {${resource.lists.map((each) => py`${each.list!.rows}: True`)}}`,
        listRowsTable(resource),
        lists && sortOrders(resource, provider),
        violations(resource, linkKey),
        boundConstants(resource),
        py`
          class ${new Name(`${resource.className}Service`)}:
              ${doc(`Everything that can be done with ${resource.nouns}.`)}

              ${constructor(resource, CLIENT)}

              ${paragraphs(
                lists && listMethod(resource, plan),
                getMethods(resource),
                operations.has('create') && createMethod(resource),
                operations.has('update') && updateMethod(resource),
                operations.has('delete') && (resource.softDelete ? softDeleteMethod(resource) : deleteMethod(resource)),
                operations.has('restore') && restoreMethod(resource),
                linkMethods(resource, linkWriter),
                actionMethods(resource, actionWriter(provider)),
                addressesRows(resource) && oneMethod(resource),
                knownMethods(resource, linkWriter),
                referencesMethod(resource, referenceCheck),
                stores(resource) && storeRow(resource),
              )}
        `,
        slugFields(resource).length > 0 && operations.has('create') && slugFunction(resource),
        lists && searchFilters(resource, provider),
        lists && hasFilters(resource) && filtersFunction(resource, provider),
      ),
    ),
  };
}

/** The constant that says which lists are fetched with a row. */
const LISTS = new Name('_LISTS');

const include = ({ lists }: ResourcePlan): Part => lists.length > 0 && py`include=${LISTS}`;

const table = (resource: ResourcePlan, db: Part = py`self._db`): Part => py`${resource.model}.prisma(${db})`;

// --- reading -------------------------------------------------------------------------------------

function listMethod(resource: ResourcePlan, { has }: ServicePlan): Part {
  const { listed, deleted } = resource.scopes;
  const needsViewer = listed.viewer !== 'none' || (deleted !== undefined && deleted.viewer !== 'none');
  const optional = listed.viewer === 'optional' || deleted?.viewer === 'optional';
  const call = (scope: ScopePlan): Part => py`${scopeSymbol(resource, scope)}(${[viewerArgument(scope)]})`;
  const filtered = hasFilters(resource);
  const rows = deleted ? py`${call(deleted)} if query.deleted else ${call(listed)}` : call(listed);
  const shown = resource.lists.filter(({ field }) => !field.writeOnly);
  return py`
    async def list_page(${[
      py`self`,
      py`query: ${schema(resource, 'Query')}`,
      needsViewer && py`viewer: ${authModels.User}${optional && py` | None`}`,
      py`paginator: ${pagination.Paginator}`,
    ]}) -> ${pagination.Slice}:
        ${doc(`Return one page of the ${resource.nouns} that match \`query\`${needsViewer ? ' and that the viewer may see' : ''}.`, 8)}
        where = ${rows}
        return await paginator.page(${[
          py`${pagination.Rows}(${[table(resource), filtered ? py`[*where, *_filters(query)]` : py`where`, shown.length > 0 && LISTS]})`,
          py`query=query`,
          py`order=_SORT_ORDERS[query.sort]`,
          has.loadTuning && needsViewer && (optional ? py`viewer_id=viewer and viewer.id` : py`viewer_id=viewer.id`),
        ]})
  `;
}

const oneMethod = (resource: ResourcePlan): Part => py`
  async def _one(self, ${idOf(resource)}: ${uuids.UUID}, scope: list[${whereInput(resource.className)}]) -> ${resource.model}:
      ${resource.row} = await ${table(resource)}.find_first(${[py`where={"id": str(${idOf(resource)}), "AND": scope}`, include(resource)]})
      if ${resource.row} is None:
          raise ${exception(resource, `${resource.className}NotFoundError`)}
      return ${resource.row}
`;

// --- changing ------------------------------------------------------------------------------------

/** Fields that a model takes in another form: lists as rows, documents as text. */
const setApart = (resource: ResourcePlan): FieldPlan[] =>
  resource.fields.filter((plan) => !plan.field.readOnly && (plan.list !== undefined || plan.field.type === 'json'));

function createMethod(resource: ResourcePlan): Part {
  const caller = createNeedsCaller(resource);
  const apart = setApart(resource);
  const slugs = slugFields(resource);
  const others = [...slugs, ...apart].map((plan) => plan.attribute);
  const values = [
    py`**data.model_dump(${[others.length > 0 && py`exclude={${others}}`]})`,
    resource.owner && py`${new Name(resource.owner.attribute)}=viewer.id`,
    ...slugs.map((plan) => py`${new Name(plan.attribute)}=${new Name(plan.attribute)}`),
    ...apart.map((plan) => {
      const given = py`data.${new Name(plan.attribute)}`;
      return plan.list
        ? py`${new Name(plan.list.rows)}=${listRows(plan, resource, given)}`
        : py`${new Name(plan.attribute)}=${columnTypes.dumped}(${given})`;
    }),
  ];
  const optional = resource.access.create?.anonymous === true;
  return py`
    async def create(${[
      py`self`,
      py`data: ${schema(resource, 'Create')}`,
      caller && py`viewer: ${authModels.User}${optional && py` | None`}`,
    ]}) -> ${resource.model}:
        ${doc(`Create ${resource.aNoun}.`, 8)}
        ${setsReferences(resource, 'create') && referencesCall(resource)}
        ${slugs.map(
          (plan) =>
            py`${new Name(plan.attribute)} = slugify(${sourceOf(plan, resource)}) if data.${new Name(plan.attribute)} is ${MISSING} else data.${new Name(plan.attribute)}`,
        )}
        ${resource.row} = ${resource.model}(${values})
        ${translating(resource, py`return await ${table(resource)}.create(${[py`data=${everything}(${resource.row})`, include(resource)]})`)}
  `;
}

/** Whether an update may hold a moment, which Prisma does not keep as exactly as Python. */
const takesMoments = (resource: ResourcePlan): boolean =>
  resource.fields.some(({ field }) => field.type === 'datetime' && !field.list && !field.readOnly && !field.immutable);

function updateMethod(resource: ResourcePlan): Part {
  const references = setsReferences(resource, 'update');
  const { row } = resource;
  const lists = changeable(resource);
  const dump = py`data.model_dump()`;
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
            for name, value in ${takesMoments(resource) ? py`${columnTypes.rounded}(${dump})` : dump}.items()
            if getattr(${row}, name) != value
        }
        if not changes:
            return ${row}
        ${lists.length > 0 ? updateWithLists(resource, lists) : py`await self._store(${[row, py`changes`]})`}
        return ${row}
  `;
}

/** Stores the columns and the lists of a row: in one transaction when there are lists. */
function updateWithLists(resource: ResourcePlan, lists: readonly FieldPlan[]): Part {
  const { row } = resource;
  const store = (db: Part): Part => py`await self._store(${[db, row, py`changes`]})`;
  const touched = touches(resource);
  return py`
    ${changedLists(resource, lists)}
    if not lists:
        ${store(py`self._db`)}
        return ${row}
    async with ${in_transaction}(self._db) as tx:
        ${
          touched
            ? store(py`tx`)
            : py`
              if changes:
                  ${store(py`tx`)}
            `
        }
        await ${table(resource, py`tx`)}.update(${[py`where={"id": str(${row}.id)}`, py`data=${replaced}(lists)`]})
    for name, rows in lists.items():
        setattr(${row}, name, rows)
  `;
}

/** The call that stores \`changes\`, which is told its connection where there are transactions. */
const storeCall = (resource: ResourcePlan, changes: Part): Part =>
  py`await self._store(${[changeable(resource).length > 0 && py`self._db`, resource.row, changes]})`;

const softDeleteMethod = (resource: ResourcePlan): Part => py`
  async def delete(self, ${resource.row}: ${resource.model}) -> None:
      ${doc(`Hide ${resource.aNoun} until it is restored${resource.uniques.length > 0 ? '; what was unique about it becomes free' : ''}.`, 8)}
      ${storeCall(resource, py`{"deleted_at": ${utc_now}()}`)}
`;

const restoreMethod = (resource: ResourcePlan): Part => py`
  async def restore(self, ${resource.row}: ${resource.model}) -> ${resource.model}:
      ${doc(`Bring back a deleted ${resource.noun}${resource.uniques.length > 0 ? ', unless something took its place' : ''}.`, 8)}
      ${storeCall(resource, py`{"deleted_at": None}`)}
      return ${resource.row}
`;

/** The row, as long as nobody changed it since it was read. */
const unchanged = ({ row, locked }: ResourcePlan): Part =>
  py`{${[py`"id": str(${row}.id)`, locked && py`"version": ${row}.version`]}}`;

/** A row that changed, or went away, since it was read. */
const lost = (resource: ResourcePlan): Part =>
  resource.locked ? errors.EditConflictError : exception(resource, `${resource.className}NotFoundError`);

function deleteMethod(resource: ResourcePlan): Part {
  const remove = py`deleted = await ${table(resource)}.delete_many(where=${unchanged(resource)})`;
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
  const inTransactions = changeable(resource).length > 0;
  return py`
    async def _store(${[
      py`self`,
      inTransactions && py`db: ${prisma.Prisma}`,
      py`${row}: ${resource.model}`,
      py`changes: dict[str, ${typing.Any}]`,
    ]}) -> None:
        ${doc(about, 8)}
        ${touched.length > 0 && py`changes = changes | {${touched}}`}
        changed = ${row}.model_copy(update=changes)
        ${translating(
          resource,
          py`stored = await ${table(resource, inTransactions ? py`db` : undefined)}.update_many(${[
            py`where=${unchanged(resource)}`,
            py`data=${columns}(changed, *changes)`,
          ]})`,
        )}
        if not stored:
            raise ${lost(resource)}
        for name, value in changes.items():
            setattr(${row}, name, value)
  `;
}
