import { describe, expect, it } from 'vitest';
import { createBundle } from '../../../src/deliver/index.ts';
import { composeResult, type ResultParts } from '../../../src/mcp/result/compose.ts';
import type { GeneratorResult, RouteFact } from '../../../src/mcp/result/contract.ts';
import { renderResult } from '../../../src/mcp/result/render.ts';

const LIMIT = 45_000;
const route = (index: number): RouteFact => ({
  method: 'GET',
  path: `/things-${index}/{thing_id}`,
  operation_id: `get_thing_${index}`,
  summary: `Get thing ${index}`,
  access: 'public when "published" or owner',
  params: ['thing_id: uuid', 'If-None-Match?: string'],
  body: [],
  success: '200 Thing',
  errors: ['401', '404', '422'],
});
const filesOf = (amount: number, size: number, character = 'x') =>
  createBundle(
    Array.from({ length: amount }, (_, index) => ({ path: `app/file_${index}.py`, text: character.repeat(size) })),
  ).files;

function compose(over: Partial<ResultParts>): GeneratorResult {
  const result = composeResult({
    bundleId: '0123456789ab',
    summary: 'A summary.',
    engine: 'design',
    design: { service: 'S' },
    routes: [route(0)],
    files: filesOf(3, 100),
    withContents: true,
    assumptions: ['a'],
    unparsed: ['u'],
    warnings: ['w'],
    followUps: () => [],
    ...over,
  });
  expect(JSON.stringify(result).length).toBeLessThan(LIMIT);
  expect(renderResult(result).length).toBeLessThan(LIMIT);
  return result;
}

describe('composeResult', () => {
  it('leaves nothing out of a small result', () => {
    const result = compose({});
    expect(result).toMatchObject({ omitted: 0, files_total: 3, warnings: ['w'], design: { service: 'S' } });
  });

  it('sends files whole and in reading order until the room is spent', () => {
    const result = compose({ files: filesOf(60, 2_000) });
    const withContent = result.files.filter((file) => file.content !== undefined);
    expect(result.files).toHaveLength(60);
    expect(withContent.length).toBeGreaterThan(8);
    expect(withContent).toEqual(result.files.slice(0, withContent.length));
    expect(withContent.every((file) => file.content?.length === 2_000)).toBe(true);
    expect(result.omitted).toBe(60 - withContent.length);
  });

  it('stops at the first file that does not fit, so that the rest can be paged by offset', () => {
    const files = [...filesOf(1, 100), ...filesOf(1, 60_000), ...filesOf(1, 100)];
    const contents = compose({ files }).files.map((file) => file.content?.length);
    expect(contents).toEqual([100, undefined, undefined]);
  });

  it('counts what JSON escapes', () => {
    const quotes = compose({ files: filesOf(30, 2_000, '"') });
    const plain = compose({ files: filesOf(30, 2_000) });
    expect(plain.omitted).toBeLessThan(quotes.omitted);
  });

  it('spends its room on the design first, then on routes, then on files', () => {
    const design = { text: 'd'.repeat(30_000) };
    const routes = Array.from({ length: 400 }, (_, index) => route(index));
    const result = compose({ design, routes, files: filesOf(300, 100) });
    expect(result.design).toEqual(design);
    expect(result.routes.length).toBeGreaterThan(10);
    expect(result.routes).toEqual(routes.slice(0, result.routes.length));
    expect(result.files.length).toBeLessThan(5);
    expect(result.files_total).toBe(300);
    expect(result.omitted).toBe(300);
    expect(result.warnings).toEqual([
      'w',
      `Only ${result.routes.length} of 400 routes fit into this result.`,
      `Only ${result.files.length} of 300 files are listed: read_files pages through all.`,
    ]);
  });

  it('says where a design is that does not fit', () => {
    const result = compose({ design: { text: 'd'.repeat(60_000) } });
    expect(result).not.toHaveProperty('design');
    expect(result.warnings.at(-1)).toContain('read .fastapi-architect/design.json with read_files');
    expect(result.omitted).toBe(0);
  });

  it('keeps remarks within their room and says how many there were', () => {
    const many = Array.from({ length: 500 }, (_, index) => `remark ${index} ${'r'.repeat(80)}`);
    const result = compose({ unparsed: many, warnings: many, assumptions: many, files: [] });
    expect(result.unparsed.at(-1)).toMatch(/^… and \d+ more$/);
    expect(result.assumptions).toEqual(['… and 500 more']);
    expect(compose({ warnings: ['same', 'same', 'x'.repeat(5_000)] }).warnings.map((one) => one.length)).toEqual([
      4, 600,
    ]);
  });
});
