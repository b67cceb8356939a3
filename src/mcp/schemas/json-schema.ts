/**
 * The part of JSON Schema that every host understands.
 *
 * Hosts and model APIs refuse tools, or silently turn arguments into text, over `$ref`, unions, lists of types,
 * `additionalProperties` and `$schema`: so an advertised schema has none of them.
 */
export interface JsonSchema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
}

/** An object with these properties. */
export function object(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
  description?: string,
): JsonSchema {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties,
    ...(required.length === 0 ? {} : { required }),
  };
}

/** An array of these items. */
export function array(items: JsonSchema, description?: string): JsonSchema {
  return { type: 'array', ...(description === undefined ? {} : { description }), items };
}

/** A text. */
export function text(description?: string): JsonSchema {
  return description === undefined ? { type: 'string' } : { type: 'string', description };
}

/** One of a few words. */
export function choice(values: readonly string[], description: string): JsonSchema {
  return { type: 'string', enum: values, description };
}

/** A whole number. */
export function integer(description?: string): JsonSchema {
  return description === undefined ? { type: 'integer' } : { type: 'integer', description };
}

/** Texts. */
export function texts(description?: string): JsonSchema {
  return array(text(), description);
}

/** The same schema without descriptions below its first level. */
export function undescribed(schema: JsonSchema): JsonSchema {
  const { description: _description, properties, items, ...rest } = schema;
  return {
    ...rest,
    ...(properties === undefined ? {} : { properties: mapValues(properties, undescribed) }),
    ...(items === undefined ? {} : { items: undescribed(items) }),
  };
}

/** The same keys with changed values. */
export function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
