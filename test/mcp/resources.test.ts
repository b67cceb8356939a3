import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/mcp/resources/examples.ts';
import { connect, generate } from './client.ts';
import { fakeCompiler } from './fake-compiler.ts';

const POST = { service: 'Blog API', resources: [{ name: 'Post' }] };

async function read(uri: string) {
  const client = await connect({ compiler: fakeCompiler() });
  return (await client.readResource({ uri })).contents[0];
}

describe('resources', () => {
  it('are listed with their templates', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const { resources } = await client.listResources();
    const examples = Object.keys(EXAMPLES).map((name) => `fastapi-architect://examples/${name}`);
    expect(resources.map((one) => one.uri)).toEqual([
      'fastapi-architect://prompts/architect',
      'fastapi-architect://grammar',
      ...examples,
    ]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map((one) => one.uriTemplate)).toEqual([
      'fastapi-architect://examples/{name}',
      'fastapi-architect://bundles/{id}/{+path}',
    ]);
  });

  it('have their text', async () => {
    expect(await read('fastapi-architect://prompts/architect')).toMatchObject({
      mimeType: 'text/markdown',
      text: expect.stringContaining('# FastAPI architect') as string,
    });
    expect(await read('fastapi-architect://grammar')).toMatchObject({ text: '# Grammar\n' });
  });

  it('hold every example of the repository', async () => {
    const names = readdirSync('examples').flatMap((file) =>
      file.endsWith('.json') ? [file.replace('.json', '')] : [],
    );
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(names.toSorted());
    for (const name of names) {
      const content = await read(`fastapi-architect://examples/${name}`);
      expect(JSON.parse(content !== undefined && 'text' in content ? content.text : '')).toEqual(EXAMPLES[name]);
    }
  });

  it('are the files of bundles', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const { bundle_id, files } = await generate(client, 'generate_crud', POST);
    for (const file of files) {
      const { contents } = await client.readResource({ uri: `fastapi-architect://bundles/${bundle_id}/${file.path}` });
      expect(contents[0]).toMatchObject({ text: file.content });
    }
  });

  it.each([
    'fastapi-architect://bundles/000000000000/app/main.py',
    'fastapi-architect://bundles/x/../../etc/passwd',
    'fastapi-architect://examples/constructor',
    'fastapi-architect://examples/nothing',
    'fastapi-architect://nothing',
  ])('%s is not found', async (uri) => {
    await expect(read(uri)).rejects.toThrow(/not found/);
  });

  it('complete names, ids and paths', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const { bundle_id = '' } = await generate(client, 'generate_crud', POST);
    const complete = async (uri: string, name: string, value: string, given: Record<string, string> = {}) => {
      const ref = { type: 'ref/resource' as const, uri };
      const result = await client.complete({ ref, argument: { name, value }, context: { arguments: given } });
      return result.completion.values;
    };
    const bundles = 'fastapi-architect://bundles/{id}/{+path}';
    expect(await complete(bundles, 'id', bundle_id.slice(0, 3))).toEqual([bundle_id]);
    expect(await complete(bundles, 'path', 'app/posts/', { id: bundle_id })).toEqual([
      'app/posts/models.py',
      'app/posts/router.py',
    ]);
    expect(await complete(bundles, 'path', '', { id: 'unknown' })).toEqual([]);
    expect(await complete('fastapi-architect://examples/{name}', 'name', 'to')).toEqual(['todo']);
  });
});
