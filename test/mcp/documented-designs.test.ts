import { describe, expect, it } from 'vitest';
import { readDesign, wireSchema } from '../../src/design/index.ts';
import { ARCHITECT_PROMPT } from '../../src/mcp/prompts/architect-prompt.ts';
import { EXAMPLES } from '../../src/mcp/resources/examples.ts';
import { TOOLS } from '../../src/mcp/tools/registry.ts';

/** What a model is shown as a design has to be one, without a warning. */
function expectValid(design: unknown): void {
  const { errors, warnings } = readDesign(design);
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
}

/** The JSON objects in a text, outermost ones. */
function objectsIn(text: string): readonly unknown[] {
  const found: unknown[] = [];
  for (let start = text.indexOf('{"'); start !== -1; start = text.indexOf('{"', start + 1)) {
    const end = endOfObject(text, start);
    if (end === undefined) continue;
    found.push(JSON.parse(text.slice(start, end)));
    start = end;
  }
  return found;
}

function endOfObject(text: string, start: number): number | undefined {
  for (let end = text.indexOf('}', start); end !== -1; end = text.indexOf('}', end + 1)) {
    try {
      JSON.parse(text.slice(start, end + 1));
      return end + 1;
    } catch {
      // A brace within the object.
    }
  }
  return undefined;
}

const CATEGORY = { name: 'Category', fields: ['name: string'] };

describe('designs that a model is shown', () => {
  it.each(Object.entries(EXAMPLES))('example %s has no errors', (_name, design) => {
    expect(readDesign(design).errors).toEqual([]);
  });

  it.each(TOOLS.map((tool) => [tool.name, tool] as const))('in the description of %s are valid', (_name, tool) => {
    for (const design of objectsIn(tool.description)) expectValid(design);
  });

  it('in the argument of generate_crud is valid', () => {
    const { properties } = TOOLS.find((tool) => tool.name === 'generate_crud')?.inputSchema(wireSchema()) ?? {};
    const resources = objectsIn(properties?.['resources']?.description ?? '');
    expect(resources).toHaveLength(1);
    expectValid({ roles: ['admin'], resources });
  });

  it('in the architect prompt are valid', () => {
    const [action, call, ...others] = objectsIn(ARCHITECT_PROMPT);
    expect(others).toEqual([]);
    const fields = ['title: string', 'published: bool = false', 'published_at?: datetime', 'author: -> User'];
    expectValid({ resources: [{ name: 'Post', fields, actions: [action] }] });
    expectValid(call);
  });

  it('as field lines in the architect prompt are valid', () => {
    const block = /one line:\n\n((?: {4}.*\n)+)/.exec(ARCHITECT_PROMPT)?.[1] ?? '';
    const fields = block.split('\n').flatMap((line) => (line === '' ? [] : [line.trim().split(/ {2,}/)[0] ?? '']));
    expect(fields.length).toBeGreaterThan(8);
    expectValid({ resources: [{ name: 'Post', fields }, CATEGORY] });
  });

  it('as lines beside the fields in the architect prompt are valid', () => {
    const block = /a resource may have:\n\n((?: {4}.*\n)+)/.exec(ARCHITECT_PROMPT)?.[1] ?? '';
    const lines = [...block.matchAll(/"(\w+)":\s*(\[.*?\])(?: {2,}|\n)/g)].map(([, key, list]) => [
      key,
      JSON.parse(list ?? ''),
    ]);
    expect(lines.length).toBeGreaterThan(6);
    const fields = [
      'title: string',
      'body: text',
      'price: money',
      'tags: list<string>',
      'slug: slug from title',
      'author: -> User',
    ];
    const { operations: _, ...resource } = Object.fromEntries(lines) as Record<string, string[]>;
    expectValid({ roles: ['admin'], resources: [{ name: 'Post', fields, ...resource }] });
  });
});
