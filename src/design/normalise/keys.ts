/** The keys of the wire form, and the other words for them. */
import type { Report } from '../issue.ts';
import { snake } from '../naming.ts';
import { didYouMean } from '../suggest.ts';
import { type JsonObject, parseJsonText } from './values.ts';

/** A set of known keys, and other words for some of them. */
export interface KeySet {
  readonly known: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
}

export const TOP_KEYS: KeySet = {
  known: ['service', 'description', 'config', 'roles', 'resources', 'endpoints', 'tasks', 'events', 'version'],
  aliases: {
    title: 'service',
    name: 'service',
    api_name: 'service',
    api: 'service',
    project: 'service',
    settings: 'config',
    options: 'config',
    configuration: 'config',
    entities: 'resources',
    models: 'resources',
    tables: 'resources',
    collections: 'resources',
    resource: 'resources',
    custom_endpoints: 'endpoints',
    routes: 'endpoints',
    background_tasks: 'tasks',
    jobs: 'tasks',
  },
};

export const RESOURCE_KEYS: KeySet = {
  known: [
    'name',
    'fields',
    'plural',
    'description',
    'key',
    'parent',
    'owner',
    'operations',
    'access',
    'filters',
    'sort',
    'search',
    'options',
    'states',
    'unique_together',
    'actions',
    'relations',
  ],
  aliases: {
    properties: 'fields',
    attributes: 'fields',
    columns: 'fields',
    schema: 'fields',
    plural_name: 'plural',
    table: 'plural',
    lookup: 'key',
    lookup_field: 'key',
    ops: 'operations',
    methods: 'operations',
    permissions: 'access',
    auth: 'access',
    rules: 'access',
    policy: 'access',
    filter: 'filters',
    filter_by: 'filters',
    filterable: 'filters',
    sorting: 'sort',
    sorts: 'sort',
    sort_by: 'sort',
    sortable: 'sort',
    order_by: 'sort',
    ordering: 'sort',
    searchable: 'search',
    search_fields: 'search',
    flags: 'options',
    features: 'options',
    state_machine: 'states',
    workflow: 'states',
    transitions: 'states',
    unique: 'unique_together',
    custom_actions: 'actions',
    belongs_to: 'parent',
    rel: 'relations',
    relationships: 'relations',
    associations: 'relations',
  },
};

export const ACTION_KEYS: KeySet = {
  known: ['name', 'route', 'on', 'method', 'path', 'access', 'input', 'steps', 'returns', 'python', 'description'],
  aliases: {
    permissions: 'access',
    auth: 'access',
    rules: 'access',
    body: 'input',
    params: 'input',
    parameters: 'input',
    arguments: 'input',
    effects: 'steps',
    logic: 'steps',
    do: 'steps',
    output: 'returns',
    response: 'returns',
    code: 'python',
    scope: 'on',
    endpoint: 'route',
    url: 'path',
    summary: 'description',
  },
};

export const FIELD_KEYS: KeySet = {
  known: [
    'name',
    'type',
    'of',
    'values',
    'required',
    'optional',
    'nullable',
    'unique',
    'indexed',
    'default',
    'min',
    'max',
    'pattern',
    'precision',
    'scale',
    'read_only',
    'write_only',
    'immutable',
    'pii',
    'from',
    'computed',
    'read',
    'write',
    'description',
    'target',
    'kind',
    'on_delete',
    'inverse',
    'through',
    'embed',
  ],
  aliases: {
    max_length: 'max',
    maxlength: 'max',
    min_length: 'min',
    minlength: 'min',
    maximum: 'max',
    minimum: 'min',
    max_items: 'max',
    min_items: 'min',
    regex: 'pattern',
    enum: 'values',
    choices: 'values',
    options: 'values',
    readonly: 'read_only',
    writeonly: 'write_only',
    index: 'indexed',
    items: 'of',
    item_type: 'of',
    help: 'description',
    note: 'description',
    ref: 'target',
    references: 'target',
    resource: 'target',
  },
};

/** The object with its keys in canonical spelling, which wins over an alias. Unknown keys are warnings. */
export function canonicalKeys(object: JsonObject, keys: KeySet, path: string, report: Report): JsonObject {
  const found = new Map<string, unknown>();
  for (const [given, value] of Object.entries(object)) {
    if (value === undefined || value === null) continue;
    const key = canonicalKey(given, keys);
    if (key === undefined) {
      const suggestion = didYouMean(given, [...keys.known, ...Object.keys(keys.aliases)]);
      report.warn(`${path}.${given}`, `unknown key "${given}" is ignored; keys: ${keys.known.join(', ')}`, {
        suggestion,
      });
    } else if (key === given || !found.has(key)) found.set(key, parseJsonText(value));
  }
  return Object.fromEntries(found);
}

function canonicalKey(given: string, keys: KeySet): string | undefined {
  const name = snake(given);
  if (keys.known.includes(name)) return name;
  return Object.hasOwn(keys.aliases, name) ? keys.aliases[name] : undefined;
}
