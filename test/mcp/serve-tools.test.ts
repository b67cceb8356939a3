import { describe, expect, it } from 'vitest';
import { served } from '../../src/mcp/serve-tools.ts';
import { readOnly, type Session } from '../../src/mcp/tool.ts';
import { GENERATOR_OUTPUT } from '../../src/mcp/schemas/output.ts';
import { call, connect, textOf } from './client.ts';
import { fakeCompiler } from './fake-compiler.ts';

const broken = served(
  {
    name: 'broken',
    title: 'Broken',
    description: 'Always fails',
    inputSchema: () => ({ type: 'object', properties: {} }),
    outputSchema: GENERATOR_OUTPUT,
    hints: readOnly,
    run: () => Promise.reject(new Error('a defect')),
  },
  { compiler: fakeCompiler() } as Session,
);

describe('tools', () => {
  it('that are unknown are a protocol error which names the nearest', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    await expect(call(client, 'generate_curd', {})).rejects.toThrow(
      'Unknown tool "generate_curd" - did you mean generate_crud?',
    );
    await expect(call(client, 'zzz', {})).rejects.toThrow('Unknown tool "zzz" - Tools: design_endpoint, generate_crud');
  });

  it('that fail answer with an error, and the server goes on', async () => {
    const client = await connect({ compiler: fakeCompiler(), extraTools: [broken] });
    const result = await call(client, 'broken', {});
    expect(result.isError).toBe(true);
    expect(textOf(result)).toContain('[INTERNAL]');
    expect((await call(client, 'generate_crud', { resources: [{ name: 'Post' }] })).isError).toBeUndefined();
  });

  it('answer nothing that was cancelled', async () => {
    const client = await connect({ compiler: fakeCompiler() });
    const cancel = new AbortController();
    const args = { name: 'generate_crud', arguments: { resources: [{ name: 'Post' }] } };
    const answer = client.callTool(args, undefined, { signal: cancel.signal });
    cancel.abort('not wanted any more');
    await expect(answer).rejects.toThrow(/not wanted/);
    expect((await call(client, 'generate_crud', args.arguments)).isError).toBeUndefined();
  });
});
