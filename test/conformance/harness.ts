// The server of the product, with the fixtures of the official suite, behind Streamable HTTP on the loopback interface.
import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer } from '../../src/mcp/create-server.ts';
import { fixtureTools } from './fixture-tools.ts';
import { addFixtures } from './fixtures.ts';

/** A running harness. */
export interface Harness {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the harness on a free port. */
export async function startHarness(): Promise<Harness> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const http = createHttpServer((request, response) => {
    handle(request, response, sessions, portOf(http)).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${portOf(http)}/mcp`,
    close: async () => {
      await Promise.all([...sessions.values()].map((session) => session.close()));
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Map<string, StreamableHTTPServerTransport>,
  port: number,
): Promise<void> {
  const id = request.headers['mcp-session-id'];
  const known = typeof id === 'string' ? sessions.get(id) : undefined;
  if (known === undefined && id !== undefined) {
    response.writeHead(404).end();
    return;
  }
  await (known ?? (await openSession(sessions, port))).handleRequest(request, response);
}

async function openSession(
  sessions: Map<string, StreamableHTTPServerTransport>,
  port: number,
): Promise<StreamableHTTPServerTransport> {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    enableDnsRebindingProtection: true,
    allowedHosts: [`localhost:${port}`, `127.0.0.1:${port}`],
    onsessioninitialized: (id) => void sessions.set(id, transport),
    onsessionclosed: (id) => void sessions.delete(id),
  });
  await serverWithFixtures().connect(transport);
  return transport;
}

function serverWithFixtures(): McpServer {
  const server: McpServer = createServer({ capabilities: { logging: {} }, extraTools: fixtureTools(() => server) });
  addFixtures(server);
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
