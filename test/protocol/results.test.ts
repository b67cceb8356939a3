import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileFact, GeneratorResult } from '../../src/mcp/result/contract.ts';
import { buildServer, connectBuilt, temporaryFolder } from './built-server.ts';

const BLOG_SENTENCE =
  'Create a complete CRUD API for a blog post resource. Posts have a title, content, author_id, tags list, and ' +
  'published status. Include pagination for listing, filtering by tag, and soft delete.';
const BLOG = JSON.parse(readFileSync('examples/blog.json', 'utf8')) as Record<string, unknown>;
const LIMIT = 45_000;

const cache = temporaryFolder();
const workspace = temporaryFolder();
let client: Client;
beforeAll(async () => {
  buildServer();
  client = await open();
  await client.listTools(); // from now on the client checks every result against its output schema
});
afterAll(() => client.close());

const open = () => connectBuilt({ args: ['--workspace', workspace], env: { FASTAPI_ARCHITECT_CACHE: cache } });

async function call(name: string, args: Record<string, unknown>, by: Client = client): Promise<CallToolResult> {
  return (await by.callTool({ name, arguments: args })) as CallToolResult;
}

async function generate(name: string, args: Record<string, unknown>, by: Client = client): Promise<GeneratorResult> {
  const result = await call(name, args, by);
  if (result.isError === true) throw new Error(textOf(result));
  expectSameFacts(result);
  return result.structuredContent as unknown as GeneratorResult;
}

function textOf(result: CallToolResult): string {
  return result.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

/** Every text and number of the structured result stands in the text block, and both are within the limit. */
function expectSameFacts(result: CallToolResult): void {
  const text = textOf(result);
  expect(result.content).toHaveLength(1);
  expect(text.length).toBeLessThan(LIMIT);
  expect(JSON.stringify(result.structuredContent).length).toBeLessThan(LIMIT);
  const { design, next, ...rest } = result.structuredContent as unknown as GeneratorResult;
  for (const fact of leavesOf(rest)) expect(text).toContain(String(fact));
  if (design !== undefined) expect(text).toContain(JSON.stringify(design));
  for (const followUp of next) expect(text).toContain(`${followUp.tool} ${JSON.stringify(followUp.arguments)}`);
}

function leavesOf(value: unknown): readonly (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

/** Calls what `next` says until nothing is omitted. */
async function readAll(bundleId: string | undefined, by: Client = client): Promise<FileFact[]> {
  const files: FileFact[] = [];
  let args: Readonly<Record<string, unknown>> | undefined = { bundle_id: bundleId };
  while (args !== undefined) {
    const page: GeneratorResult = await generate('read_files', args, by);
    files.push(...page.files);
    args = page.next[0]?.arguments;
  }
  return files;
}

function expectIntact(files: readonly FileFact[]): void {
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file.path, (texts.get(file.path) ?? '') + (file.content ?? ''));
  for (const file of files) {
    const text = texts.get(file.path) ?? '';
    expect(createHash('sha256').update(text).digest('hex')).toBe(file.sha256);
    expect(Buffer.byteLength(text)).toBe(file.bytes);
  }
}

/** `Aax`, `Abx`, …: resource names that differ, and do not look like plurals. */
function letters(index: number): string {
  return `${String.fromCodePoint(65 + Math.floor(index / 26), 97 + (index % 26))}x`;
}

const withConfig = (include_tests: boolean) => ({ ...BLOG, config: { include_tests } });

const bundleOf = async (args: Record<string, unknown>) => (await generate('generate_crud', args)).bundle_id;

/** The same object with every value that is not a text as JSON text. */
function asTexts(value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, typeof one === 'string' ? one : JSON.stringify(one)]));
}

/** A service with so many resources that not even its file list fits into one result. */
function largeService(amount: number): Record<string, unknown> {
  const resources = Array.from({ length: amount }, (_, index) => ({
    name: `Thing${letters(index)}`,
    fields: ['title: string(1..200)', 'notes?: text', 'amount: int min=0', 'labels: list<string>', 'author: -> User'],
    filters: ['amount: gte,lte', 'labels: has as label'],
    options: ['soft_delete'],
  }));
  return { service: 'Large API', resources };
}

describe('results', () => {
  it('of the blog sentence are a whole project', async () => {
    const result = await generate('generate_crud', { description: BLOG_SENTENCE });
    expect(result.engine).toBe('offline');
    expect(result.routes.map((route) => route.operation_id).join(' ')).toMatch(/create_(blog_)?post/);
    expect(result.files_total).toBeGreaterThan(30);
    expect(JSON.stringify(result.design)).toContain('tags: list<string');
  });

  it('are the same for the same input, whichever tool is called, also after a restart', async () => {
    const ids = new Set<string | undefined>();
    for (const tool of ['generate_crud', 'scaffold_service', 'design_endpoint']) {
      ids.add((await generate(tool, BLOG)).bundle_id);
    }
    const again = await open();
    ids.add((await generate('generate_crud', BLOG, again)).bundle_id);
    expect((await call('generate_crud', BLOG, again)).structuredContent).toEqual(
      (await call('generate_crud', BLOG)).structuredContent,
    );
    await again.close();
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
  });

  it('are the same for the design that came back', async () => {
    const first = await generate('generate_crud', BLOG);
    const second = await generate('generate_crud', first.design as Record<string, unknown>);
    expect(second.bundle_id).toBe(first.bundle_id);
    expect(second.design).toEqual(first.design);
  });

  it('page every byte of a bundle', async () => {
    const { bundle_id, files_total } = await generate('scaffold_service', BLOG);
    const files = await readAll(bundle_id);
    expect(new Set(files.map((file) => file.path)).size).toBe(files_total);
    expectIntact(files);
  });

  it('hold the hash of every file in the manifest of the bundle', async () => {
    const { bundle_id } = await generate('scaffold_service', BLOG);
    const files = await readAll(bundle_id);
    const manifest = files.find((file) => file.path === '.fastapi-architect/manifest.json');
    const { files: hashes } = JSON.parse(manifest?.content ?? '{}') as { files: Record<string, string> };
    const others = files.filter((file) => file !== manifest).map((file) => [file.path, file.sha256] as const);
    expect(hashes).toEqual(Object.fromEntries(others));
    const design = files.find((file) => file.path === '.fastapi-architect/design.json');
    const again = await generate('generate_crud', JSON.parse(design?.content ?? '') as Record<string, unknown>);
    expect(again.bundle_id).toBe(bundle_id);
  });

  it('of a hundred resources stay within their limits, and every byte can be read', async () => {
    const result = await generate('scaffold_service', largeService(100));
    expect(result.files_total).toBeGreaterThan(500);
    expect(result.omitted).toBe(result.files_total);
    const files = await readAll(result.bundle_id);
    expect(new Set(files.map((file) => file.path)).size).toBe(result.files_total);
    expectIntact(files);
  });

  it('of generate_tests are exactly the files that include_tests adds', async () => {
    const withTests = await readAll((await generate('scaffold_service', withConfig(true))).bundle_id);
    const without = await readAll((await generate('scaffold_service', withConfig(false))).bundle_id);
    const known = new Set(without.map((file) => file.path));
    const tests = await generate('generate_tests', withConfig(false));
    expect(await readAll(tests.bundle_id)).toEqual(withTests.filter((file) => !known.has(file.path)));
    expect(tests.files_total).toBeGreaterThan(3);
  });

  it('can be read after a restart, and without a cache the error says what to do', async () => {
    const { bundle_id } = await generate('generate_crud', BLOG);
    const restarted = await open();
    expect(await readAll(bundle_id, restarted)).toEqual(await readAll(bundle_id));
    await restarted.close();
    const elsewhere = await connectBuilt();
    expect(textOf(await call('read_files', { bundle_id }, elsewhere))).toMatch(
      /^\[NOT_FOUND\] there is no bundle "[0-9a-f]{12}" any more\nFix: Call the generator again with the design/,
    );
    await elsewhere.close();
  });

  it('can be written to the workspace', async () => {
    const { bundle_id, next } = await generate('generate_crud', BLOG);
    const write = next.find((one) => one.tool === 'write_files');
    const report = await call('write_files', { ...write?.arguments });
    expect(report.structuredContent).toMatchObject({ root: workspace, dir: 'blog-api', skipped: [], overwritten: [] });
    for (const file of await readAll(bundle_id)) {
      expect(readFileSync(join(workspace, 'blog-api', file.path), 'utf8')).toBe(file.content);
    }
  });
});

describe('arguments', () => {
  it('may be JSON text at every level', async () => {
    const resources = BLOG['resources'] as Record<string, unknown>[];
    const expected = await bundleOf(BLOG);
    expect(await bundleOf(asTexts(BLOG))).toBe(expected);
    expect(await bundleOf({ ...BLOG, resources: resources.map(asTexts) })).toBe(expected);
    expect(await bundleOf({ arguments: BLOG })).toBe(expected);
  });

  it('that are unknown are warnings with what was meant, at every level', async () => {
    const resource = { name: 'Task', fields: ['title: string'], filtres: ['title'] };
    const result = await generate('generate_crud', {
      resources: [resource],
      endpoint: [],
      config: { paginaton: 'page' },
    });
    const warnings = result.warnings.join('\n');
    for (const meant of ['endpoints', 'filters', 'pagination']) expect(warnings).toContain(`did you mean ${meant}?`);
  });

  it('that are wrong are errors, all at once, each with its place and what was meant', async () => {
    const result = await call('generate_crud', {
      config: { pagination: 'cursr' },
      resources: [{ name: 'Task', fields: ['title: strng', 'due: dat'] }],
    });
    expect(result.isError).toBe(true);
    expect(result.structuredContent).toBeUndefined();
    const text = textOf(result);
    expect(text).toMatch(/^\[INVALID_DESIGN\] 3 problems:\n/);
    expect(text).toContain('config.pagination');
    expect(text).toContain('resources[0].fields[0]');
    expect(text).toContain('did you mean string?');
    expect(text).toContain('\nFix: ');
  });

  it('that choose what cannot be generated yet answer UNSUPPORTED', async () => {
    const result = await call('generate_crud', { resources: [{ name: 'Photo', fields: ['image: file'] }] });
    expect(textOf(result)).toMatch(/^\[UNSUPPORTED\] resources\[0\]\.fields\[0\]/);
    expect(textOf(result)).toContain('\nFix: ');
  });

  it('in words lose what cannot be generated yet, and are told so', async () => {
    const description = 'Wallets have a name and a balance. Idempotency keys on create. Users see their own wallets.';
    const result = await call('design_endpoint', { description, detail: 'manifest' });
    expect(result.isError).toBeFalsy();
    const { files_total, warnings, design } = result.structuredContent as {
      files_total: number;
      warnings: string[];
      design: object;
    };
    expect(files_total).toBeGreaterThan(50);
    expect(warnings.join()).toContain(
      'Left out: config.features: is valid, but cannot be generated yet (got "idempotency")',
    );
    expect(JSON.stringify(design)).not.toContain('idempotency');
    const config = { features: ['idempotency'] };
    expect(textOf(await call('design_endpoint', { description, config }))).toContain('A draft without files');
    expect(textOf(await call('generate_crud', { description, config }))).toMatch(/^\[UNSUPPORTED\] config\.features/);
  });

  it('beyond the limits say the limit and the value', async () => {
    const tooLong = await call('generate_crud', { description: 'x'.repeat(20_001) });
    expect(textOf(tooLong)).toContain('[LIMIT_EXCEEDED] description: is 20001 characters long; the limit is 20000');
    const tooMany = await call('scaffold_service', largeService(101));
    expect(textOf(tooMany)).toContain('[LIMIT_EXCEEDED] resources: 101 were given; the limit is 100');
    const fields = Array.from({ length: 201 }, (_, index) => `field_${index}: int`);
    const tooWide = await call('generate_crud', { resources: [{ name: 'Task', fields }] });
    expect(textOf(tooWide)).toContain('[LIMIT_EXCEEDED]');
    expect(textOf(tooWide)).toContain('200');
  });

  it('that would replace what somebody edited are refused, and nothing is written', async () => {
    const { bundle_id } = await generate('generate_crud', BLOG);
    const paths = ['pyproject.toml', 'README.md'];
    await call('write_files', { bundle_id, dir: 'edited', paths: paths.slice(0, 1) });
    writeFileSync(join(workspace, 'edited/pyproject.toml'), 'mine');
    const refused = await call('write_files', { bundle_id, dir: 'edited', paths });
    expect(textOf(refused)).toMatch(/^\[CONFLICT\] 1 file exists with other content: "edited\/pyproject.toml"\nFix: /);
    expect(existsSync(join(workspace, 'edited/README.md'))).toBe(false);
    expect(readFileSync(join(workspace, 'edited/pyproject.toml'), 'utf8')).toBe('mine');
  });

  it('that name what there is not are refused', async () => {
    const { bundle_id } = await generate('generate_crud', BLOG);
    expect(textOf(await call('read_files', { bundle_id: 'f'.repeat(12) }))).toContain('[NOT_FOUND] there is no bundle');
    expect(textOf(await call('read_files', { bundle_id, paths: ['app/mian.py'] }))).toContain(
      'did you mean app/main.py?',
    );
    await expect(call('generate_curd', BLOG)).rejects.toThrow('did you mean generate_crud?');
    await expect(client.readResource({ uri: 'fastapi-architect://examples/nothing' })).rejects.toThrow(/not found/);
    await expect(client.getPrompt({ name: 'nothing' })).rejects.toThrow(/nothing/);
  });

  it('that are hostile paths are refused, and nothing is written', async () => {
    const { bundle_id } = await generate('generate_crud', BLOG);
    for (const dir of ['..', '../../x', '/tmp/x', 'a/../../b', 'C:\\x', '~/x', 'a\0b']) {
      expect(textOf(await call('write_files', { bundle_id, dir }))).toContain('[PATH_REJECTED]');
    }
    expect(existsSync(join(workspace, '..', 'x'))).toBe(false);
  });
});

describe('prompts, resources and completions', () => {
  it('are served', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map((prompt) => prompt.name)).toEqual(['fastapi_architect', 'migrate_to_fastapi']);
    for (const { name } of prompts) expect((await client.getPrompt({ name, arguments: {} })).messages).toHaveLength(1);
    const { resources } = await client.listResources();
    for (const { uri } of resources) expect((await client.readResource({ uri })).contents[0]).toHaveProperty('text');
    expect(resources.map((resource) => resource.uri)).toContain('fastapi-architect://grammar');
    const ref = { type: 'ref/prompt' as const, name: 'fastapi_architect' };
    const { completion } = await client.complete({ ref, argument: { name: 'auth_style', value: 'a' } });
    expect(completion.values).toEqual(['api_key']);
  });

  it('hold examples that generate without an error', async () => {
    const { resources } = await client.listResources();
    const examples = resources.filter(({ uri }) => uri.includes('/examples/'));
    expect(examples.length).toBeGreaterThan(0);
    for (const { uri } of examples) {
      const content = (await client.readResource({ uri })).contents[0];
      const design = JSON.parse(content !== undefined && 'text' in content ? content.text : '') as Record<
        string,
        unknown
      >;
      expect((await generate('scaffold_service', design)).files_total).toBeGreaterThan(10);
    }
  });

  it('serve the files of bundles', async () => {
    const { bundle_id, files } = await generate('generate_crud', BLOG);
    const uri = `fastapi-architect://bundles/${bundle_id}/${files[0]?.path}`;
    expect((await client.readResource({ uri })).contents[0]).toMatchObject({ text: files[0]?.content });
    const ref = { type: 'ref/resource' as const, uri: 'fastapi-architect://bundles/{id}/{+path}' };
    const context = { arguments: { id: bundle_id ?? '' } };
    const { completion } = await client.complete({ ref, argument: { name: 'path', value: 'app/posts/r' }, context });
    expect(completion.values).toContain('app/posts/router.py');
  });
});
