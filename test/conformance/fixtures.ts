// Resources and prompts that the official suite asks for by name. Registered by the harness only.
import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  type ContentBlock,
  type GetPromptResult,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod/v4';

export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
export const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';

/** Adds what the suite reads and gets. */
export function addFixtures(server: McpServer): void {
  server.server.registerCapabilities({ resources: { subscribe: true } });
  server.server.setRequestHandler(SubscribeRequestSchema, () => ({}));
  server.server.setRequestHandler(UnsubscribeRequestSchema, () => ({}));
  addResources(server);
  addPrompts(server);
}

export function textBlock(text: string): ContentBlock {
  return { type: 'text', text };
}

export function resourceBlock(uri: string): ContentBlock {
  const text = 'This is an embedded resource content.';
  return { type: 'resource', resource: { uri, mimeType: 'text/plain', text } };
}

function addResources(server: McpServer): void {
  const texts = {
    'test://static-text': 'This is the content of the static text resource.',
    'test://watched-resource': 'watched',
  };
  for (const [uri, text] of Object.entries(texts)) {
    server.registerResource(uri, uri, { description: 'fixture', mimeType: 'text/plain' }, () => ({
      contents: [{ uri, mimeType: 'text/plain', text }],
    }));
  }
  server.registerResource(
    'static-binary',
    'test://static-binary',
    { description: 'fixture', mimeType: 'image/png' },
    (uri) => ({ contents: [{ uri: uri.href, mimeType: 'image/png', blob: PNG }] }),
  );
  server.registerResource(
    'template',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { description: 'fixture', mimeType: 'application/json' },
    (uri, { id }) => {
      const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` });
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text }] };
    },
  );
}

function addPrompts(server: McpServer): void {
  const fixed = {
    test_simple_prompt: [textBlock('This is a simple prompt for testing.')],
    test_prompt_with_image: [
      { type: 'image' as const, data: PNG, mimeType: 'image/png' },
      textBlock('Please analyze the image above.'),
    ],
  };
  for (const [name, blocks] of Object.entries(fixed)) {
    server.registerPrompt(name, { description: 'fixture' }, () => messages(blocks));
  }
  server.registerPrompt(
    'test_prompt_with_arguments',
    { description: 'fixture', argsSchema: { arg1: z.string(), arg2: z.string() } },
    ({ arg1, arg2 }) => messages([textBlock(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)]),
  );
  server.registerPrompt(
    'test_prompt_with_embedded_resource',
    { description: 'fixture', argsSchema: { resourceUri: z.string() } },
    ({ resourceUri }) =>
      messages([resourceBlock(resourceUri), textBlock('Please process the embedded resource above.')]),
  );
}

function messages(blocks: readonly ContentBlock[]): GetPromptResult {
  return { messages: blocks.map((content) => ({ role: 'user', content })) };
}
