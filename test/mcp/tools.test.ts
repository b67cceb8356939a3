import { describe, expect, it } from 'vitest';
import { call, connect, generate, textOf } from './client.ts';
import { fakeCompiler } from './fake-compiler.ts';

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
});
