import { describe, expect, it } from 'vitest';
import { CONFIG_DEFAULTS } from '../../src/design/check/config.ts';
import { GRAMMAR, type WireSchema, readDesign, wireSchema } from '../../src/design/index.ts';

const ALLOWED = ['type', 'description', 'enum', 'items', 'properties', 'required'];

/** Every node of a schema, with its path. */
function* nodes(schema: WireSchema, path = '$'): Generator<[string, WireSchema]> {
  yield [path, schema];
  if (schema.items) yield* nodes(schema.items, `${path}[]`);
  for (const [key, child] of Object.entries(schema.properties ?? {})) yield* nodes(child, `${path}.${key}`);
}

describe.each([
  ['full', wireSchema()],
  ['brief', wireSchema({ brief: true })],
])('the %s schema', (_name, schema) => {
  it('uses only what every host understands', () => {
    for (const [path, node] of nodes(schema)) {
      expect(
        Object.keys(node).filter((key) => !ALLOWED.includes(key)),
        path,
      ).toEqual([]);
      expect(typeof node.type, path).toBe('string');
      if (node.type === 'array') expect(node.items, path).toBeDefined();
      if (node.type === 'object') expect(Object.keys(node.properties ?? {}).length, path).toBeGreaterThan(0);
      expect((node.description ?? '').length, path).toBeLessThan(900);
      expect(path.split('.').length, path).toBeLessThanOrEqual(5);
    }
  });

  it('has the keys of a design', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual([
      'service',
      'description',
      'config',
      'roles',
      'resources',
      'endpoints',
      'tasks',
      'events',
    ]);
    expect(Object.keys(schema.properties?.['config']?.properties ?? {})).toEqual(Object.keys(CONFIG_DEFAULTS));
    expect(schema.required).toEqual(['resources']);
  });
});

it('is small: the grammar stands in it once', () => {
  expect(JSON.stringify(wireSchema()).length).toBeLessThan(6500);
  expect(JSON.stringify(wireSchema({ brief: true })).length).toBeLessThan(3000);
});

it('what its descriptions show can be read', () => {
  const shown = [...nodes(wireSchema())].find(([path]) => path === '$.resources[].fields')?.[1].description ?? '';
  const lines = [...shown.matchAll(/"([^"]+: [^"]+)"/g)].map(([, line]) => line!);
  expect(lines.length).toBeGreaterThan(6);
  const resources = [
    { name: 'Post', fields: lines },
    { name: 'Category', fields: ['name: string'] },
  ];
  expect(readDesign({ resources }).errors).toEqual([]);
});

it('what the grammar text shows can be read', () => {
  const block = /## Fields\n[\s\S]*?\n\n {4}title[\s\S]*?\n\n- Types/.exec(GRAMMAR)![0];
  const lines = [...block.matchAll(/^ {4}(\w+\??: .*?)(?: {3,}.*)?$/gm)].map(([, line]) => line!);
  expect(lines).toHaveLength(10);
  const resources = [
    { name: 'Post', fields: lines },
    { name: 'Category', fields: ['name: string'] },
  ];
  expect(readDesign({ resources }).errors).toEqual([]);
});
