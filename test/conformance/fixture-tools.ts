// Tools that the official suite calls by name. Served by the harness only.
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult, ContentBlock, ElicitRequestFormParams } from '@modelcontextprotocol/sdk/types.js';
import type { RequestExtra, ServedTool } from '../../src/mcp/serve-tools.ts';
import { PNG, resourceBlock, textBlock, WAV } from './fixtures.ts';

type Schema = ElicitRequestFormParams['requestedSchema'];
type Handler = (args: Record<string, unknown>, extra: RequestExtra) => Promise<ContentBlock[]> | ContentBlock[];

/** The tools of the suite; `server` is asked for only when one of them is called. */
export function fixtureTools(server: () => McpServer): readonly ServedTool[] {
  return [
    ...Object.entries(CONTENTS).map(([name, blocks]) => tool(name, () => blocks)),
    tool('test_error_handling', () => {
      throw new Error('This tool intentionally returns an error for testing');
    }),
    tool('test_tool_with_logging', logThreeTimes),
    tool('test_tool_with_progress', progressThreeTimes),
    tool('test_sampling', (args, extra) => sample(server(), String(args['prompt']), extra), ['prompt']),
    tool(
      'test_elicitation',
      async (args, extra) => {
        const answer = await ask(server(), String(args['message']), USER_SCHEMA, extra);
        return [textBlock(`User response: action: ${answer.action}, content: ${JSON.stringify(answer.content)}`)];
      },
      ['message'],
    ),
    tool('test_elicitation_sep1034_defaults', (_, extra) => elicit(server(), DEFAULTS_SCHEMA, extra)),
    tool('test_elicitation_sep1330_enums', (_, extra) => elicit(server(), ENUMS_SCHEMA, extra)),
  ];
}

const MIXED: ContentBlock = {
  type: 'resource',
  resource: {
    uri: 'test://mixed-content-resource',
    mimeType: 'application/json',
    text: '{"test":"data","value":123}',
  },
};

const CONTENTS: Readonly<Record<string, ContentBlock[]>> = {
  test_simple_text: [textBlock('This is a simple text response for testing.')],
  test_image_content: [{ type: 'image', data: PNG, mimeType: 'image/png' }],
  test_audio_content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }],
  test_embedded_resource: [resourceBlock('test://embedded-resource')],
  test_multiple_content_types: [
    textBlock('Multiple content types test:'),
    { type: 'image', data: PNG, mimeType: 'image/png' },
    MIXED,
  ],
};

function tool(name: string, handler: Handler, texts: readonly string[] = []): ServedTool {
  const properties = Object.fromEntries(texts.map((key) => [key, { type: 'string' }]));
  return {
    name,
    advertise: () =>
      Promise.resolve({
        name,
        description: `Conformance fixture ${name}`,
        inputSchema: { type: 'object', properties, required: [...texts] },
      }),
    call: async (args, extra): Promise<CallToolResult> => {
      try {
        return { content: await handler(args, extra) };
      } catch (problem) {
        return { content: [textBlock(problem instanceof Error ? problem.message : String(problem))], isError: true };
      }
    },
  };
}

async function logThreeTimes(_: unknown, extra: RequestExtra): Promise<ContentBlock[]> {
  for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    await extra.sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
    await pause();
  }
  return [textBlock('ok')];
}

async function progressThreeTimes(_: unknown, extra: RequestExtra): Promise<ContentBlock[]> {
  const { _meta: meta } = extra;
  const progressToken = meta?.progressToken;
  for (const progress of [0, 50, 100]) {
    if (progressToken !== undefined) {
      const params = { progressToken, progress, total: 100 };
      await extra.sendNotification({ method: 'notifications/progress', params });
    }
    await pause();
  }
  return [textBlock('ok')];
}

async function sample(server: McpServer, prompt: string, extra: RequestExtra): Promise<ContentBlock[]> {
  const answer = await server.server.createMessage(
    { messages: [{ role: 'user', content: { type: 'text', text: prompt } }], maxTokens: 100 },
    { relatedRequestId: extra.requestId },
  );
  return [textBlock(`LLM response: ${answer.content.type === 'text' ? answer.content.text : ''}`)];
}

async function elicit(server: McpServer, schema: Schema, extra: RequestExtra): Promise<ContentBlock[]> {
  const answer = await ask(server, 'Please fill in the form', schema, extra);
  return [textBlock(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content)}`)];
}

function ask(server: McpServer, message: string, requestedSchema: Schema, extra: RequestExtra) {
  return server.server.elicitInput({ message, requestedSchema }, { relatedRequestId: extra.requestId });
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

const USER_SCHEMA: Schema = {
  type: 'object',
  properties: { username: { type: 'string' }, email: { type: 'string' } },
  required: ['username', 'email'],
};

const DEFAULTS_SCHEMA: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
};

const OPTIONS = [
  { const: 'value1', title: 'First Option' },
  { const: 'value2', title: 'Second Option' },
  { const: 'value3', title: 'Third Option' },
];
const NAMES = ['option1', 'option2', 'option3'];

const ENUMS_SCHEMA: Schema = {
  type: 'object',
  properties: {
    untitledSingle: { type: 'string', enum: NAMES },
    titledSingle: { type: 'string', oneOf: OPTIONS },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', items: { type: 'string', enum: NAMES } },
    titledMulti: { type: 'array', items: { anyOf: OPTIONS } },
  },
};
