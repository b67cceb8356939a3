import { describe, expect, it } from 'vitest';
import { call, connect, generate, textOf } from '../client.ts';
import { fakeCompiler } from '../fake-compiler.ts';

const POST = { service: 'Blog API', resources: [{ name: 'Post' }] };

describe('generate_crud', () => {
  it('answers with the design, the routes and every file', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await generate(client, 'generate_crud', POST);
    expect(result.engine).toBe('design');
    expect(result.design).toEqual(POST);
    expect(result.routes.map((route) => route.operation_id)).toEqual(['list_posts']);
    expect(result.files.map((file) => file.path)).toEqual([
      'app/main.py',
      'app/posts/models.py',
      'app/posts/router.py',
      'tests/test_all.py',
      'pyproject.toml',
      '.fastapi-architect/design.json',
      '.fastapi-architect/manifest.json',
    ]);
    expect(result.omitted).toBe(0);
    expect(result.bundle_id).toMatch(/^[0-9a-f]{12}$/);
  });

  it('refuses resources that have nothing to do with each other, and names the tool for them', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await call(client, 'generate_crud', { resources: [{ name: 'Post' }, { name: 'Car' }] });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toBe(
      '[INVALID_DESIGN] resources: generate_crud takes one resource and what it refers to, but got Post and Car\n' +
        'Fix: Call scaffold_service with the same arguments.',
    );
  });

  it('takes a resource together with what it refers to', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const resources = [
      { name: 'Post', refers: ['Author', 'User'] },
      { name: 'Author', refers: ['City'] },
      { name: 'City' },
    ];
    expect((await generate(client, 'generate_crud', { resources })).routes).toHaveLength(3);
  });

  it('sends no contents with detail manifest', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await generate(client, 'generate_crud', { ...POST, detail: 'manifest' });
    expect(result.files).toHaveLength(7);
    expect(result.files.every((file) => file.content === undefined)).toBe(true);
    expect(result.omitted).toBe(7);
    expect(result.next).toEqual([
      {
        tool: 'read_files',
        arguments: { bundle_id: result.bundle_id, offset: 0 },
        why: 'read the 7 files without content here, page by page',
      },
    ]);
  });

  it('takes English, and says what it did not understand', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await generate(client, 'generate_crud', { description: 'a Post' });
    expect(result).toMatchObject({ engine: 'offline', assumptions: ['guessed'], unparsed: ['a pigeon'] });
  });

  it('asks for a design when there is nothing to generate', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    for (const args of [{}, { description: '  ' }, { resources: [] }, { resources: '[]', description: null }]) {
      const result = await call(client, 'generate_crud', args);
      expect(textOf(result)).toContain('[INVALID_DESIGN] there is nothing to generate');
      expect(textOf(result)).toContain('\nFix: Call generate_crud with resources');
    }
  });

  it('reports every error of a design with its place, value and suggestion', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await call(client, 'generate_crud', { ...POST, bad: 'wrong' });
    expect(result.isError).toBe(true);
    expect(result.structuredContent).toBeUndefined();
    expect(textOf(result)).toBe(
      '[INVALID_DESIGN] bad: is bad (got "wrong") - did you mean good?\n' +
        'Fix: Correct these and call generate_crud again with the whole design.',
    );
  });

  it('hands back what it has read of a description, to be corrected', async () => {
    const client = await connect();
    const args = { description: 'Boats have a name.', config: { pagination: 'scroll' } };
    const text = textOf(await call(client, 'generate_crud', args));
    expect(text).toContain('config.pagination');
    const [, draft = ''] = /Fix: Correct this draft and call generate_crud again with it: (.*)$/.exec(text) ?? [];
    const corrected = { ...(JSON.parse(draft) as object), config: { pagination: 'page' } };
    expect(await generate(client, 'generate_crud', corrected)).toMatchObject({ engine: 'design' });
  });

  it('asks for a design when a description gave none', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const text = textOf(await call(client, 'generate_crud', { description: 'hm' }));
    expect(text).toContain('description: not understood (got "a pigeon")');
    expect(text).toContain('\nFix: Call generate_crud with resources that you write yourself');
  });

  it('answers UNSUPPORTED for an option that has no target yet', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await call(client, 'generate_crud', { ...POST, config: { db_library: 'prisma' } });
    expect(textOf(result)).toContain('[UNSUPPORTED] config.db_library: cannot be generated yet (got "prisma")');
  });

  it('holds its limits', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const long = await call(client, 'generate_crud', { description: 'x'.repeat(20_001) });
    expect(textOf(long)).toContain('[LIMIT_EXCEEDED] description: is 20001 characters long; the limit is 20000');
    const resources = Array.from({ length: 101 }, (_, index) => ({ name: `R${index}` }));
    for (const given of [resources, JSON.stringify(resources)]) {
      const many = await call(client, 'generate_crud', { resources: given });
      expect(textOf(many)).toContain('[LIMIT_EXCEEDED] resources: 101 were given; the limit is 100');
    }
  });

  it('accepts the envelope that some models put around arguments', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    for (const envelope of [POST, JSON.stringify(POST)]) {
      const result = await generate(client, 'generate_crud', { name: 'generate_crud', arguments: envelope });
      expect(result.design).toEqual(POST);
    }
    const beside = { name: 'generate_crud', arguments: POST, detail: 'manifest' };
    const result = await generate(client, 'generate_crud', beside);
    expect(result.design).toEqual(POST);
    expect(result.files.filter(({ content }) => content !== undefined)).toEqual([]);
  });

  it('reports a misspelt argument of its own and ignores it', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const result = await generate(client, 'generate_crud', { ...POST, detial: 'manifest' });
    expect(result.warnings).toEqual(['"detial": unknown argument, ignored - did you mean detail?']);
    expect(result.omitted).toBe(0);
    const wrong = await call(client, 'generate_crud', { ...POST, detail: 'manifset' });
    expect(textOf(wrong)).toContain('detail: must be one of full, manifest (got "manifset") - did you mean manifest?');
  });
});
