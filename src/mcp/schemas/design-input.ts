import { array, choice, type JsonSchema, mapValues, object, text, undescribed } from './json-schema.ts';

/** The keys of a design, at the top level of the arguments of every generator. */
export const DESIGN_KEYS = ['service', 'config', 'roles', 'resources', 'endpoints', 'tasks', 'events'] as const;

/** How much of the files a result carries. */
export const DETAILS = ['full', 'manifest'] as const;
export type Detail = (typeof DETAILS)[number];

/** The arguments of a generator that explains the whole design language. */
export function fullDesignInput(wire: JsonSchema, detail: Detail): JsonSchema {
  const properties = designProperties(wire);
  const { endpoints } = properties;
  const explainedOnActions = endpoints === undefined ? {} : { endpoints: describedOnce(endpoints) };
  return withCommonKeys({ ...properties, ...explainedOnActions }, detail);
}

/** The arguments of a generator that names the keys of a design, and explains its lines by one example. */
export function briefDesignInput(wire: JsonSchema, detail: Detail): JsonSchema {
  const brief = mapValues(designProperties(wire), (schema) => flattened(undescribed(schema)));
  const { resources } = brief;
  const example = resources === undefined ? {} : { resources: { ...resources, description: RESOURCES } };
  return withCommonKeys({ ...brief, ...example }, detail);
}

/** The keys of a design without any explanation, for a tool that is mostly called without one. */
export function bareDesignInput(wire: JsonSchema, detail: Detail, own: Record<string, JsonSchema>): JsonSchema {
  const bare = mapValues(designProperties(wire), (schema) => requiredKeysOnly(undescribed(schema)));
  const { properties } = withCommonKeys(bare, detail);
  return object({ ...own, ...properties });
}

const RESOURCES =
  'e.g. {"name":"Post","fields":["title: string(1..200)","body?: text","status: enum(draft|live) = draft",' +
  '"tags: list<string>","author: -> User"],"access":["read: public","create: authenticated","update,delete: owner or ' +
  'role:admin"],"filters":["tags: has as tag"],"sort":["-created_at"],"options":["soft_delete"]}. ' +
  'All of the grammar: see design_endpoint';

function withCommonKeys(design: Record<string, JsonSchema>, detail: Detail): JsonSchema {
  return object({
    description: text('The API in English. Without `resources` the server reads it: a draft, less exact than yours'),
    ...design,
    detail: choice(DETAILS, `manifest: no contents, only a list. Default ${detail}`),
  });
}

function designProperties(wire: JsonSchema): Record<string, JsonSchema> {
  const properties = wire.properties ?? {};
  const known = DESIGN_KEYS.flatMap((key) => (properties[key] === undefined ? [] : [[key, properties[key]] as const]));
  return Object.fromEntries(known);
}

/** An array whose items are explained elsewhere: only its own description stays. */
function describedOnce(schema: JsonSchema): JsonSchema {
  const { description } = schema;
  return { ...undescribed(schema), ...(description === undefined ? {} : { description }) };
}

/** Items of an array keep their keys, but arrays of objects within them only the required ones. */
function flattened(schema: JsonSchema): JsonSchema {
  const { items } = schema;
  if (items?.properties === undefined) return schema;
  return { ...schema, items: { ...items, properties: mapValues(items.properties, requiredKeysOnly) } };
}

/** An array of objects, of which only the required keys are told. */
function requiredKeysOnly(schema: JsonSchema): JsonSchema {
  const { items } = schema;
  if (items?.properties === undefined) return schema;
  const kept = Object.entries(items.properties).filter(([key]) => items.required?.includes(key));
  return array(object(Object.fromEntries(kept), items.required));
}
