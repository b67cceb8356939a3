/** A JSON schema as it comes over the wire. */
export type WireSchema = Readonly<Record<string, unknown>>;

const BANNED = [
  '$ref',
  '$defs',
  '$schema',
  'definitions',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'const',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'default',
  'additionalProperties',
  'patternProperties',
  'prefixItems',
];
const DEEPEST = 5;

/** Everything in a schema that some host refuses or misreads, each with its place. */
export function lintSchema(schema: WireSchema, path = '$', depth = 1): readonly string[] {
  return [
    ...BANNED.filter((key) => key in schema).map((key) => `${path}: ${key} is not portable`),
    ...(typeof schema['type'] === 'string' ? [] : [`${path}: needs a single type`]),
    ...lintEnum(schema, path),
    ...lintArray(schema, path, depth),
    ...lintObject(schema, path, depth),
  ];
}

function lintEnum(schema: WireSchema, path: string): readonly string[] {
  const values = schema['enum'];
  if (values === undefined) return [];
  const portable = Array.isArray(values) && values.every((value) => typeof value === 'string' && value !== '');
  return portable ? [] : [`${path}: enum values must be texts`];
}

function lintArray(schema: WireSchema, path: string, depth: number): readonly string[] {
  if (schema['type'] !== 'array') return [];
  const items = schema['items'];
  if (typeof items !== 'object' || items === null || Array.isArray(items)) return [`${path}: needs one items schema`];
  return lintSchema(items as WireSchema, `${path}[]`, depth);
}

function lintObject(schema: WireSchema, path: string, depth: number): readonly string[] {
  if (schema['type'] !== 'object') return [];
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, WireSchema>);
  return [
    ...(depth > DEEPEST ? [`${path}: nested deeper than ${DEEPEST}`] : []),
    ...properties.flatMap(([name, property]) => [
      ...(/^[\w.-]{1,64}$/.test(name) ? [] : [`${path}.${name}: not a portable name`]),
      ...lintSchema(property, `${path}.${name}`, depth + 1),
    ]),
  ];
}
