import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { z } from 'zod';
import { Failure } from './output.ts';

const Route = z.object({ operation_id: z.string(), method: z.string(), path: z.string() });
const Generated = z.object({
  bundle_id: z.string(),
  summary: z.string(),
  assumptions: z.array(z.string()),
  unparsed: z.array(z.string()),
  routes: z.array(Route),
});
const Written = z.object({ written: z.array(z.string()), unchanged: z.array(z.string()) });

/** A route of the generated API. */
export type Route = z.infer<typeof Route>;

/** What `generate_crud` says about the project that it made. */
export interface Project {
  readonly bundleId: string;
  readonly summary: string;
  readonly assumptions: readonly string[];
  readonly unparsed: readonly string[];
  readonly routes: readonly Route[];
}

/** The server, as an MCP client sees it. */
export interface Architect {
  generateCrud(description: string): Promise<Project>;
  /** Writes a bundle into a folder of the workspace; how many files are there then. */
  writeFiles(bundleId: string, folder: string): Promise<number>;
}

/** Starts the built server with a workspace, connects a client, and stops both when the work is done. */
export async function withServer<T>(
  bundle: string,
  workspace: string,
  work: (architect: Architect) => Promise<T>,
): Promise<T> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bundle, '--workspace', workspace],
    stderr: 'inherit',
  });
  const client = new Client({ name: 'demo', version: '1.0.0' });
  await client.connect(transport);
  try {
    return await work({
      generateCrud: async (description) => {
        const { bundle_id, ...facts } = await call(
          client,
          'generate_crud',
          { description, detail: 'manifest' },
          Generated,
        );
        return { bundleId: bundle_id, ...facts };
      },
      writeFiles: async (bundleId, folder) => {
        const { written, unchanged } = await call(client, 'write_files', { bundle_id: bundleId, dir: folder }, Written);
        return written.length + unchanged.length;
      },
    });
  } finally {
    await client.close();
  }
}

/** Calls a tool and reads its structured result. */
async function call<T>(client: Client, tool: string, args: Record<string, unknown>, shape: z.ZodType<T>): Promise<T> {
  const result = await client.callTool({ name: tool, arguments: args });
  if (result.isError === true) throw new Failure(`${tool} answered with an error:\n${textOf(result.content)}`);
  return shape.parse(result.structuredContent);
}

function textOf(content: unknown): string {
  const blocks = z.array(z.object({ text: z.string().optional() })).safeParse(content);
  return blocks.success ? blocks.data.map(({ text }) => text ?? '').join('\n') : '';
}
