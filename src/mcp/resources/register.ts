import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { ErrorCode, McpError, type ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import type { Bundle } from '../../deliver/index.ts';
import { ToolError } from '../errors.ts';
import { ARCHITECT_PROMPT } from '../prompts/architect-prompt.ts';
import type { Session } from '../tool.ts';
import { EXAMPLES } from './examples.ts';

const SCHEME = 'fastapi-architect:';
/** Most values that a completion may have. */
const MOST_COMPLETIONS = 100;

/** Registers the resources. Nothing essential is only here: most models cannot read resources by themselves. */
export function registerResources(server: McpServer, session: Session): void {
  registerTexts(server, session);
  registerExamples(server);
  registerBundles(server, session);
}

function registerTexts(server: McpServer, session: Session): void {
  server.registerResource(
    'architect-prompt',
    `${SCHEME}//prompts/architect`,
    {
      title: 'Architect system prompt',
      description: 'The ten principles, and how to fill in a design and call the tools',
      mimeType: 'text/markdown',
      annotations: { audience: ['assistant'], priority: 0.9 },
    },
    (uri) => contents(uri, 'text/markdown', ARCHITECT_PROMPT),
  );
  server.registerResource(
    'grammar',
    `${SCHEME}//grammar`,
    {
      title: 'Grammar of the design language',
      description: 'Every key of a design and every line that it can hold',
      mimeType: 'text/markdown',
      annotations: { audience: ['assistant'], priority: 0.8 },
    },
    async (uri) => contents(uri, 'text/markdown', (await session.compiler()).grammar),
  );
}

function registerExamples(server: McpServer): void {
  const names = Object.keys(EXAMPLES);
  server.registerResource(
    'example',
    new ResourceTemplate(`${SCHEME}//examples/{name}`, {
      list: () => ({
        resources: names.map((name) => ({
          uri: `${SCHEME}//examples/${name}`,
          name,
          title: `Example design: ${name}`,
          mimeType: 'application/json',
        })),
      }),
      complete: { name: (typed) => startingWith(names, typed) },
    }),
    {
      title: 'Example design',
      description: 'A complete design, ready to be passed to a tool',
      mimeType: 'application/json',
    },
    (uri, { name }) => {
      const example = typeof name === 'string' && Object.hasOwn(EXAMPLES, name) ? EXAMPLES[name] : undefined;
      if (example === undefined) throw notFound(uri, `Examples: ${names.join(', ')}`);
      return contents(uri, 'application/json', `${JSON.stringify(example, null, 2)}\n`);
    },
  );
}

function registerBundles(server: McpServer, { library }: Session): void {
  const bundleOf = (id: string | undefined): Promise<Bundle | undefined> =>
    id === undefined ? Promise.resolve(undefined) : library.find(id).catch(() => undefined);
  server.registerResource(
    'bundle-file',
    new ResourceTemplate(`${SCHEME}//bundles/{id}/{+path}`, {
      list: undefined,
      complete: {
        id: (typed) => startingWith(library.ids(), typed),
        path: async (typed, context) => {
          const bundle = await bundleOf(context?.arguments?.['id']);
          return startingWith(bundle?.files.map((file) => file.path) ?? [], typed);
        },
      },
    }),
    { title: 'Generated file', description: 'The whole text of a generated file' },
    async (uri, { id, path }) => {
      const bundle = await library.find(String(id)).catch((problem: unknown) => {
        throw notFound(uri, problem instanceof ToolError ? problem.fix : '');
      });
      const file = bundle.files.find((one) => one.path === path);
      if (file === undefined) throw notFound(uri, `${DESCRIBE_PATHS} ${bundle.id}`);
      return contents(uri, mimeTypeOf(file.path), file.text);
    },
  );
}

const DESCRIBE_PATHS = 'read_files without paths lists the files of bundle';

function startingWith(values: readonly string[], typed: string): string[] {
  return values.filter((value) => value.startsWith(typed)).slice(0, MOST_COMPLETIONS);
}

function contents(uri: URL, mimeType: string, text: string): ReadResourceResult {
  return { contents: [{ uri: uri.href, mimeType, text }] };
}

function notFound(uri: URL, hint: string): McpError {
  return new McpError(ErrorCode.InvalidParams, `Resource ${uri.href} not found. ${hint}`, { uri: uri.href });
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  py: 'text/x-python',
  md: 'text/markdown',
  json: 'application/json',
  toml: 'application/toml',
  yml: 'application/yaml',
  yaml: 'application/yaml',
};

function mimeTypeOf(path: string): string {
  return MIME_TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain';
}
