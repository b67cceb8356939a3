import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { beforeAll, expect, it } from 'vitest';
import { buildServer, cleanEnvironment } from './built-server.ts';

beforeAll(buildServer);

it('mcp.json starts the server', async () => {
  const { mcpServers } = JSON.parse(readFileSync('mcp.json', 'utf8')) as {
    mcpServers: Record<string, { type: string; command: string; args: string[] }>;
  };
  const server = mcpServers['fastapi-architect'] ?? expect.fail('it is not configured');
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(new StdioClientTransport({ ...server, env: cleanEnvironment(), stderr: 'ignore' }));
  expect(client.getServerVersion()?.name).toBe('fastapi-architect');
  await client.close();
});
