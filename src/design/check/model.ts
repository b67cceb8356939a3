/** The design while it is being checked: what is found so far, still open to change. */
import type {
  Action,
  Callable,
  Config,
  Field,
  Link,
  Operation,
  Relation,
  Resource,
  ResourceOption,
  Rule,
} from '../api-design.ts';
import type { Report } from '../issue.ts';
import type { ResourceSource } from '../normalise/source.ts';

/** A type of the design whose properties may still change. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The many side of another resource's relation: it names what expressions call it, and is not stored. */
export interface Collection {
  readonly name: string;
  readonly target: string;
  readonly many: boolean;
  readonly path: string;
}

export interface DraftResource {
  readonly path: string;
  readonly source: ResourceSource;
  /** As the design spells it. */
  readonly given: string;
  readonly name: string;
  readonly singular: string;
  readonly plural: string;
  /** The built-in account, which is no resource of its own. */
  readonly isAccount: boolean;
  fields: Mutable<Field>[];
  relations: Mutable<Relation>[];
  links: Mutable<Link>[];
  readonly collections: Collection[];
  /** Where each field and relation stands in the wire form. */
  readonly paths: Map<string, string>;
  /** Names whose line could not be read: known, of any type, so that one mistake is told once. */
  readonly unreadable: Set<string>;
  readonly options: Set<ResourceOption>;
  operations: Operation[];
  access: Partial<Record<Operation, readonly Rule[]>>;
  /** Rules that access lines and transitions give to actions, by the name of the action. */
  readonly actionRules: Map<string, readonly Rule[]>;
  /** The relation to the resource that it is nested under, as far as lists are concerned. */
  parent?: string;
  owner?: string;
  states?: Resource['states'];
  filters: Resource['filters'];
  sorts: Resource['sorts'];
  search: readonly string[];
  actions: Action[];
  uniqueTogether: (readonly string[])[];
}

export interface Draft {
  readonly config: Config;
  readonly report: Report;
  readonly resources: DraftResource[];
  readonly byName: Map<string, DraftResource>;
  readonly roles: Set<string>;
  /** Roles that the design lists itself; a near miss of one of them is a slip. */
  readonly declaredRoles: ReadonlySet<string>;
  readonly scopes: Set<string>;
  tasks: Callable[];
  events: Callable[];
}

/** Whether callers are known at all. */
export const hasAccounts = (draft: Draft): boolean => draft.config.auth_style !== 'none';

/** Where a field or relation stands, or its resource. */
export const placeOf = (resource: DraftResource, name: string): string => resource.paths.get(name) ?? resource.path;

/** Fields that every row has, depending on the options, and their types. */
export function builtInFields(resource: DraftResource): Map<string, 'uuid' | 'datetime' | 'int'> {
  const found = new Map<string, 'uuid' | 'datetime' | 'int'>([['id', 'uuid']]);
  if (resource.options.has('timestamps')) found.set('created_at', 'datetime').set('updated_at', 'datetime');
  if (resource.options.has('soft_delete')) found.set('deleted_at', 'datetime');
  if (resource.options.has('optimistic_lock')) found.set('version', 'int');
  return found;
}
