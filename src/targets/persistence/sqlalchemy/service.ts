/** app/<resource>/service.py: the rules and queries of a resource. One class, one commit a changing method. */
import type { Operation } from '../../../design/api-design.ts';
import {
  createNeedsCaller,
  type FieldPlan,
  pascal,
  referencesNeedCaller,
  type RelationPlan,
  type ResourcePlan,
  type ScopePlan,
  type ServicePlan,
  violable,
  writableReferences,
} from '../../../plan/index.ts';
import { authModels, database, errors, pagination } from '../../../plan/own-symbols.ts';
import { modules, ormExc, pydantic, sa, saAsync, uuids, uuidUtils } from '../../../plan/symbols.ts';
import { doc, isPresent, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import type { Flow } from '../../flow.ts';
import { filtersFunction, listedRows, searchFilters, sortOrders } from './list-query.ts';
import { scopeSymbol } from './scope.ts';

const { MISSING } = pydantic;
const { check_reference, translated, utc_now } = database;

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
        violations(resource),
        py`
        class ${new Name(`${resource.className}Service`)}:
            ${doc(`Everything that can be done with ${resource.nouns}.`)}

            def __init__(self, session: ${saAsync.AsyncSession}) -> None:
                self._session = session

            ${paragraphs(
              lists && listMethod(resource, plan),
              getMethods(resource),
              operations.has('create') && createMethod(resource),
              operations.has('update') && updateMethod(resource),
              operations.has('delete') && (resource.softDelete ? softDeleteMethod(resource) : deleteMethod(resource)),
              operations.has('restore') && restoreMethod(resource),
              addressesRows(resource) && oneMethod(resource),
              referencesMethod(resource),
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

const hasFilters = (resource: ResourcePlan): boolean =>
  resource.resource.filters.length > 0 || resource.resource.search.length > 0;
const addressesRows = ({ operations }: ResourcePlan): boolean =>
  (['get', 'update', 'delete', 'restore'] as const).some((each) => operations.has(each));
const commits = ({ operations, softDelete }: ResourcePlan): boolean =>
  operations.has('create') || operations.has('update') || (operations.has('delete') && softDelete);
const touches = (resource: ResourcePlan): boolean => resource.locked || resource.timestamps;
const slugFields = (resource: ResourcePlan): FieldPlan[] =>
  resource.fields.filter((plan) => plan.field.from !== undefined && !plan.field.readOnly);

const schema = (resource: ResourcePlan, kind: string) => resource.own('schemas', resource.className + kind);
const exception = (resource: ResourcePlan, id: string) => resource.own('exceptions', id);
const idOf = (resource: ResourcePlan): Name => new Name(`${resource.singular}_id`);

const viewerParameter = (scope: ScopePlan): Part =>
  scope.viewer !== 'none' && py`viewer: ${authModels.User}${scope.viewer === 'optional' && py` | None`}`;
const viewerArgument = (scope: ScopePlan): Part => scope.viewer !== 'none' && py`viewer`;

/** What the database calls the constraints that requests can violate, and the errors that those violations are. */
function violations(resource: ResourcePlan): Part {
  const operations: Operation[] = (['create', 'update', 'restore'] as const).filter((each) =>
    resource.operations.has(each),
  );
  const uniques = resource.uniques.filter((unique) =>
    operations.some((each) => violable(resource, each).includes(unique)),
  );
  const references = hasReferences(resource);
  if (uniques.length === 0 && !references) return null;
  const entries = [
    ...uniques.map((unique) => py`${unique.name}: ${exception(resource, unique.errorClass)},`),
    references && py`${database.FOREIGN_KEY}: ${errors.UnknownReferenceError},`,
  ];
  return py`
    _VIOLATIONS: dict[str, type[${errors.AppError}]] = {
        ${entries}
    }
  `;
}

const hasReferences = (resource: ResourcePlan): boolean =>
  (['create', 'update'] as const).some(
    (each) => resource.operations.has(each) && writableReferences(resource, each).length > 0,
  );

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

function getMethods(resource: ResourcePlan): Part[] {
  const { scopes, operations, noun, aNoun } = resource;
  const method = (id: string, scope: ScopePlan, about: string): Part => py`
    async def ${new Name(id)}(${[py`self`, py`${idOf(resource)}: ${uuids.UUID}`, viewerParameter(scope)]}) -> ${resource.model}:
        ${doc(about, 8)}
        return await self._one(${idOf(resource)}, ${scopeSymbol(resource, scope)}(${[viewerArgument(scope)]}))
  `;
  const visible =
    operations.has('get') ||
    (operations.has('update') && scopes.update === scopes.visible) ||
    (operations.has('delete') && scopes.delete === scopes.visible);
  const reachable = (operation: 'update' | 'delete'): Part =>
    operations.has(operation) &&
    scopes[operation].purpose === 'reachable' &&
    method(`get_for_${operation}`, scopes[operation], `Return ${aNoun} that the viewer may see or ${operation}.`);
  return [
    visible &&
      method(
        'get',
        scopes.visible,
        scopes.visible.viewer === 'none' ? `Return ${aNoun}.` : `Return ${aNoun} that the viewer may see.`,
      ),
    reachable('update'),
    reachable('delete'),
    scopes.deleted &&
      method(
        'get_deleted',
        scopes.deleted,
        `Return a deleted ${noun}${scopes.deleted.viewer === 'none' ? '' : ' that the viewer may restore'}.`,
      ),
  ].filter(isPresent);
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
        ${writableReferences(resource, 'create').length > 0 && referencesCall(resource)}
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

function sourceOf(plan: FieldPlan, resource: ResourcePlan): Part {
  const source = resource.fields.find((each) => each.json === plan.field.from)!;
  return py`data.${new Name(source.attribute)}${source.field.nullable && py` or ""`}`;
}

const referencesCall = (resource: ResourcePlan): Part =>
  py`await self._check_references(${[py`data`, viewerForReferences(resource) && py`viewer`]})`;

const viewerForReferences = (resource: ResourcePlan): boolean =>
  (['create', 'update'] as const).some((each) => resource.operations.has(each) && referencesNeedCaller(resource, each));

function updateMethod(resource: ResourcePlan): Part {
  const references = writableReferences(resource, 'update').length > 0;
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
  const commit = py`await self._session.commit()`;
  const body = isPresent(violations(resource))
    ? py`
        with ${translated}(_VIOLATIONS):
            ${commit}
      `
    : commit;
  const updates = resource.operations.has('update') || (resource.operations.has('delete') && resource.softDelete);
  return py`
    async def _commit(self) -> None:
        ${updates ? staleGuard(resource, body) : body}
  `;
}

/** Checks that the rows a request refers to are there, and that the caller may see them. */
function referencesMethod(resource: ResourcePlan): Part {
  if (!hasReferences(resource)) return null;
  const models = (['create', 'update'] as const)
    .filter((each) => resource.operations.has(each) && writableReferences(resource, each).length > 0)
    .map((each) => schema(resource, pascal(each)));
  const all = writableReferences(resource, 'create');
  const types = models.length === 2 ? py`${models[0]} | ${models[1]}` : py`${models[0]}`;
  return py`
    async def _check_references(${[py`self`, py`data: ${types}`, viewerForReferences(resource) && py`viewer: ${authModels.User}`]}) -> None:
        ${all.map((each) => referenceCheck(each, resource))}
  `;
}

function referenceCheck(plan: RelationPlan, resource: ResourcePlan): Part {
  const target = plan.target();
  const model = target?.model ?? authModels.User;
  const scope = target?.scopes.visible;
  const key = new Name(plan.attribute);
  const conditions = [
    py`${model}.id == data.${key}`,
    target && scope && py`${scopeSymbol(target, scope)}(${[viewerArgument(scope)]})`,
  ];
  const updates = resource.operations.has('update') && writableReferences(resource, 'update').length > 0;
  const onlyOnCreate = updates && plan.relation.immutable;
  const tests = [
    onlyOnCreate && py`isinstance(data, ${schema(resource, 'Create')})`,
    updates && !onlyOnCreate && py`data.${key} is not ${MISSING}`,
    plan.relation.nullable && py`data.${key} is not None`,
  ].filter(isPresent);
  const check = py`await ${check_reference}(self._session, ${[`/body/${plan.json}`, py`${sa.select}(${model}.id).where(${conditions})`]})`;
  if (tests.length === 0) return check;
  return py`
    if ${tests.length === 2 ? py`${tests[0]} and ${tests[1]}` : tests[0]}:
        ${check}
  `;
}

function slugFunction(resource: ResourcePlan): Part {
  const [plan] = slugFields(resource);
  const longest = plan!.field.max ?? 80;
  return py`
    def slugify(text: str) -> str:
        """Make a slug: ASCII letters and digits joined by hyphens; random if none are left."""
        ascii_text = ${modules.unicodedata}.normalize("NFKD", text).encode("ascii", "ignore").decode()
        slug = ${modules.re}.sub(r"[^a-z0-9]+", "-", ascii_text.lower())[:${longest}].strip("-")
        return slug or ${uuidUtils.uuid7}().hex[-12:]
  `;
}
