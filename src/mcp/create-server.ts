import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { ServerCapabilities } from '@modelcontextprotocol/sdk/types.js';
import pkg from '../../package.json' with { type: 'json' };
import { DesignCache } from '../deliver/index.ts';
import type { Compiler } from './compiler.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { BundleLibrary } from './library.ts';
import { loadCompiler } from './load-compiler.ts';
import { log, messageOf } from './log.ts';
import { registerPrompts } from './prompts/register.ts';
import { registerResources } from './resources/register.ts';
import { served, type ServedTool, serveTools } from './serve-tools.ts';
import type { Session } from './tool.ts';
import { toolsOf } from './tools/registry.ts';

/** How a server is set up. */
export interface ServerOptions {
  /** The folder that `write_files` may write to; without one there is no such tool. */
  readonly workspace?: string;
  /** Where designs are kept between restarts; without one they are not. */
  readonly cacheFolder?: string;
  /** Whether descriptions are sent to a language model, which clients are told. */
  readonly asksModel?: boolean;
  /** For harnesses that need more than the product advertises. */
  readonly capabilities?: ServerCapabilities;
  readonly extraTools?: readonly ServedTool[];
  /** Another compiler, for tests of the server alone. */
  readonly compiler?: () => Promise<Compiler>;
}

/** The MCP server, ready to be connected to a transport. */
export function createServer(options: ServerOptions = {}): McpServer {
  const server = new McpServer(
    { name: 'fastapi-architect', title: 'FastAPI Architect', version: pkg.version },
    { instructions: INSTRUCTIONS, capabilities: { tools: {}, ...options.capabilities } },
  );
  const session = createSession(options);
  const tools = toolsOf(session).map((tool) => served(tool, session));
  serveTools(server, [...tools, ...(options.extraTools ?? [])]);
  registerPrompts(server);
  registerResources(server, session);
  return server;
}

function createSession({ workspace, cacheFolder, asksModel = false, compiler = loadCompiler }: ServerOptions): Session {
  const cache = new DesignCache(cacheFolder, (problem) => log('warn', 'design-cache', { message: messageOf(problem) }));
  const library = new BundleLibrary(cache, compiler);
  return { compiler, library, asksModel, ...(workspace === undefined ? {} : { workspace }) };
}
