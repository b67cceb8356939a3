/** The types of expressions, and the members of resources. */
import type { Field } from '../api-design.ts';
import { type Draft, type DraftResource, builtInFields, hasAccounts } from './model.ts';

export type Type =
  | { readonly kind: 'text'; readonly values?: readonly string[] }
  | { readonly kind: 'number' | 'boolean' | 'time' | 'duration' | 'json' | 'null' | 'any' }
  | { readonly kind: 'row'; readonly resource: string }
  | { readonly kind: 'list'; readonly item: Type };

export const ANY: Type = { kind: 'any' };
export const TEXT: Type = { kind: 'text' };
export const NUMBER: Type = { kind: 'number' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const TIME: Type = { kind: 'time' };

/** The type of the values of a field. */
export function typeOf(field: Pick<Field, 'type' | 'list' | 'values'>): Type {
  const item = itemType(field);
  return field.list ? { kind: 'list', item } : item;
}

function itemType({ type, values }: Pick<Field, 'type' | 'values'>): Type {
  switch (type) {
    case 'int':
    case 'float':
    case 'decimal':
    case 'money':
      return NUMBER;
    case 'bool':
      return BOOLEAN;
    case 'datetime':
    case 'date':
    case 'time':
      return TIME;
    case 'json':
      return { kind: 'json' };
    case 'enum':
      return { kind: 'text', values };
    default:
      return TEXT;
  }
}

const NAMES = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  time: 'a time',
  duration: 'a duration',
  json: 'json',
  null: 'null',
  any: 'anything',
} as const;

/** A type in words. */
export function describe(type: Type): string {
  if (type.kind === 'row') return type.resource;
  return type.kind === 'list' ? `a list of ${describe(type.item)}` : NAMES[type.kind];
}

/** Whether a value of type `got` can be where `wanted` is expected. Ids are texts. */
export function fits(wanted: Type, got: Type): boolean {
  if (wanted.kind === 'any' || got.kind === 'any' || got.kind === 'null' || wanted.kind === 'json') return true;
  if (wanted.kind === 'row') return got.kind === 'text' || (got.kind === 'row' && got.resource === wanted.resource);
  if (wanted.kind === 'list') return got.kind === 'list' && fits(wanted.item, got.item);
  if (wanted.kind === 'text') return got.kind === 'text' || got.kind === 'row';
  return wanted.kind === got.kind;
}

/** What expressions can call on rows: fields, keys, relations, and the other sides of relations. */
export class Members {
  private readonly cache = new Map<string, ReadonlyMap<string, Type>>();

  constructor(private readonly draft: Draft) {}

  of(name: string): ReadonlyMap<string, Type> {
    const cached = this.cache.get(name);
    if (cached) return cached;
    const resource = this.draft.byName.get(name);
    const members = resource ? this.collect(resource) : new Map<string, Type>();
    this.cache.set(name, members);
    return members;
  }

  private collect(resource: DraftResource): Map<string, Type> {
    const members = new Map<string, Type>();
    for (const [name, type] of builtInFields(resource)) members.set(name, typeOf({ type, list: false, values: [] }));
    if (resource.isAccount && hasAccounts(this.draft)) {
      members
        .set('email', TEXT)
        .set('role', TEXT)
        .set('is_active', BOOLEAN)
        .set('created_at', TIME)
        .set('updated_at', TIME);
    }
    for (const name of resource.unreadable) members.set(name, ANY);
    for (const field of resource.fields) members.set(field.name, typeOf(field));
    for (const { name, target } of resource.relations) {
      members.set(name, { kind: 'row', resource: target });
      if (!members.has(`${name}_id`)) members.set(`${name}_id`, TEXT);
    }
    for (const { name, target } of resource.links) members.set(name, rows(target));
    for (const { name, target, many } of resource.collections) {
      members.set(name, many ? rows(target) : { kind: 'row', resource: target });
    }
    this.addOtherSides(resource, members);
    return members;
  }

  private addOtherSides(resource: DraftResource, members: Map<string, Type>): void {
    for (const other of this.draft.resources) {
      for (const relation of other.relations) {
        if (relation.target !== resource.name) continue;
        const name = relation.inverse ?? defaultInverse(other, relation.name, resource.name);
        if (members.has(name)) continue;
        members.set(name, relation.unique ? { kind: 'row', resource: other.name } : rows(other.name));
      }
      for (const link of other.links) {
        const name = link.target === resource.name ? (link.inverse ?? other.plural) : undefined;
        if (name !== undefined && !members.has(name)) members.set(name, rows(other.name));
      }
    }
  }
}

const rows = (resource: string): Type => ({ kind: 'list', item: { kind: 'row', resource } });

/** `posts` for the only relation to a resource, `reviewer_posts` for further ones. */
function defaultInverse(from: DraftResource, relation: string, target: string): string {
  const isOnly = from.relations.filter((other) => other.target === target).length === 1;
  return isOnly ? from.plural : `${relation}_${from.plural}`;
}
