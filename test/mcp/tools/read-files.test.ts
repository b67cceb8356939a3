import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileFact, GeneratorResult } from '../../../src/mcp/result/contract.ts';
import { call, connect, generate, textOf } from '../client.ts';
import { fakeCompiler } from '../fake-compiler.ts';

const POST = { service: 'Blog API', resources: [{ name: 'Post' }] };
type Client = Awaited<ReturnType<typeof connect>>;

/** Calls what `next` says until nothing is left. */
async function readAll(client: Client, first: Record<string, unknown>): Promise<FileFact[]> {
  const files: FileFact[] = [];
  let args: Record<string, unknown> | undefined = first;
  for (let calls = 0; args !== undefined; calls++) {
    expect(calls).toBeLessThan(200);
    const page: GeneratorResult = await generate(client, 'read_files', args);
    expect(page.omitted === 0).toBe(page.next.length === 0);
    files.push(...page.files);
    args = page.next[0]?.arguments;
  }
  return files;
}

describe('read_files', () => {
  it('pages every byte of a large bundle', async () => {
    const client = await connect({ compiler: fakeCompiler({ files: 60, fileSize: 5_000 }) });
    const project = await generate(client, 'generate_crud', POST);
    const files = await readAll(client, { bundle_id: project.bundle_id });
    expect(files.map((file) => file.path)).toEqual(project.files.map((file) => file.path));
    for (const file of files) {
      expect(
        createHash('sha256')
          .update(file.content ?? '')
          .digest('hex'),
      ).toBe(file.sha256);
      expect(Buffer.byteLength(file.content ?? '')).toBe(file.bytes);
    }
  });

  it('sends a file that is too large for a result in parts', async () => {
    const client = await connect({ compiler: fakeCompiler({ files: 2, fileSize: 100_000 }) });
    const project = await generate(client, 'generate_crud', { ...POST, detail: 'manifest' });
    const files = await readAll(client, { bundle_id: project.bundle_id, offset: 0 });
    const large = files.filter((file) => file.path === 'app/many/file_0.py');
    expect(large.map((file) => file.part)).toEqual(['1/3', '2/3', '3/3']);
    const whole = large.map((file) => file.content).join('');
    expect(createHash('sha256').update(whole).digest('hex')).toBe(large[0]?.sha256);
    expect(new Set(files.map((file) => file.path)).size).toBe(project.files_total);
  });

  it('sends chosen files, in the order in which they were asked for', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const { bundle_id } = await generate(client, 'generate_crud', POST);
    const wanted = ['pyproject.toml', 'app/main.py'];
    for (const paths of [wanted, JSON.stringify(wanted)]) {
      const page = await generate(client, 'read_files', { bundle_id, paths });
      expect(page.files.map((file) => file.path)).toEqual(wanted);
      expect(page).toMatchObject({ omitted: 0, next: [], files_total: 7 });
    }
    expect((await generate(client, 'read_files', { bundle_id, paths: 'app/main.py' })).files).toHaveLength(1);
  });

  it('names unknown paths and the ones that were meant', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const { bundle_id } = await generate(client, 'generate_crud', POST);
    const result = await call(client, 'read_files', { bundle_id, paths: ['app/mian.py', '../../etc/passwd'] });
    expect(textOf(result)).toBe(
      '[NOT_FOUND] 2 problems:\n' +
        '- paths: no such file in this bundle (got "app/mian.py") - did you mean app/main.py?\n' +
        '- paths: no such file in this bundle (got "../../etc/passwd")\n' +
        'Fix: Pass paths of this bundle, or an offset from 0 to 6.',
    );
  });

  it.each([
    [{ offset: 7 }, '[NOT_FOUND] offset: 7 is past the end of the 7 files'],
    [{ offset: -1 }, 'offset: must be a whole number from 0 (got -1)'],
    [{ offset: 1.5 }, 'offset: must be a whole number from 0 (got 1.5)'],
    [{ paths: [1] }, 'paths: must be an array of texts (got [1])'],
    [{ paths: {} }, 'paths: must be an array of texts (got {})'],
  ])('refuses %j', async (wrong, message) => {
    const client = await connect({ compiler: fakeCompiler() });
    const { bundle_id } = await generate(client, 'generate_crud', POST);
    expect(textOf(await call(client, 'read_files', { bundle_id, ...wrong }))).toContain(message);
  });

  it('warns about arguments that it does not know', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const { bundle_id } = await generate(client, 'generate_crud', POST);
    const page = await generate(client, 'read_files', { bundle_id, path: ['x'], limit: 3 });
    expect(page.warnings).toEqual([
      '"path": unknown argument, ignored - did you mean paths?',
      '"limit": unknown argument, ignored',
    ]);
  });

  it('finds a bundle again after a restart, and without a cache says what to do', async () => {
    const cacheFolder = mkdtempSync(join(tmpdir(), 'designs-'));
    const before = await connect({ compiler: fakeCompiler(), cacheFolder });
    const { bundle_id, files } = await generate(before, 'generate_crud', POST);
    const tests = await generate(before, 'generate_tests', { bundle_id });

    const after = await connect({ compiler: fakeCompiler(), cacheFolder });
    expect((await generate(after, 'read_files', { bundle_id })).files).toEqual(files);
    expect((await generate(after, 'read_files', { bundle_id: tests.bundle_id })).files).toEqual(tests.files);

    const changed = await connect({ compiler: fakeCompiler({ files: 1 }), cacheFolder });
    const without = await connect({ compiler: fakeCompiler() });
    for (const client of [changed, without]) {
      expect(textOf(await call(client, 'read_files', { bundle_id }))).toBe(
        `[NOT_FOUND] there is no bundle "${bundle_id}" any more\n` +
          'Fix: Call the generator again with the design: the same design gives the same bundle.',
      );
    }
  });
});
