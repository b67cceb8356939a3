import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerOptions } from '../../../src/mcp/create-server.ts';
import { call, connect, generate, textOf } from '../client.ts';
import { fakeCompiler } from '../fake-compiler.ts';

const POST = { service: 'Blog API', resources: [{ name: 'Post' }] };
let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
});
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

async function prepared() {
  const client = await connect({ compiler: fakeCompiler(), workspace });
  const { bundle_id } = await generate(client, 'generate_crud', POST);
  return { client, bundle_id };
}

async function toolNames(options: ServerOptions): Promise<string[]> {
  const { tools } = await (await connect(options)).listTools();
  return tools.map((tool) => tool.name);
}

describe('write_files', () => {
  it('is there only with a workspace', async () => {
    expect(await toolNames({ compiler: fakeCompiler() })).not.toContain('write_files');
    expect(await toolNames({ compiler: fakeCompiler(), workspace })).toContain('write_files');
  });

  it('writes a bundle, and changes nothing the second time', async () => {
    const { client, bundle_id } = await prepared();
    const args = { bundle_id, dir: 'blog-api' };
    const first = await call(client, 'write_files', args);
    expect(first.structuredContent).toMatchObject({ root: workspace, dir: 'blog-api', dry_run: false });
    expect(first.structuredContent?.['summary']).toBe('Written: 7 new files, 0 overwritten, 0 unchanged, 0 skipped.');
    expect(readFileSync(join(workspace, 'blog-api/app/main.py'), 'utf8')).toBe('app = "main"\n');
    const second = await call(client, 'write_files', args);
    expect(second.structuredContent?.['summary']).toBe('Written: 0 new files, 0 overwritten, 7 unchanged, 0 skipped.');
    const written = first.structuredContent?.['written'] as string[];
    for (const path of written) expect(textOf(first)).toContain(`- ${path}`);
  });

  it('writes chosen paths, and none in a dry run', async () => {
    const { client, bundle_id } = await prepared();
    const args = { bundle_id, dir: './here/', paths: '["app/main.py"]', dry_run: 'true' };
    expect((await call(client, 'write_files', args)).structuredContent).toMatchObject({
      written: ['here/app/main.py'],
    });
    expect(existsSync(join(workspace, 'here'))).toBe(false);
    await call(client, 'write_files', { ...args, dry_run: false });
    expect(existsSync(join(workspace, 'here/app/main.py'))).toBe(true);
    expect(existsSync(join(workspace, 'here/pyproject.toml'))).toBe(false);
  });

  it('asks before it replaces what somebody edited', async () => {
    const { client, bundle_id } = await prepared();
    writeFileSync(join(workspace, 'pyproject.toml'), 'mine');
    const refused = await call(client, 'write_files', { bundle_id, dir: '.' });
    expect(textOf(refused)).toContain('[CONFLICT] 1 file exists with other content: "pyproject.toml"');
    expect(existsSync(join(workspace, 'app'))).toBe(false);
    await call(client, 'write_files', { bundle_id, dir: '.', on_conflict: 'skip' });
    expect(readFileSync(join(workspace, 'pyproject.toml'), 'utf8')).toBe('mine');
    await call(client, 'write_files', { bundle_id, dir: '.', on_conflict: 'overwrite' });
    expect(readFileSync(join(workspace, 'pyproject.toml'), 'utf8')).toBe('test = true\n');
  });

  it.each([
    [{ dir: '../out' }, '[PATH_REJECTED] dir: "../out" leaves the workspace through ".."'],
    [{ dir: '/etc' }, '[PATH_REJECTED] dir: "/etc" is absolute'],
    [{ dir: 'a\\b' }, '[PATH_REJECTED] dir: "a\\\\b" contains a backslash'],
    [{ dir: '' }, '[INVALID_DESIGN] dir: is missing'],
    [{ dir: 'x', paths: ['../../etc/passwd'] }, '[NOT_FOUND] paths: no such file in this bundle'],
    [{ dir: 'x', on_conflict: 'overwirte' }, 'on_conflict: must be one of fail, skip, overwrite (got "overwirte")'],
    [{ dir: 'x', dry_run: 'maybe' }, 'dry_run: must be true or false (got "maybe")'],
    [{ dir: 'x', bundle_id: 'f'.repeat(12) }, '[NOT_FOUND] there is no bundle "ffffffffffff" any more'],
  ])('refuses %j and writes nothing', async (wrong, message) => {
    const { client, bundle_id } = await prepared();
    const result = await call(client, 'write_files', { bundle_id, ...wrong });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain(message);
    expect(existsSync(join(workspace, 'x'))).toBe(false);
  });
});
