import { describe, expect, it } from 'vitest';
import { connect, generate } from '../client.ts';
import { fakeCompiler } from '../fake-compiler.ts';

const TWO = { service: 'Garage', resources: [{ name: 'Car' }, { name: 'Bike' }] };

describe('scaffold_service', () => {
  it('takes resources that have nothing to do with each other, and answers with a manifest', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await generate(client, 'scaffold_service', TWO);
    expect(result.routes).toHaveLength(2);
    expect(result.files.map((file) => file.content)).toEqual(result.files.map(() => undefined));
    expect(result.omitted).toBe(result.files_total);
    expect(result.summary).toContain('Garage: 2 resources, 2 routes, 9 files');
  });

  it('sends contents with detail full', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    expect((await generate(client, 'scaffold_service', { ...TWO, detail: 'full' })).omitted).toBe(0);
  });

  it('gives the same bundle as the other generators', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const one = { service: 'Garage', resources: [{ name: 'Car' }] };
    const ids = await Promise.all(
      ['scaffold_service', 'generate_crud', 'design_endpoint'].map(
        async (tool) => (await generate(client, tool, one)).bundle_id,
      ),
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('offers to write the files only where there is a workspace', async () => {
    const without = await generate(await connect({ compiler: fakeCompiler() }), 'scaffold_service', TWO);
    expect(without.next.map((one) => one.tool)).toEqual(['read_files']);
    const client = await connect({ compiler: fakeCompiler(), workspace: '/nowhere' });
    const result = await generate(client, 'scaffold_service', { ...TWO, config: { include_tests: false } });
    expect(result.next.map((one) => [one.tool, one.arguments])).toEqual([
      ['write_files', { bundle_id: result.bundle_id, dir: 'garage' }],
      ['read_files', { bundle_id: result.bundle_id, offset: 0 }],
      ['generate_tests', { bundle_id: result.bundle_id }],
    ]);
  });
});
