import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { createServer, type ServerOptions } from '../../src/mcp/create-server.ts';
import type { GeneratorResult } from '../../src/mcp/result/contract.ts';

/** A client that is connected to a server in this process. */
export async function connect(options: ServerOptions = {}): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createServer(options).connect(theirs);
  const client = new Client({ name: 'test', version: '0' });
  await client.connect(ours);
  return client;
}

/** Calls a tool and returns what came back, error results included. */
export async function call(client: Client, name: string, args: Record<string, unknown>): Promise<CallToolResult> {
  return (await client.callTool({ name, arguments: args })) as CallToolResult;
}

/** The structured rendering of a successful call. */
export async function generate(client: Client, name: string, args: Record<string, unknown>): Promise<GeneratorResult> {
  const result = await call(client, name, args);
  if (result.isError === true) throw new Error(textOf(result));
  return result.structuredContent as unknown as GeneratorResult;
}

/** The text rendering. */
export function textOf(result: CallToolResult): string {
  return result.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}
