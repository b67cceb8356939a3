/** The design as lines with their places: tolerant of shapes, before anything is checked. */
import type { Report } from '../issue.ts';
import { fieldObjectToLine } from './field-object.ts';
import { ACTION_KEYS, RESOURCE_KEYS, TOP_KEYS, canonicalKeys } from './keys.ts';
import { type Item, type Line, itemsOf, joined, linesOf, namesOf } from './lines.ts';
import { type JsonObject, isObject, parseJsonText, textOf } from './values.ts';

export interface ActionSource {
  readonly path: string;
  readonly name?: string;
  readonly route?: string;
  readonly on?: string;
  readonly method?: string;
  readonly urlPath?: string;
  readonly access: readonly Line[];
  readonly input: readonly Line[];
  readonly steps: readonly Line[];
  readonly returns?: string;
  readonly python?: string;
  readonly description?: string;
}

export interface ResourceSource {
  readonly path: string;
  readonly name: string;
  readonly plural?: string;
  readonly description?: string;
  readonly key?: string;
  readonly parent?: string;
  readonly owner?: string;
  readonly fields: readonly Line[];
  /** Undefined when the design does not say; an empty list says that there are none. */
  readonly operations?: readonly Line[];
  readonly access: readonly Line[];
  readonly filters: readonly Line[];
  readonly sort: readonly Line[];
  readonly search: readonly Line[];
  readonly options: readonly Line[];
  readonly states: readonly Line[];
  readonly uniqueTogether: readonly Line[];
  readonly actions: readonly ActionSource[];
}

export interface DesignSource {
  readonly service?: string;
  readonly description?: string;
  readonly config: JsonObject;
  readonly roles: readonly Line[];
  readonly resources: readonly ResourceSource[];
  readonly endpoints: readonly ActionSource[];
  readonly tasks: readonly Line[];
  readonly events: readonly Line[];
}

/** The texts of an object, under the names of the source; what is not there stays away. */
function texts<const K extends string>(
  object: JsonObject,
  names: Readonly<Record<K, string>>,
): Partial<Record<K, string>> {
  const found: Partial<Record<string, string>> = {};
  for (const [name, key] of Object.entries<string>(names)) {
    const text = textOf(object[key]);
    if (text !== undefined) found[name] = text;
  }
  return found;
}

/** Reads anything into lines; undefined when there is no design in it at all. */
export function readSource(wire: unknown, report: Report): DesignSource | undefined {
  const top = findDesign(wire, report);
  if (!top) return undefined;
  const keys = canonicalKeys(top, TOP_KEYS, '$', report);
  const { config } = keys;
  if (config !== undefined && config !== '' && !isObject(config)) {
    report.error('config', 'expected an object of options', { got: config });
  }
  return {
    ...texts(keys, { service: 'service', description: 'description' }),
    config: isObject(config) ? config : {},
    roles: namesOf(keys['roles'], 'roles', report),
    resources: readResources(keys['resources'], report),
    endpoints: readEndpoints(keys['endpoints'], report),
    tasks: linesOf(keys['tasks'], 'tasks', report, { entry: callableEntry }),
    events: linesOf(keys['events'], 'events', report, { entry: callableEntry }),
  };
}

function findDesign(wire: unknown, report: Report): JsonObject | undefined {
  const value = parseJsonText(wire);
  if (typeof value === 'string') {
    report.error('$', 'the design is not valid JSON', { got: value });
    return undefined;
  }
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) return { resources: value };
  if (!isObject(value)) {
    report.error('$', 'a design is an object with "resources"', { got: value });
    return undefined;
  }
  const inner = parseJsonText(value['design']);
  if (isObject(inner) && value['resources'] === undefined) {
    const { design: _design, ...rest } = value;
    return { ...rest, ...inner };
  }
  return value;
}

const callableEntry = (key: string, value: unknown): string => {
  if (key === 'name') return textOf(value) ?? '';
  return /[():]/.test(key) || textOf(value) === undefined ? key : `${key}: ${textOf(value)}`;
};

function readResources(value: unknown, report: Report): ResourceSource[] {
  const list = isObject(value) && textOf(value['name']) !== undefined ? [value] : value;
  const items = itemsOf(list, 'resources', report, {
    entry: (name, item) => {
      const parsed = parseJsonText(item);
      return isObject(parsed) && 'fields' in parsed ? { name, ...parsed } : namedResource(name, parsed);
    },
  });
  return items.flatMap((item) => readResource(item, report) ?? []);
}

const isResourceKey = (key: string): boolean =>
  RESOURCE_KEYS.known.includes(key) || Object.hasOwn(RESOURCE_KEYS.aliases, key);

/** `{"Post": {…}}`: the value is a resource when it has keys of one, else its fields. */
function namedResource(name: string, value: unknown): JsonObject {
  if (isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every(isResourceKey))
    return { name, ...value };
  return { name, fields: value };
}

function readResource({ path, value }: Item, report: Report): ResourceSource | undefined {
  const object = typeof value === 'string' ? { name: value } : value;
  const keys = canonicalKeys(object, RESOURCE_KEYS, path, report);
  const name = textOf(keys['name']);
  if (name === undefined) {
    report.error(`${path}.name`, 'a resource needs a name', { got: keys['name'] });
    return undefined;
  }
  const fields = [
    ...readFields(keys['fields'], `${path}.fields`, report),
    ...readFields(keys['relations'], `${path}.relations`, report),
  ];
  const words = { words: true };
  return {
    path,
    name,
    ...texts(keys, { plural: 'plural', description: 'description', key: 'key', parent: 'parent', owner: 'owner' }),
    fields,
    ...(keys['operations'] === undefined
      ? {}
      : { operations: namesOf(keys['operations'], `${path}.operations`, report) }),
    access: linesOf(keys['access'], `${path}.access`, report, {
      entry: (key, rules) => `${key}: ${joined(rules, ' or ')}`,
    }),
    filters: readFilters(keys['filters'], `${path}.filters`, report),
    sort: linesOf(keys['sort'], `${path}.sort`, report, { entry: sortEntry }).flatMap(splitAtCommas),
    search: linesOf(keys['search'], `${path}.search`, report, words),
    options: namesOf(keys['options'], `${path}.options`, report),
    states: linesOf(keys['states'], `${path}.states`, report),
    uniqueTogether: readTuples(keys['unique_together'], `${path}.unique_together`, report),
    actions: readActions(keys['actions'], `${path}.actions`, report),
  };
}

/** `{"created_at": "desc"}` */
const sortEntry = (key: string, value: unknown): string => {
  if (key === 'field') return textOf(value) ?? '';
  return /^(?:desc|-1|-)/i.test(textOf(value) ?? '') ? `-${key}` : key;
};

const splitAtCommas = ({ path, text }: Line): Line[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ path, text: part }));

/** Field lines; a map may name the field in its key, an object in `name`. */
function readFields(value: unknown, path: string, report: Report): Line[] {
  const items = itemsOf(value, path, report, {
    entry: (name, item) => {
      const parsed = parseJsonText(item);
      return isObject(parsed) ? { name, ...parsed } : `${name}: ${joined(parsed, ' ')}`;
    },
  });
  return items.map((item) => ({
    path: item.path,
    text: typeof item.value === 'string' ? item.value : fieldObjectToLine(item.value, item.path, report),
  }));
}

function readFilters(value: unknown, path: string, report: Report): Line[] {
  const items = itemsOf(value, path, report, {
    entry: (key, ops) => (isObject(ops) || ops === true || ops === '' ? key : `${key}: ${joined(ops, ',')}`),
  });
  return items.map((item) => ({
    path: item.path,
    text: typeof item.value === 'string' ? item.value : filterObjectToLine(item.value),
  }));
}

function filterObjectToLine(object: JsonObject): string {
  const field = textOf(object['field']) ?? textOf(object['path']) ?? textOf(object['name']) ?? '';
  const ops = joined(object['ops'] ?? object['op'] ?? object['operators'], ',');
  const param = textOf(object['as']) ?? textOf(object['param']);
  return `${field}${ops ? `: ${ops}` : ''}${param === undefined ? '' : ` as ${param}`}`;
}

function readTuples(value: unknown, path: string, report: Report): Line[] {
  const list = parseJsonText(value);
  if (!Array.isArray(list)) return linesOf(list, path, report);
  const isOneTuple = list.length > 1 && list.every((item) => typeof item === 'string' && /^\s*\w+\s*$/.test(item));
  if (isOneTuple) return [{ path, text: list.join(', ') }];
  const flat = list.map((item: unknown) => (Array.isArray(item) ? joined(item, ', ') : item));
  return linesOf(flat, path, report);
}

function readActions(value: unknown, path: string, report: Report): ActionSource[] {
  const items = itemsOf(value, path, report, {
    entry: (name, item) => {
      const parsed = parseJsonText(item);
      return isObject(parsed) ? { name, ...parsed } : { name, steps: parsed };
    },
  });
  return items.flatMap((item) => {
    const object = typeof item.value === 'string' ? actionLine(item.value) : item.value;
    if (!object) report.error(item.path, 'write "name: step; step" or an object', { got: item.value });
    return object ? [readAction(object, item.path, report)] : [];
  });
}

/** `publish by owner: set published = true` */
function actionLine(text: string): JsonObject | undefined {
  const found = /^\s*([\w-]+)\s*(?:by\s+([^:]+(?::\w+[^:]*)*?))?\s*:\s+([\s\S]+)$/.exec(text);
  if (!found) return undefined;
  return { name: found[1], access: found[2] === undefined ? [] : [found[2].trim()], steps: found[3] };
}

function readEndpoints(value: unknown, report: Report): ActionSource[] {
  const items = itemsOf(value, 'endpoints', report, {
    entry: (route, item) => {
      const parsed = parseJsonText(item);
      return isObject(parsed) ? { route, ...parsed } : { route, steps: parsed };
    },
  });
  return items.map((item) =>
    readAction(typeof item.value === 'string' ? { route: item.value } : item.value, item.path, report),
  );
}

function readAction(object: JsonObject, path: string, report: Report): ActionSource {
  const keys = canonicalKeys(object, ACTION_KEYS, path, report);
  return {
    path,
    ...texts(keys, {
      name: 'name',
      route: 'route',
      on: 'on',
      method: 'method',
      urlPath: 'path',
      returns: 'returns',
      description: 'description',
    }),
    ...(textOf(keys['python']) === undefined ? {} : { python: bareCode(String(keys['python'])) }),
    access: linesOf(keys['access'], `${path}.access`, report),
    input: readFields(keys['input'], `${path}.input`, report),
    steps: linesOf(keys['steps'], `${path}.steps`, report),
  };
}

/** Code without blank lines around it; the indentation of its first line stays. */
const bareCode = (code: string): string => code.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
