import { describe, expect, it } from 'vitest';
import { call, connect, generate, textOf } from '../client.ts';
import { fakeCompiler } from '../fake-compiler.ts';

const POST = { service: 'Blog API', resources: [{ name: 'Post' }] };

describe('design_endpoint', () => {
  it('puts the files of the endpoints first', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await generate(client, 'design_endpoint', POST);
    expect(result.files.slice(0, 3).map((file) => file.path)).toEqual([
      'app/posts/models.py',
      'app/posts/router.py',
      'app/main.py',
    ]);
    expect(result.omitted).toBe(0);
  });

  it('answers with a draft when a description does not make a design', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await generate(client, 'design_endpoint', { description: 'hm' });
    expect(result).toMatchObject({
      engine: 'offline',
      design: { bad: 'hm' },
      files: [],
      files_total: 0,
      omitted: 0,
      unparsed: ['a pigeon'],
      warnings: ['bad: is bad (got "hm") - did you mean good?'],
    });
    expect(result).not.toHaveProperty('bundle_id');
    expect(result.summary).toContain('A draft without files, 1 open problem');
  });

  it.each(['design_endpoint', 'generate_crud', 'scaffold_service'])(
    '%s answers with a draft, and what to send next, when little of the description was understood',
    async (tool) => {
      const client = await connect({ compiler: fakeCompiler() });
      const result = await generate(client, tool, { description: 'Vague' });
      expect(result).toMatchObject({ engine: 'offline', files: [], files_total: 0, unparsed: ['a pigeon'] });
      expect(result).not.toHaveProperty('bundle_id');
      expect(result.summary).toContain('only 20 % of the description was understood');
      expect(result.next).toMatchObject([{ tool, arguments: { resources: [{ name: 'Vague' }] } }]);
    },
  );

  it('refuses a wrong design that was written as one', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    expect(textOf(await call(client, 'design_endpoint', { ...POST, bad: 'x' }))).toContain('[INVALID_DESIGN]');
  });
});
