import { mkdirSync } from 'node:fs';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer, connectBuilt, temporaryFolder } from './built-server.ts';
import { lintSchema, type WireSchema } from './schema-lint.ts';

const NAMES = ['design_endpoint', 'generate_crud', 'scaffold_service', 'generate_tests', 'read_files', 'write_files'];

let client: Client;
let tools: Tool[];
beforeAll(async () => {
  buildServer();
  const workspace = temporaryFolder();
  mkdirSync(workspace, { recursive: true });
  client = await connectBuilt({ args: ['--workspace', workspace] });
  ({ tools } = await client.listTools());
});
afterAll(() => client.close());

const find = (name: string): Tool => tools.find((tool) => tool.name === name) ?? expect.fail(`there is no ${name}`);

describe('tools/list', () => {
  it('has these tools, in this order, and none that does not exist yet', async () => {
    expect(tools.map((tool) => tool.name)).toEqual(NAMES);
    const without = await connectBuilt();
    expect((await without.listTools()).tools.map((tool) => tool.name)).toEqual(NAMES.slice(0, -1));
    await without.close();
  });

  it('takes its workspace from the environment, never from the working directory', async () => {
    for (const variable of ['FASTAPI_ARCHITECT_WORKSPACE', 'CLAUDE_PROJECT_DIR']) {
      const configured = await connectBuilt({ env: { [variable]: temporaryFolder() } });
      expect((await configured.listTools()).tools.map((tool) => tool.name)).toContain('write_files');
      await configured.close();
    }
  });

  it('is at most 24 kB', () => {
    expect(Buffer.byteLength(JSON.stringify({ tools }))).toBeLessThanOrEqual(24_000);
  });

  it.each(NAMES)('advertises %s in a way that every host takes', (name) => {
    const tool = find(name);
    expect(lintSchema(tool.inputSchema as WireSchema)).toEqual([]);
    expect(lintSchema(tool.outputSchema as WireSchema)).toEqual([]);
    expect(Object.keys(tool.inputSchema.properties ?? {}).length).toBeGreaterThan(0);
    expect(`mcp__fastapi-architect__${name}`.length).toBeLessThanOrEqual(60);
    expect(tool.description?.length).toBeLessThan(2_048);
    expect(tool.title).toBeTruthy();
    expect(Object.keys(tool.annotations ?? {}).toSorted()).toEqual([
      'destructiveHint',
      'idempotentHint',
      'openWorldHint',
      'readOnlyHint',
    ]);
  });

  it('says that only write_files writes', () => {
    expect(tools.filter((tool) => tool.annotations?.readOnlyHint !== true).map((tool) => tool.name)).toEqual([
      'write_files',
    ]);
  });

  it('explains the whole grammar on design_endpoint and scaffold_service, and names its keys elsewhere', () => {
    const size = (name: string): number => JSON.stringify(find(name).inputSchema).length;
    const keys = Object.keys(find('design_endpoint').inputSchema.properties ?? {});
    expect(Object.keys(find('scaffold_service').inputSchema.properties ?? {})).toEqual(keys);
    expect(Object.keys(find('generate_crud').inputSchema.properties ?? {})).toEqual(keys);
    expect(keys).toEqual([
      'description',
      'service',
      'config',
      'roles',
      'resources',
      'endpoints',
      'tasks',
      'events',
      'detail',
    ]);
    expect(size('generate_crud')).toBeLessThan(size('design_endpoint') * 0.7);
  });

  it.each(NAMES)('keeps what clients know of %s', async (name) => {
    await expect(`${JSON.stringify(find(name), null, 2)}\n`).toMatchFileSnapshot(`snapshots/${name}.json`);
  });
});

describe('initialize', () => {
  it('says who this is and how to use it, shortly', () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'fastapi-architect', title: 'FastAPI Architect' });
    expect(client.getInstructions()?.length).toBeLessThanOrEqual(1_500);
    expect(Object.keys(client.getServerCapabilities() ?? {}).toSorted()).toEqual([
      'completions',
      'prompts',
      'resources',
      'tools',
    ]);
  });
});
