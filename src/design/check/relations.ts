/** Relations: which resources they name, what the other side is called, and what goes when a row goes. */
import type { Relation } from '../api-design.ts';
import { type FieldSpec } from '../grammar/field-spec.ts';
import { kebab, pascal } from '../naming.ts';
import { didYouMean } from '../suggest.ts';
import { checkLinks } from './links.ts';
import { type Draft, type DraftResource, type Mutable, hasAccounts, placeOf } from './model.ts';

/** Names of relations that mean a person, so that `author_id: uuid` is a relation to the account. */
export const USER_WORDS: readonly string[] = [
  'owner',
  'author',
  'user',
  'creator',
  'created_by',
  'customer',
  'requester',
  'reporter',
  'member',
  'borrower',
  'buyer',
  'uploader',
  'account',
];

/** Adds what a relation line says. */
export function addRelation(resource: DraftResource, spec: FieldSpec, path: string, draft: Draft): void {
  const { kind, target } = spec.relation!;
  for (const note of spec.notes) draft.report.assume(path, note);
  checkModifiers(spec, path, draft);
  if (spec.embed) draft.report.warn(path, `${spec.name}: embed is not generated yet: the response has the id`);
  if (kind === 'manyToMany') {
    if (spec.through) draft.report.warn(path, `${spec.name}: through is not generated yet`);
    resource.links.push({ name: spec.name, target, ...optional(spec) });
    return;
  }
  if (kind !== 'belongsTo') {
    resource.collections.push({ name: spec.name, target, many: kind === 'hasMany', path });
    return;
  }
  const name = spec.name.replace(/_id$/, '') || spec.name;
  if (name !== spec.name && resource.paths.has(name)) {
    draft.report.error(path, `${resource.name} has "${name}" twice: ${spec.name} is the key of the relation ${name}`, {
      got: spec.name,
    });
    return;
  }
  resource.paths.delete(spec.name);
  resource.paths.set(name, path);
  resource.relations.push(belongsTo(name, target, spec));
}

const optional = (spec: FieldSpec): { inverse?: string; description?: string } => ({
  ...(spec.inverse === undefined ? {} : { inverse: spec.inverse }),
  ...(spec.description === undefined ? {} : { description: spec.description }),
});

function belongsTo(name: string, target: string, spec: FieldSpec): Mutable<Relation> {
  const isOptional = (spec.optional || spec.nullable) && !spec.required;
  return {
    name,
    target,
    required: !isOptional && !spec.readOnly,
    nullable: spec.nullable || isOptional,
    unique: spec.unique,
    onDelete: spec.onDelete ?? (spec.nullable || isOptional ? 'set_null' : 'restrict'),
    readOnly: spec.readOnly,
    immutable: spec.immutable,
    ...optional(spec),
  };
}

function checkModifiers(spec: FieldSpec, path: string, { report }: Draft): void {
  const words = [
    spec.default && 'default',
    (spec.min ?? spec.max) !== undefined && 'min, max',
    spec.pattern !== undefined && 'pattern',
    spec.from !== undefined && 'from',
    spec.writeOnly && 'writeonly',
    spec.pii && 'pii',
  ].filter(Boolean);
  if (words.length > 0) report.error(path, `${spec.name}: a relation takes no ${words.join(', ')}`);
  for (const part of spec.unsupported)
    report.unsupported(path, `${spec.name}: ${part}(…) is not supported on relations`, part);
  const isMany = spec.relation?.kind !== 'belongsTo';
  if (!isMany && spec.onDelete === 'set_null' && !spec.optional && !spec.nullable) {
    report.error(
      path,
      `${spec.name}: onDelete=set_null needs an optional relation, "${spec.name}?: -> ${spec.relation?.target}"`,
    );
  }
}

/** `author_id: uuid` is a relation, when there is a resource (or account) that it can mean. */
export function findForeignKeys(resource: DraftResource, draft: Draft): void {
  const fields = resource.fields;
  resource.fields = [];
  for (const field of fields) {
    const stem = field.name.endsWith('_id') ? field.name.slice(0, -3) : field.type === 'uuid' ? field.name : undefined;
    const target = stem === undefined || field.list ? undefined : targetOf(stem, field.name !== stem, draft);
    if (stem === undefined || target === undefined || (stem !== field.name && resource.paths.has(stem))) {
      resource.fields.push(field);
      continue;
    }
    const path = placeOf(resource, field.name);
    resource.paths.delete(field.name);
    resource.paths.set(stem, path);
    resource.relations.push({
      name: stem,
      target,
      required: field.required,
      nullable: field.nullable,
      unique: field.unique,
      onDelete: field.nullable ? 'set_null' : 'restrict',
      readOnly: field.readOnly,
      immutable: field.immutable,
      ...(field.description === undefined ? {} : { description: field.description }),
    });
    draft.report.assume(path, `${field.name} is a foreign key: relation ${stem} -> ${target}`);
  }
}

function targetOf(stem: string, isKey: boolean, draft: Draft): string | undefined {
  const name = pascal(stem);
  if (isKey && draft.byName.has(name)) return name;
  return USER_WORDS.includes(stem) && draft.byName.has('User') ? 'User' : undefined;
}

/** Without accounts and without a resource `User`, a relation to `User` is a plain id. */
export function plainUserIds(resource: DraftResource, draft: Draft): void {
  if (hasAccounts(draft) || draft.byName.has('User')) return;
  for (const relation of resource.relations.filter(({ target }) => target === 'User')) {
    const name = `${relation.name}_id`;
    const path = placeOf(resource, relation.name);
    resource.paths.set(name, path);
    resource.fields.push({
      name,
      type: 'uuid',
      list: false,
      values: [],
      required: relation.required,
      nullable: relation.nullable || relation.readOnly,
      unique: relation.unique,
      indexed: true,
      readOnly: relation.readOnly,
      writeOnly: false,
      immutable: relation.immutable,
      pii: false,
      ...(relation.description === undefined ? {} : { description: relation.description }),
    });
    draft.report.assume(path, `${name} is a plain UUID, because there are no accounts with auth_style none`);
  }
  resource.relations = resource.relations.filter(({ target }) => target !== 'User');
}

/** Every relation, link and collection names a resource that exists. */
export function checkTargets(resource: DraftResource, draft: Draft): void {
  const exists = ({ name, target }: { readonly name: string; readonly target: string }): boolean => {
    if (draft.byName.has(target)) return true;
    const known = [...draft.byName.keys()];
    const suggestion = didYouMean(target, known) ?? `add ${target} to resources, or make ${name} a plain field`;
    const details = { got: target, suggestion };
    draft.report.error(
      placeOf(resource, name),
      `unknown resource "${target}"; resources: ${known.join(', ')}`,
      details,
    );
    resource.unreadable.add(name).add(`${name}_id`);
    return false;
  };
  resource.relations = resource.relations.filter(exists);
  resource.links = resource.links.filter(exists);
  const kept = resource.collections.filter(exists);
  resource.collections.splice(0, resource.collections.length, ...kept);
  checkLinks(resource, draft);
  if (resource.isAccount && resource.relations.length > 0) {
    const names = resource.relations.map(({ name }) => name).join(', ');
    draft.report.warn(`${resource.path}.fields`, `relations of the account are not generated yet: ${names}`);
  }
}

/** hasMany and hasOne are the other side of a belongsTo, which is added where it is missing. */
export function joinSides(resource: DraftResource, draft: Draft): void {
  for (const collection of resource.collections) {
    const { name, path } = collection;
    const target = draft.byName.get(collection.target)!;
    const candidates = target.relations.filter((relation) => relation.target === resource.name);
    const match =
      candidates.find((relation) => relation.inverse === name) ??
      candidates.find((relation) => relation.inverse === undefined);
    if (match) {
      match.inverse = name;
      draft.report.assume(path, `${resource.name}.${name} is the other side of ${target.name}.${match.name}`);
      continue;
    }
    addBelongsTo(target, resource, { inverse: name, unique: !collection.many, path }, draft);
  }
}

function addBelongsTo(
  from: DraftResource,
  to: DraftResource,
  { inverse, unique, path }: { readonly inverse: string; readonly unique: boolean; readonly path: string },
  draft: Draft,
): void {
  if (from.paths.has(to.singular)) {
    draft.report.error(path, `${from.name}.${to.singular} exists already: name the other side with inverse=${inverse}`);
    return;
  }
  from.paths.set(to.singular, path);
  from.relations.push({
    name: to.singular,
    target: to.name,
    required: true,
    nullable: false,
    unique,
    onDelete: 'cascade',
    readOnly: false,
    immutable: false,
    inverse,
  });
  draft.report.assume(
    path,
    `${from.name}.${to.singular} -> ${to.name} (cascade) is added as the other side of ${to.name}.${inverse}`,
  );
}

/** `parent`: the routes are flat, and lists filter by the parent. */
export function checkParent(resource: DraftResource, draft: Draft): void {
  const { parent } = resource.source;
  if (parent === undefined) return;
  const path = `${resource.path}.parent`;
  const target = findResource(parent, draft);
  if (!target) {
    draft.report.error(path, `unknown resource "${parent}"`, {
      got: parent,
      suggestion: didYouMean(parent, draft.byName.keys()),
    });
    return;
  }
  if (!resource.relations.some((relation) => relation.target === target.name)) {
    addBelongsTo(resource, target, { inverse: resource.plural, unique: false, path }, draft);
  }
  const relation = resource.relations.find((candidate) => candidate.target === target.name);
  if (relation) resource.parent = relation.name;
  const plural = `/${kebab(resource.plural)}`;
  draft.report.warn(
    path,
    `nested routes are not generated yet: ${plural}?${relation?.name ?? target.singular}_id= lists them instead`,
  );
}

/** The resource that a word names, in any spelling. */
function findResource(given: string, draft: Draft): DraftResource | undefined {
  const name = pascal(given);
  const lower = name.toLowerCase();
  return (
    draft.byName.get(name) ??
    draft.resources.find((resource) =>
      [resource.name.toLowerCase(), resource.plural.replaceAll('_', '')].includes(lower),
    )
  );
}

/** Required relations in a circle would leave no row that could be the first. */
export function checkCircles(draft: Draft): void {
  const done = new Set<string>();
  const visit = (resource: DraftResource, trail: readonly string[]): void => {
    if (trail.includes(resource.name)) {
      const circle = [...trail.slice(trail.indexOf(resource.name)), resource.name].join(' -> ');
      draft.report.error(
        resource.path,
        `required relations in a circle (${circle}) allow no first row: make one optional, "name?: -> …"`,
      );
      return;
    }
    if (done.has(resource.name)) return;
    for (const relation of resource.relations) {
      const target = draft.byName.get(relation.target);
      if (target && !relation.nullable && !target.isAccount) visit(target, [...trail, resource.name]);
    }
    done.add(resource.name);
  };
  for (const resource of draft.resources) visit(resource, []);
}
