/** The lines of a resource become its fields and relations. */
import type { Field } from '../api-design.ts';
import { type FieldSpec } from '../grammar/field-spec.ts';
import { nameOfLine, parseFieldLine } from '../grammar/field-line.ts';
import { MAX_NAME, snake } from '../naming.ts';
import type { Line } from '../normalise/lines.ts';
import { didYouMean } from '../suggest.ts';
import { checkField } from './fields.ts';
import { type Draft, type DraftResource, type Mutable, hasAccounts, placeOf } from './model.ts';
import { MAX_FIELDS } from './names.ts';
import type { OptionChoices } from './options.ts';
import { addRelation } from './relations.ts';
import { readLine } from './read-line.ts';

/** Account fields that every project has; a design need not say them. */
const ACCOUNT_FIELDS = [
  'email',
  'password',
  'password_hash',
  'hashed_password',
  'role',
  'roles',
  'scopes',
  'is_active',
];

/** Reads every field line of a resource. */
export function readMembers(resource: DraftResource, choices: OptionChoices, draft: Draft): void {
  const { report } = draft;
  const lines = resource.source.fields;
  if (lines.length > MAX_FIELDS) {
    report.error(
      `${resource.path}.fields`,
      `a resource has at most ${MAX_FIELDS} fields, ${resource.name} has ${lines.length}`,
      {
        code: 'LIMIT_EXCEEDED',
      },
    );
  }
  const stated: string[] = [];
  const bare: string[] = [];
  for (const line of lines.slice(0, MAX_FIELDS)) {
    const spec = readLine(line, report, (text) => parseFieldLine(text, (name) => draft.byName.has(name)));
    if (!spec) {
      const name = nameOfLine(line.text);
      if (name) resource.unreadable.add(name);
      continue;
    }
    addMember(resource, spec, line, choices, draft);
    if (spec.required && !spec.list && !spec.nullable) stated.push(spec.name);
    else if (!spec.relation && resource.fields.some((field) => field.name === spec.name && field.required))
      bare.push(spec.name);
  }
  if (stated.length > 0 && bare.length > 0) {
    report.assume(
      `${resource.path}.fields`,
      `${bare.join(', ')}: no marker, so required (write "name?:" for optional)`,
    );
  }
}

function addMember(resource: DraftResource, spec: FieldSpec, line: Line, choices: OptionChoices, draft: Draft): void {
  const { report } = draft;
  const { path } = line;
  if (isBuiltIn(resource, spec, path, choices, draft)) return;
  if (spec.name.length > MAX_NAME) {
    report.error(path, `a name has at most ${MAX_NAME} characters`, { got: spec.name, code: 'LIMIT_EXCEEDED' });
    return;
  }
  if (resource.paths.has(spec.name)) {
    report.error(path, `${resource.name} has "${spec.name}" twice: names are compared in snake_case`, {
      got: line.text,
    });
    return;
  }
  resource.paths.set(spec.name, path);
  if (spec.relation) {
    addRelation(resource, spec, path, draft);
    return;
  }
  const field = checkField(spec, path, report);
  if (field) resource.fields.push(field);
  else resource.unreadable.add(spec.name);
}

/** Fields that the compiler makes itself: they turn into options, or are dropped. */
function isBuiltIn(
  resource: DraftResource,
  spec: FieldSpec,
  path: string,
  choices: OptionChoices,
  draft: Draft,
): boolean {
  const { report } = draft;
  switch (spec.name) {
    case 'id':
      if (spec.relation)
        report.error(path, 'id is generated: a relation needs another name', { got: spec.relation.target });
      else if (spec.type !== 'uuid') report.assume(path, 'id is generated: a UUID (version 7)');
      return true;
    case 'created_at':
    case 'updated_at':
      if (choices.off.has('timestamps')) return false;
      resource.options.add('timestamps');
      return true;
    case 'deleted_at':
    case 'is_deleted':
      if (choices.off.has('soft_delete')) return false;
      if (!resource.isAccount && !resource.options.has('soft_delete')) {
        resource.options.add('soft_delete');
        report.assume(path, `${spec.name} is made by the option soft_delete`);
      }
      return true;
    case 'version':
      return isVersion(resource, spec, path, choices, draft);
    default:
      if (!resource.isAccount || !hasAccounts(draft) || !ACCOUNT_FIELDS.includes(spec.name)) return false;
      report.assume(path, `${spec.name} is part of the built-in account`);
      return true;
  }
}

/** A whole number called `version` is the lock; any other `version` is data, which the lock makes room for. */
function isVersion(
  resource: DraftResource,
  spec: FieldSpec,
  path: string,
  choices: OptionChoices,
  draft: Draft,
): boolean {
  if (resource.isAccount) return false;
  const isLock = !spec.relation && spec.type === 'int' && !spec.list;
  if (isLock && !choices.off.has('optimistic_lock')) {
    if (!choices.on.has('optimistic_lock')) draft.report.assume(path, 'version is made by the option optimistic_lock');
    resource.options.add('optimistic_lock');
    return true;
  }
  if (choices.on.has('optimistic_lock')) {
    draft.report.error(path, 'version is the field of the option optimistic_lock: give this one another name', {
      got: spec.type,
      suggestion: `${resource.singular}_version`,
    });
    return true;
  }
  if (resource.options.delete('optimistic_lock')) {
    draft.report.assume(path, 'version is a field of the design, so optimistic_lock is off');
  }
  return false;
}

/**
 * What the server sets and no default fills is null until it is set. Only rows that requests create need it: others get
 * the value together with the row.
 */
export function relaxReadOnly(resource: DraftResource, draft: Draft): void {
  if (!resource.operations.includes('create') && !resource.isAccount) return;
  const relations = resource.relations.filter(({ name, readOnly }) => readOnly && name !== resource.owner);
  for (const member of [...resource.fields.filter(isUnset), ...relations]) {
    if (member.nullable) continue;
    member.nullable = true;
    const message = `${member.name} is read-only without a default: null until the server sets it`;
    draft.report.assume(placeOf(resource, member.name), message);
  }
}

const isUnset = (field: Mutable<Field>): boolean =>
  field.readOnly && !field.default && field.from === undefined && !field.list;

/** What can only be told when all members are known: empty resources, keys that meet, sources of slugs, lookup keys. */
export function checkMembers(resource: DraftResource, draft: Draft): void {
  const { report } = draft;
  const { path, name, source } = resource;
  const isEmpty = resource.fields.length + resource.relations.length + resource.links.length === 0;
  const isTold = report.errors.some((error) => error.path.startsWith(`${path}.fields`));
  if (isEmpty && !isTold && !resource.isAccount && source.states.length === 0) {
    report.error(`${path}.fields`, `${name} has no fields`);
  }
  for (const relation of resource.relations) {
    if (!resource.fields.some((field) => field.name === `${relation.name}_id`)) continue;
    const message = `${name} has "${relation.name}_id" twice: it is the key of the relation ${relation.name} too`;
    report.error(placeOf(resource, `${relation.name}_id`), message, { got: `${relation.name}_id` });
  }
  for (const field of resource.fields) checkSource(resource, field, draft);
  if (source.key !== undefined && !resource.isAccount) checkKey(resource, source.key, draft);
}

function checkSource(resource: DraftResource, field: Mutable<Field>, draft: Draft): void {
  if (field.from === undefined || resource.unreadable.has(field.from)) return;
  const texts = resource.fields.filter(
    (other) => ['string', 'text'].includes(other.type) && !other.list && other !== field,
  );
  const path = placeOf(resource, field.name);
  const names = texts.map((other) => other.name);
  if (field.type !== 'slug')
    draft.report.error(path, `${field.name}: "from" is for slugs, this is ${field.type}`, {
      got: field.type,
      suggestion: 'slug',
    });
  else if (!names.includes(field.from)) {
    const message = `${field.name}: ${resource.name} has no text "${field.from}" to make it from`;
    draft.report.error(path, message, { got: field.from, suggestion: didYouMean(field.from, names) });
  } else if (!field.nullable && texts.some(({ name, nullable }) => name === field.from && nullable)) {
    field.nullable = true;
    draft.report.assume(path, `${field.name} is null when ${field.from} is, from which it is made`);
  }
}

function checkKey(resource: DraftResource, given: string, draft: Draft): void {
  const path = `${resource.path}.key`;
  const name = snake(given);
  if (name === 'id' || resource.unreadable.has(name)) return;
  const field = resource.fields.find((other) => other.name === name);
  if (!field) {
    const names = resource.fields.map((other) => other.name);
    draft.report.error(path, `${resource.name} has no field "${given}"`, {
      got: given,
      suggestion: didYouMean(name, names),
    });
    return;
  }
  draft.report.warn(path, `lookup by ${name} is not generated yet: ids are used in URLs`, { got: given });
}
