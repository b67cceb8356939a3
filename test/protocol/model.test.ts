/** The built server with a model behind it: a server on this machine that speaks the Messages API. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GeneratorResult } from '../../src/mcp/result/contract.ts';
import { type FakeApi, fakeApi, type Scripted } from '../understand/anthropic/fake-api.ts';
import { buildServer, INITIALIZE, INITIALIZED, type RawServer, startRaw, toolCall } from './built-server.ts';

const KEY = 'sk-test-7d21';
const DESCRIPTION = 'Kites have a colour, and are flown by walruses.';
const GOOD = JSON.stringify({
  service: 'Kites',
  resources: [{ name: 'Kite', fields: ['colour: string(1..40)'] }],
  unparsed: ['flown by walruses'],
});

const apis: FakeApi[] = [];
const servers: RawServer[] = [];
beforeAll(buildServer);
afterEach(async () => {
  for (const server of servers.splice(0)) server.child.kill('SIGKILL');
  await Promise.all(apis.splice(0).map((api) => api.close()));
});

/** A server that asks a model which answers what is scripted, with all logs switched on. */
async function start(script: readonly Scripted[]): Promise<{ server: RawServer; api: FakeApi }> {
  const api = await fakeApi(script);
  apis.push(api);
  const everything = { LOG_LEVEL: 'debug', ANTHROPIC_LOG: 'debug' };
  const env = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: api.url, ANTHROPIC_MODEL: 'claude-test', ...everything };
  const server = startRaw({ env });
  servers.push(server);
  server.send(INITIALIZE, INITIALIZED);
  await server.answer('init');
  return { server, api };
}

async function generate(server: RawServer): Promise<GeneratorResult> {
  server.send(toolCall('call', 'generate_crud', { description: DESCRIPTION, detail: 'manifest' }));
  const { result } = (await server.answer('call')) as { result: { structuredContent: GeneratorResult } };
  return result.structuredContent;
}

/** What the server wrote until its end: only messages on stdout, and never what is secret on stderr. */
async function end(server: RawServer): Promise<string> {
  server.child.stdin.end();
  const { code, lines, stderr } = await server.ended;
  expect(code).toBe(0);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
  expect(stderr).not.toMatch(/walruses|sk-test/);
  return stderr;
}

describe('the built server with a key', () => {
  it('generates what the model designed, and keeps stdout clean while everything is logged', async () => {
    const { server, api } = await start([{ text: GOOD }]);
    expect(await generate(server)).toMatchObject({
      engine: 'model',
      design: { service: 'Kites', resources: [{ name: 'Kite' }] },
      unparsed: ['flown by walruses'],
      usage: { model: 'claude-test', requests: 1, input_tokens: 100, output_tokens: 50 },
    });
    expect(api.seen).toHaveLength(1);
    const stderr = await end(server);
    expect(stderr).toContain('sending request');
    expect(stderr).toContain('"event":"model","model":"claude-test","requests":1');
  });

  it('says why the model was not of use, and reads the description offline', async () => {
    const { server } = await start([{ status: 401, kind: 'authentication_error', message: DESCRIPTION }]);
    const { engine, warnings, design } = await generate(server);
    expect({ engine, design }).toMatchObject({ engine: 'offline', design: { resources: [{ name: 'Kite' }] } });
    expect(warnings.join('\n')).toContain('refused the key: check ANTHROPIC_API_KEY');
    expect(warnings.join('\n')).not.toContain('walruses');
    await end(server);
  });

  it('lets the model go when the call is cancelled', async () => {
    const { server, api } = await start([{ text: GOOD, breaks: 'hang' }]);
    server.send(toolCall('call', 'generate_crud', { description: DESCRIPTION }));
    await expect.poll(() => api.seen.length, { timeout: 10_000 }).toBe(1);
    server.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 'call' } });
    await expect.poll(() => api.open(), { timeout: 10_000 }).toBe(0);
    await end(server);
  });

  it('asks nobody when the design is there, and says that descriptions leave the machine', async () => {
    const { server, api } = await start([{ text: GOOD }]);
    const resources = [{ name: 'Kite', fields: ['colour: string'] }];
    server.send(toolCall('call', 'generate_crud', { description: DESCRIPTION, resources, detail: 'manifest' }));
    expect(await server.answer('call')).toMatchObject({ result: { structuredContent: { engine: 'design' } } });
    expect(api.seen).toEqual([]);
    server.send({ jsonrpc: '2.0', id: 'list', method: 'tools/list' });
    const { result } = (await server.answer('list')) as { result: { tools: Advertised[] } };
    const open = result.tools.filter(({ annotations }) => annotations.openWorldHint).map(({ name }) => name);
    expect(open).toEqual(['design_endpoint', 'generate_crud', 'scaffold_service', 'generate_tests']);
  });
});

interface Advertised {
  readonly name: string;
  readonly annotations: { readonly openWorldHint: boolean };
}
