import { describe, expect, it } from 'vitest';
import { call, connect, generate, textOf } from '../client.ts';
import { fakeCompiler } from '../fake-compiler.ts';

const POST = { service: 'Blog API', resources: [{ name: 'Post' }] };
const WITHOUT = { ...POST, config: { include_tests: false } };

describe('generate_tests', () => {
  it('gives exactly what include_tests adds, from a design', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await generate(client, 'generate_tests', WITHOUT);
    expect(result.files).toMatchObject([{ path: 'tests/test_all.py', content: 'def test(): ...\n' }]);
    expect(result.files_total).toBe(1);
    expect(result.design).toEqual({ ...POST, config: { include_tests: true } });
  });

  it('names the files that differ otherwise', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    expect((await generate(client, 'generate_tests', WITHOUT)).warnings).toEqual([
      'With include_tests true these files of the project differ too: pyproject.toml.',
    ]);
  });

  it('gives the same from a bundle', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const project = await generate(client, 'generate_crud', WITHOUT);
    const fromBundle = await generate(client, 'generate_tests', { bundle_id: project.bundle_id });
    expect(fromBundle).toEqual(await generate(client, 'generate_tests', WITHOUT));
    const again = await generate(client, 'generate_tests', { bundle_id: fromBundle.bundle_id });
    expect(again.bundle_id).toBe(fromBundle.bundle_id);
  });

  it('wants one of both', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const both = await call(client, 'generate_tests', { ...POST, bundle_id: '0'.repeat(12) });
    expect(textOf(both)).toContain('bundle_id: was given together with service, resources');
    expect(textOf(await call(client, 'generate_tests', {}))).toContain('there is nothing to generate');
  });

  it('does not know a bundle that there never was', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const unknown = await call(client, 'generate_tests', { bundle_id: '0'.repeat(12) });
    expect(textOf(unknown)).toContain('[NOT_FOUND] there is no bundle "000000000000" any more');
    const wrong = await call(client, 'generate_tests', { bundle_id: 'nope' });
    expect(textOf(wrong)).toContain('bundle_id: must be 12 hex digits (got "nope")');
  });
});
