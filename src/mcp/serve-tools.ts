import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  type ListToolsResult,
  McpError,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { didYouMean } from '../design/suggest.ts';
import { errorResult } from './errors.ts';
import type { JsonSchema } from './schemas/json-schema.ts';
import { quote } from './text.ts';
import type { Answer, CallContext, Session, Tool } from './tool.ts';

/** What the SDK passes along with a request. */
export type RequestExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** A tool as the protocol sees it. */
export interface ServedTool {
  readonly name: string;
  advertise(): Promise<ListToolsResult['tools'][number]>;
  call(received: Record<string, unknown>, extra: RequestExtra): Promise<CallToolResult>;
}

/**
 * Answers `tools/list` and `tools/call`.
 *
 * The SDK's own registration would validate arguments before a tool sees them, and advertise schemas with `$schema`
 * and `additionalProperties`, which hosts refuse: so tools bring their schema and read their arguments themselves.
 */
export function serveTools(server: McpServer, tools: readonly ServedTool[]): void {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  server.server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: await Promise.all(tools.map((tool) => tool.advertise())),
  }));
  server.server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => {
    const tool = byName.get(params.name) ?? unknownTool(params.name, [...byName.keys()]);
    return tool.call(params.arguments ?? {}, extra);
  });
}

/** A tool of ours, put into the terms of the protocol. */
export function served(tool: Tool, session: Session): ServedTool {
  return {
    name: tool.name,
    advertise: async () => advertise(tool, session, (await session.compiler()).wireSchema()),
    call: (received, { signal }) => run(tool, received, { session, signal }),
  };
}

async function run(tool: Tool, received: Record<string, unknown>, context: CallContext): Promise<CallToolResult> {
  try {
    return toResult(await tool.run(received, context));
  } catch (problem) {
    return errorResult(problem);
  }
}

function toResult({ structured, text }: Answer): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: structured };
}

function advertise(tool: Tool, session: Session, wire: JsonSchema): ListToolsResult['tools'][number] {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: rootOf(tool.inputSchema(wire)),
    outputSchema: rootOf(tool.outputSchema),
    annotations: tool.hints(session),
  };
}

/** A schema with the root that the protocol asks for. */
function rootOf({ properties, required }: JsonSchema): ListToolsResult['tools'][number]['inputSchema'] {
  return {
    type: 'object',
    properties: { ...properties },
    ...(required === undefined ? {} : { required: [...required] }),
  };
}

function unknownTool(name: string, known: readonly string[]): never {
  const meant = didYouMean(name, known);
  const suggestion = meant === undefined ? `Tools: ${known.join(', ')}` : `did you mean ${meant}?`;
  throw new McpError(ErrorCode.InvalidParams, `Unknown tool ${quote(name)} - ${suggestion}`);
}
