import { choice, type JsonSchema, object, text, undescribed } from './json-schema.ts';

/** The keys of a design, at the top level of the arguments of every generator. */
export const DESIGN_KEYS = ['service', 'config', 'roles', 'resources', 'endpoints', 'tasks', 'events'] as const;

/** How much of the files a result carries. */
export const DETAILS = ['full', 'manifest'] as const;
export type Detail = (typeof DETAILS)[number];

const DESCRIPTION = text(
  'What the API is for, in plain English, up to 20,000 characters. With `resources` it documents the service; ' +
    'alone it is read by an offline parser: a draft, less exact than `resources`',
);

/** The arguments of a generator that explains the whole design language. */
export function fullDesignInput(wire: JsonSchema, detail: Detail): JsonSchema {
  return object({ description: DESCRIPTION, ...designProperties(wire), detail: detailSchema(detail) });
}

/** The arguments of a generator that only names the parts of the design language. */
export function briefDesignInput(wire: JsonSchema, detail: Detail, own: Record<string, JsonSchema> = {}): JsonSchema {
  return object({ ...own, description: DESCRIPTION, ...briefProperties(wire), detail: detailSchema(detail) });
}

function detailSchema(detail: Detail): JsonSchema {
  return choice(DETAILS, `full sends file contents as far as they fit, manifest only lists files. Default ${detail}`);
}

function designProperties(wire: JsonSchema): Record<string, JsonSchema> {
  const properties = wire.properties ?? {};
  const known = DESIGN_KEYS.flatMap((key) => (properties[key] === undefined ? [] : [[key, properties[key]] as const]));
  return Object.fromEntries(known);
}

const GRAMMAR_IN_A_LINE =
  'Resources, each with one readable line a field: {"name":"Post","fields":["title: string(1..200)","body?: text",' +
  '"tags: list<string>","status: enum(draft|live) = draft","author: -> User"],"access":["read: public",' +
  '"create: authenticated","update,delete: owner or role:admin"],"filters":["tags: has as tag"],"sort":["-created_at"],' +
  '"search":["title"],"options":["soft_delete"]}. The whole grammar stands on design_endpoint';

function briefProperties(wire: JsonSchema): Record<string, JsonSchema> {
  const properties = designProperties(wire);
  const brief = Object.entries(properties).map(([key, schema]) => [key, briefOf(key, schema)] as const);
  return Object.fromEntries(brief);
}

function briefOf(key: string, schema: JsonSchema): JsonSchema {
  if (key === 'resources') return { ...undescribed(schema), description: GRAMMAR_IN_A_LINE };
  const { description } = schema;
  return { ...undescribed(schema), ...(description === undefined ? {} : { description }) };
}
