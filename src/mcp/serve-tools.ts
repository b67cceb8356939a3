import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  type ListToolsResult,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { didYouMean } from '../design/suggest.ts';
import { errorResult } from './errors.ts';
import type { JsonSchema } from './schemas/json-schema.ts';
import { quote } from './text.ts';
import type { Answer, CallContext, Session, Tool } from './tool.ts';

/**
 * Answers `tools/list` and `tools/call`.
 *
 * The SDK's own registration would validate arguments before a tool sees them, and advertise schemas with `$schema`
 * and `additionalProperties`, which hosts refuse: so tools bring their schema and read their arguments themselves.
 */
export function serveTools(server: McpServer, session: Session, tools: readonly Tool[]): void {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  server.server.setRequestHandler(ListToolsRequestSchema, async (): Promise<ListToolsResult> => {
    const wire = (await session.compiler()).wireSchema();
    return { tools: tools.map((tool) => advertise(tool, wire)) };
  });
  server.server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const tool = byName.get(params.name) ?? unknownTool(params.name, [...byName.keys()]);
    return call(tool, params.arguments ?? {}, { session, signal });
  });
}

async function call(tool: Tool, received: Record<string, unknown>, context: CallContext): Promise<CallToolResult> {
  try {
    return toResult(await tool.run(received, context));
  } catch (problem) {
    return errorResult(problem);
  }
}

function toResult({ structured, text }: Answer): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: structured };
}

function advertise(tool: Tool, wire: JsonSchema): ListToolsResult['tools'][number] {
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: rootOf(tool.inputSchema(wire)),
    outputSchema: rootOf(tool.outputSchema),
    annotations: { title: tool.title, ...tool.hints },
    ...(tool.meta === undefined ? {} : { _meta: tool.meta }),
  };
}

/** A schema with the root that the protocol asks for. */
function rootOf(schema: JsonSchema): ListToolsResult['tools'][number]['inputSchema'] {
  const { properties, required } = schema;
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
