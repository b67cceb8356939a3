/** app/<resource>/service.py: what is the same whatever runs the queries. */
import {
  announces,
  type FieldPlan,
  type LinkedField,
  pascal,
  referencesNeedCaller,
  type RelationPlan,
  type ResourcePlan,
  type ScopePlan,
  violableUniques,
  setsReferences,
  writableReferences,
} from '../../../plan/index.ts';
import { authModels, database, errors } from '../../../plan/own-symbols.ts';
import { fastapi, modules, pydantic, uuids, uuidUtils } from '../../../plan/symbols.ts';
import { doc, isPresent, Name, type Part, py } from '../../../python/index.ts';
import type { SessionParts } from '../../types.ts';
import { knownCall } from './links.ts';
import { scopeSymbol } from './scope.ts';
import { viewerArgument, viewerParameter } from './viewers.ts';

export { viewerArgument, viewerParameter };

const { MISSING } = pydantic;

export const hasFilters = (resource: ResourcePlan): boolean =>
  resource.resource.filters.length > 0 || resource.resource.search.length > 0;
export const addressesRows = ({ operations, actions }: ResourcePlan): boolean =>
  actions.length > 0 || (['get', 'update', 'delete', 'restore'] as const).some((each) => operations.has(each));
export const commits = ({ operations, softDelete }: ResourcePlan): boolean =>
  operations.has('create') || operations.has('update') || (operations.has('delete') && softDelete);
export const touches = (resource: ResourcePlan): boolean => resource.locked || resource.timestamps;
export const slugFields = (resource: ResourcePlan): FieldPlan[] =>
  resource.fields.filter((plan) => plan.field.from !== undefined && !plan.field.readOnly);

export const schema = (resource: ResourcePlan, kind: string) => resource.own('schemas', resource.className + kind);
export const exception = (resource: ResourcePlan, id: string) => resource.own('exceptions', id);
export const idOf = (resource: ResourcePlan): Name => new Name(`${resource.singular}_id`);

/** What the database calls the constraints that requests can violate, and the errors that those violations are. */
export function violations(resource: ResourcePlan, keyOf?: (link: LinkedField) => string): Part {
  const uniques = violableUniques(resource);
  const references = hasReferences(resource);
  if (uniques.length === 0 && !references) return null;
  const entries = [
    ...uniques.map((unique) => py`${unique.name}: ${exception(resource, unique.errorClass)},`),
    ...(keyOf ? resource.links.map((each) => py`${keyOf(each)}: ${errors.EditConflictError},`) : []),
    references && py`${database.FOREIGN_KEY}: ${errors.UnknownReferenceError},`,
  ];
  return py`
    _VIOLATIONS: dict[str, type[${errors.AppError}]] = {
        ${entries}
    }
  `;
}

/** A statement that changes something, with the violations of constraints as the errors that they are. */
export const translating = (resource: ResourcePlan, statement: Part): Part =>
  isPresent(violations(resource))
    ? py`
        with ${database.translated}(_VIOLATIONS):
            ${statement}
      `
    : statement;

export const hasReferences = (resource: ResourcePlan): boolean =>
  (['create', 'update'] as const).some((each) => resource.operations.has(each) && setsReferences(resource, each));

/** The methods that load one row. */
export function getMethods(resource: ResourcePlan): Part[] {
  const { scopes, operations, noun, aNoun } = resource;
  const method = (id: string, scope: ScopePlan, about: string): Part => py`
    async def ${new Name(id)}(${[py`self`, py`${idOf(resource)}: ${uuids.UUID}`, viewerParameter(scope)]}) -> ${resource.model}:
        ${doc(about, 8)}
        return await self._one(${idOf(resource)}, ${scopeSymbol(resource, scope)}(${[viewerArgument(scope)]}))
  `;
  const visible =
    operations.has('get') ||
    (operations.has('update') && scopes.update === scopes.visible) ||
    (operations.has('delete') && scopes.delete === scopes.visible) ||
    resource.actions.some((each) => each.scope === scopes.visible);
  const reachable = scopes.all.find((each) => each.purpose === 'reachable');
  return [
    visible &&
      method(
        'get',
        scopes.visible,
        scopes.visible.viewer === 'none' ? `Return ${aNoun}.` : `Return ${aNoun} that the viewer may see.`,
      ),
    reachable && method('get_reachable', reachable, `Return ${aNoun} that the viewer may see or change.`),
    scopes.deleted &&
      method(
        'get_deleted',
        scopes.deleted,
        `Return a deleted ${noun}${scopes.deleted.viewer === 'none' ? '' : ' that the viewer may restore'}.`,
      ),
  ].filter(isPresent);
}

/** What a slug is made of. */
export function sourceOf(plan: FieldPlan, resource: ResourcePlan): Part {
  const source = resource.fields.find((each) => each.json === plan.field.from)!;
  return py`data.${new Name(source.attribute)}${source.field.nullable && py` or ""`}`;
}

/** The statement that checks all references of a request. */
export const referencesCall = (resource: ResourcePlan): Part =>
  py`await self._check_references(${[py`data`, viewerForReferences(resource) && py`viewer`]})`;

const viewerForReferences = (resource: ResourcePlan): boolean =>
  (['create', 'update'] as const).some((each) => resource.operations.has(each) && referencesNeedCaller(resource, each));

/** Prints the statement that checks the reference of a relation, over `data`. */
export type ReferencePrinter = (plan: RelationPlan) => Part;

/** Checks that the rows a request refers to are there, and that the caller may see them. */
export function referencesMethod(resource: ResourcePlan, printer: ReferencePrinter): Part {
  if (!hasReferences(resource)) return null;
  const models = (['create', 'update'] as const)
    .filter((each) => resource.operations.has(each) && setsReferences(resource, each))
    .map((each) => schema(resource, pascal(each)));
  const all = writableReferences(resource, 'create');
  const types = models.length === 2 ? py`${models[0]} | ${models[1]}` : py`${models[0]}`;
  return py`
    async def _check_references(${[py`self`, py`data: ${types}`, viewerForReferences(resource) && py`viewer: ${authModels.User}`]}) -> None:
        ${all.map((each) => referenceCheck(each, resource, printer))}
        ${resource.links.map((each) => linksCheck(each, resource))}
  `;
}

function linksCheck(plan: LinkedField, { operations }: ResourcePlan): Part {
  const ids = py`data.${new Name(plan.attribute)}`;
  const check = py`${errors.check_references}(${[`/body/${plan.json}`, ids, knownCall(plan, ids)]})`;
  if (!operations.has('update')) return check;
  return py`
    if ${ids} is not ${MISSING}:
        ${check}
  `;
}

function referenceCheck(plan: RelationPlan, resource: ResourcePlan, printer: ReferencePrinter): Part {
  const key = new Name(plan.attribute);
  const updates = resource.operations.has('update') && setsReferences(resource, 'update');
  const onlyOnCreate = updates && plan.relation.immutable;
  const tests = [
    onlyOnCreate && py`isinstance(data, ${schema(resource, 'Create')})`,
    updates && !onlyOnCreate && py`data.${key} is not ${MISSING}`,
    plan.relation.nullable && py`data.${key} is not None`,
  ].filter(isPresent);
  const check = printer(plan);
  if (tests.length === 0) return check;
  return py`
    if ${tests.length === 2 ? py`${tests[0]} and ${tests[1]}` : tests[0]}:
        ${check}
  `;
}

/** The function that makes slugs. */
export function slugFunction(resource: ResourcePlan): Part {
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

/** Whether a row is ever changed. */
export const stores = ({ operations, softDelete }: ResourcePlan): boolean =>
  operations.has('update') || operations.has('restore') || (operations.has('delete') && softDelete);

/** The constructor of a service; null where it needs nothing. */
export function constructor(
  resource: ResourcePlan,
  { parameter, keep }: Pick<SessionParts, 'parameter' | 'keep'>,
): Part {
  const announcing = announces(resource);
  if (!isPresent(parameter) && !announcing) return null;
  return py`
    def __init__(${[py`self`, parameter, announcing && py`tasks: ${fastapi.BackgroundTasks}`]}) -> None:
        ${keep}
        ${announcing && py`self._tasks = tasks`}
  `;
}
