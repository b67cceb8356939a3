import { afterEach, describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { anthropicEngine } from '../../../src/understand/anthropic/index.ts';
import { DEFAULT_MODEL, type ModelSettings } from '../../../src/understand/anthropic/settings.ts';
import { understand, type Understood } from '../../../src/understand/index.ts';
import { offlineEngine } from '../../../src/understand/offline/index.ts';
import { requestFor } from '../request.ts';
import { type FakeApi, fakeApi, type Scripted } from './fake-api.ts';

const KEY = 'sk-test-5f0c';
const DESCRIPTION = 'Boats have a name and a length in metres. Nobody may delete them. Send pigeons.';
const BOAT = {
  name: 'Boat',
  fields: ['name: string(1..80)', 'length: float min=0'],
  operations: ['list', 'get', 'create', 'update'],
};
const ANSWER = { service: 'Boats', resources: [BOAT], unparsed: ['Send pigeons'], assumptions: ['Names are short.'] };
const GOOD = JSON.stringify(ANSWER);
const WRONG = JSON.stringify({ resources: [{ ...BOAT, fields: ['name: strng(1..80)', 'length: flot'] }] });
const BETTER = JSON.stringify({ resources: [{ ...BOAT, fields: ['name: strng(1..80)'] }] });

const running: FakeApi[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((api) => api.close()));
});

interface Attempt {
  readonly settings?: Partial<ModelSettings>;
  readonly given?: Record<string, unknown>;
  readonly signal?: AbortSignal;
}

interface Outcome {
  readonly answer: Understood;
  readonly api: FakeApi;
  readonly seconds: number;
  readonly logged: string;
}

/** Understands a description with a model that answers what is scripted, and with the offline parser behind it. */
async function ask(script: readonly Scripted[], { settings, given = {}, signal }: Attempt = {}): Promise<Outcome> {
  const api = await fakeApi(script);
  running.push(api);
  const own = { apiKey: KEY, baseUrl: api.url, model: DEFAULT_MODEL, deadline: 10, ...settings };
  const lines: string[] = [];
  const start = performance.now();
  const answer = await understand(DESCRIPTION, given, {
    engines: [anthropicEngine(() => own), offlineEngine(readDesign)],
    log: (...line) => lines.push(JSON.stringify(line)),
    ...(signal === undefined ? {} : { signal }),
  });
  return { answer, api, seconds: (performance.now() - start) / 1000, logged: lines.join('\n') };
}

describe('a description that the model understands', () => {
  it('becomes its design, with its remarks and what it cost', async () => {
    const usage = { cache_read_input_tokens: 900, cache_creation_input_tokens: 30 };
    const { answer } = await ask([{ text: GOOD, usage }]);
    expect(answer).toEqual({
      engine: 'model',
      wire: { service: 'Boats', resources: [BOAT] },
      assumptions: ['Names are short.'],
      unparsed: ['Send pigeons'],
      coverage: 1 - 2 / 15,
      warnings: [],
      usage: { model: DEFAULT_MODEL, requests: 1, input_tokens: 100, output_tokens: 50, ...usage },
    });
  });

  it('is asked for with the whole language, as a stream that follows a closed schema', async () => {
    const { api } = await ask([{ text: GOOD }]);
    const [{ path, headers, body } = expect.fail('nothing was asked')] = api.seen;
    expect(path).toMatch(/^\/v1\/messages/);
    expect(headers).toMatchObject({ authorization: `Bearer ${KEY}` });
    expect(body).toMatchObject({
      model: DEFAULT_MODEL,
      stream: true,
      output_config: { format: { type: 'json_schema' } },
    });
    expect(body.system).toMatchObject([{ cache_control: { type: 'ephemeral' } }]);
    expect(body.system[0]?.text).toContain('# The design language');
    expect(body.messages).toEqual([{ role: 'user', content: `<description>\n${DESCRIPTION}\n</description>` }]);
    expect(body).not.toHaveProperty('temperature');
  });

  it('is read without the blanks that the schema makes the model write', async () => {
    const text = JSON.stringify({
      ...ANSWER,
      description: '',
      config: { profile: '', async_mode: 'false', page_size: '', features: [] },
      roles: [],
      resources: [{ ...BOAT, plural: '', access: [], actions: [] }],
    });
    const { answer } = await ask([{ text }]);
    expect(answer.wire).toEqual({ service: 'Boats', config: { async_mode: 'false' }, resources: [BOAT] });
    expect(readDesign(answer.wire).design?.config.async_mode).toBe(false);
  });

  it('may say in python what steps cannot', async () => {
    const actions = [{ name: 'paint', input: ['colour: string'], python: 'boat.colour = colour' }];
    const { answer } = await ask([{ text: JSON.stringify({ ...ANSWER, resources: [{ ...BOAT, actions }] }) }]);
    expect(answer).toMatchObject({ engine: 'model', wire: { resources: [{ actions }] } });
  });

  it('keeps what the caller has decided, and tells the model', async () => {
    const given = { config: { pagination: 'page' } };
    const text = JSON.stringify({ ...ANSWER, config: { pagination: 'cursor', auth_style: 'api_key' } });
    const { answer, api } = await ask([{ text }], { given });
    expect(answer.wire['config']).toEqual({ pagination: 'page', auth_style: 'api_key' });
    expect(api.seen[0]?.body.messages[0]?.content).toContain(JSON.stringify(given));
  });

  it('is not asked to mend what the caller has written', async () => {
    const { answer, api } = await ask([{ text: GOOD }], { given: { config: { pagination: 'scroll' } } });
    expect(api.seen).toHaveLength(1);
    expect(answer).toMatchObject({ engine: 'model', wire: { config: { pagination: 'scroll' } } });
  });
});

describe('a model that errs', () => {
  it('is told all problems at once, and mends them', async () => {
    const { answer, api } = await ask([{ text: WRONG }, { text: GOOD }]);
    expect(answer).toMatchObject({ engine: 'model', usage: { requests: 2, input_tokens: 200, output_tokens: 100 } });
    const turns = api.seen[1]?.body.messages ?? [];
    expect(turns.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(turns[2]?.content).toMatch(/resources\[0\]\.fields\[0\]: .*perhaps string/);
    expect(turns[2]?.content).toMatch(/resources\[0\]\.fields\[1\]: .*perhaps float/);
  });

  it('may mend in two steps', async () => {
    const { answer, api } = await ask([{ text: WRONG }, { text: BETTER }, { text: GOOD }]);
    expect(answer.engine).toBe('model');
    expect(api.seen).toHaveLength(3);
  });

  it('is asked for a cut answer again, with more room', async () => {
    const { answer, api } = await ask([{ text: GOOD.slice(0, 60), stop: 'max_tokens' }, { text: GOOD }]);
    expect(answer.engine).toBe('model');
    expect(api.seen.map(({ body }) => body.max_tokens)).toEqual([8_000, 16_000]);
    expect(api.seen[1]?.body.messages).toHaveLength(1);
  });

  it('is made to call a tool when the schema is refused', async () => {
    const refusal = { status: 400, kind: 'invalid_request_error', message: 'The compiled grammar is too large' };
    const { answer, api } = await ask([refusal, { text: WRONG }, { text: GOOD }]);
    expect(answer).toMatchObject({ engine: 'model', wire: { resources: [BOAT] } });
    const forced = { type: 'tool', name: 'send_design', disable_parallel_tool_use: true };
    for (const { body } of api.seen.slice(1)) {
      expect(body.tool_choice).toEqual(forced);
      expect(body.tools?.[0]).not.toHaveProperty('strict');
      expect(body).not.toHaveProperty('output_config');
    }
  });
});

describe('an API that fails for a while', () => {
  it.each<[string, Scripted, number]>([
    ['500', { status: 500, headers: { 'retry-after': '0' } }, 0],
    ['529', { status: 529, kind: 'overloaded_error', headers: { 'retry-after': '0' } }, 0],
    ['429 with Retry-After', { status: 429, kind: 'rate_limit_error', headers: { 'retry-after': '1' } }, 1],
    ['a cut connection', { text: GOOD, breaks: 'cut' }, 1],
    ['an error within the answer', { text: GOOD, breaks: 'error' }, 1],
  ])('is asked again after %s', async (_name, failure, wait) => {
    const { answer, api, seconds } = await ask([failure, { text: GOOD }]);
    expect(answer).toMatchObject({ engine: 'model', warnings: [], usage: { requests: 2 } });
    expect(api.seen).toHaveLength(2);
    expect(seconds).toBeGreaterThanOrEqual(wait);
  });
});

/** What goes wrong, how the API or the model does it, what a person is told, and how often the API is asked. */
const FAULTS: readonly [string, Scripted[], RegExp, number][] = [
  [
    '401',
    [{ status: 401, kind: 'authentication_error' }],
    /refused the key: check ANTHROPIC_API_KEY \(status 401, request req_1\)/,
    1,
  ],
  ['402', [{ status: 402, kind: 'billing_error' }], /account of the key cannot pay/, 1],
  ['403', [{ status: 403, kind: 'permission_error' }], /the key may not use claude-sonnet-4-6/, 1],
  ['404', [{ status: 404, kind: 'not_found_error' }], /does not know claude-sonnet-4-6: check ANTHROPIC_MODEL/, 1],
  ['413', [{ status: 413, kind: 'request_too_large' }], /too long/, 1],
  [
    '400 in every form',
    [{ status: 400, message: DESCRIPTION }],
    /refused the request \(status 400, request req_2\)/,
    2,
  ],
  [
    '429 for an hour',
    [{ status: 429, headers: { 'retry-after': '3600' } }],
    /too many requests .*asks to wait 3600 seconds/,
    1,
  ],
  ['500 for ever', [{ status: 500, headers: { 'retry-after': '0' } }], /it failed \(status 500, request req_3\)/, 3],
  ['529 for ever', [{ status: 529, headers: { 'retry-after': '0' } }], /overloaded \(status 529/, 3],
  ['connections that are always cut', [{ text: GOOD, breaks: 'cut' }], /its answer broke off|cannot be reached/, 3],
  ['errors within every answer', [{ text: GOOD, breaks: 'error' }], /broke off with an error/, 3],
  ['a page of a proxy', [{ raw: `<p>${DESCRIPTION}</p>`, type: 'text/html' }], /its answer broke off/, 3],
  ['a stream of nonsense', [{ raw: `event: message_start\ndata: {${DESCRIPTION}\n\n` }], /its answer broke off/, 3],
  ['a refusal', [{ text: 'No.', stop: 'refusal' }], /model refused to answer/, 1],
  ['an answer that is always cut', [{ text: '{"reso', stop: 'max_tokens' }], /did not fit into 16000 tokens/, 2],
  ['an answer that is no JSON', [{ text: 'Sure! Here it is.' }], /still had 1 problem after 2 answers/, 2],
  ['an empty answer', [{ text: '' }], /still had 1 problem after 2 answers/, 2],
  ['a design that is never mended', [{ text: WRONG }], /still had 2 problems after 2 answers/, 2],
  ['a design that is mended too slowly', slowlyMended(), /still had 1 problem after 3 answers/, 3],
  ['more tokens than there are', [{ text: WRONG, usage: { output_tokens: 39_000 } }], /budget of 40000 tokens/, 1],
];

function slowlyMended(): Scripted[] {
  const designs = [3, 2, 1].map((wrong) => Array.from({ length: wrong }, (_, index) => `wrong_${index}: nonsense`));
  return designs.map((fields) => ({ text: JSON.stringify({ resources: [{ ...BOAT, fields }] }) }));
}

describe('when there is no design of the model', () => {
  it.each(FAULTS)(
    'the description is read offline after %s, and the reason is told',
    async (_name, script, reason, asked) => {
      const { answer, api, logged } = await ask(script);
      expect(answer).toMatchObject({ engine: 'offline', wire: { resources: [{ name: 'Boat' }] } });
      expect(answer.warnings).toEqual([expect.stringMatching(reason)]);
      expect(answer.usage?.requests).toBe(asked);
      expect(api.seen).toHaveLength(asked);
      expect(answer.warnings.join('')).not.toContain('pigeons');
      expect(logged).not.toMatch(/pigeons|sk-test/);
    },
  );

  it.each<[string, Scripted]>([
    ['before it answers', { silent: true }],
    ['in the middle of its answer', { text: GOOD, breaks: 'hang' }],
  ])('an API that hangs %s is left at the deadline', async (_name, hanging) => {
    const { answer, seconds } = await ask([hanging], { settings: { deadline: 0.5 } });
    expect(answer.engine).toBe('offline');
    expect(answer.warnings).toEqual([expect.stringContaining('did not finish within 0.5 seconds')]);
    expect(seconds).toBeLessThan(2);
  });

  it('a cancelled call ends at once, and needs no reason', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const { answer, seconds } = await ask([{ text: GOOD, breaks: 'hang' }], { signal: controller.signal });
    expect(answer.warnings).toEqual([]);
    expect(seconds).toBeLessThan(2);
  });

  it.each<[string, Partial<ModelSettings>, RegExp]>([
    ['nobody listens', { baseUrl: 'http://127.0.0.1:9' }, /cannot be reached/],
    ['the address is none', { baseUrl: 'api' }, /ANTHROPIC_BASE_URL is not an address/],
    ['the key cannot be sent', { apiKey: `${KEY}\u{1f511}` }, /ANTHROPIC_API_KEY has characters/],
  ])('nothing is sent when %s', async (_name, settings, reason) => {
    const { answer, api, logged } = await ask([{ text: GOOD }], { settings });
    expect(answer).toMatchObject({ engine: 'offline', warnings: [expect.stringMatching(reason)] });
    expect(api.seen).toEqual([]);
    expect(answer.warnings.join('') + logged).not.toContain(KEY);
  });

  it('nobody is asked without a key, and it is not worth telling', async () => {
    const request = { ...requestFor(DESCRIPTION), log: () => expect.fail('nothing to log') };
    expect(await anthropicEngine(() => undefined).understand(request)).toEqual({ declined: '' });
  });
});
