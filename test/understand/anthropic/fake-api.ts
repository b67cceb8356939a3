/** A server that speaks the Messages API, on the loopback interface, and answers what it is told to. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of the server. */
export interface Scripted {
  /** What the model says, or calls its tool with. */
  readonly text?: string;
  readonly stop?: string;
  readonly usage?: Readonly<Record<string, number>>;
  /** Instead of an answer: an error with this status, kind and message. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly kind?: string;
  readonly message?: string;
  /** In the middle of the answer: silence, an error event, or the end of the connection. */
  readonly breaks?: 'hang' | 'error' | 'cut';
  /** Instead of the protocol: this text, as an event stream or as another type. */
  readonly raw?: string;
  readonly type?: string;
  /** No answer at all. */
  readonly silent?: true;
}

/** A request as the server has seen it. */
export interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: RequestBody;
}

/** The parts of a request that tests look at. */
export interface RequestBody {
  readonly model: string;
  readonly max_tokens: number;
  readonly stream?: boolean;
  readonly system: readonly { text: string; cache_control?: object }[];
  readonly messages: readonly { role: string; content: string }[];
  readonly output_config?: { format: { type: string; schema: Readonly<Record<string, unknown>> } };
  readonly tools?: readonly { name: string; strict?: boolean; input_schema: object }[];
  readonly tool_choice?: object;
}

/** A running server. */
export interface FakeApi {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** How many answers are still waited for. */
  open(): number;
  close(): Promise<void>;
}

/** Starts a server that gives these answers one after the other, the last one for ever. */
export async function fakeApi(script: readonly Scripted[]): Promise<FakeApi> {
  const seen: Seen[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as RequestBody;
      seen.push({ path: request.url ?? '', headers: request.headers, body });
      answer(response, script[Math.min(seen.length, script.length) - 1] ?? {}, body, `req_${seen.length}`);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, seen, open: () => open.size, close: () => closeAll(server) };
}

function closeAll(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}

function answer(response: ServerResponse, scripted: Scripted, body: RequestBody, id: string): void {
  if (scripted.silent) return;
  const { status, headers, kind: type = 'api_error', message = 'no', raw } = scripted;
  if (raw !== undefined) {
    response.writeHead(200, { 'content-type': scripted.type ?? 'text/event-stream' });
    response.end(raw);
    return;
  }
  if (status === undefined) return stream(response, scripted, body, id);
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': id, ...headers });
  response.end(JSON.stringify({ type: 'error', error: { type, message } }));
}

function stream(response: ServerResponse, scripted: Scripted, { model, tools }: RequestBody, id: string): void {
  const { text = '', stop = tools ? 'tool_use' : 'end_turn', breaks } = scripted;
  const usage = { input_tokens: 100, output_tokens: 50, ...scripted.usage };
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': id });
  const send = (type: string, data: object): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  };
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model, content: [], stop_reason: null };
  send('message_start', { message: { ...message, stop_sequence: null, usage: { ...usage, output_tokens: 1 } } });
  send('content_block_start', { index: 0, content_block: blockOf(tools?.[0]?.name) });
  send('ping', {});
  const sent = breaks === undefined ? text : text.slice(0, 40);
  for (let start = 0; start < sent.length; start += 50) {
    send('content_block_delta', { index: 0, delta: deltaOf(sent.slice(start, start + 50), tools !== undefined) });
  }
  if (breaks === 'hang') return;
  if (breaks === 'cut') return void setTimeout(() => response.destroy(), 20);
  if (breaks === 'error') {
    send('error', { error: { type: 'overloaded_error', message: 'no' } });
  } else {
    send('content_block_stop', { index: 0 });
    send('message_delta', { delta: { stop_reason: stop, stop_sequence: null }, usage });
    send('message_stop', {});
  }
  response.end();
}

function blockOf(tool: string | undefined): object {
  return tool === undefined ? { type: 'text', text: '' } : { type: 'tool_use', id: 'toolu_1', name: tool, input: {} };
}

function deltaOf(text: string, asTool: boolean): object {
  return asTool ? { type: 'input_json_delta', partial_json: text } : { type: 'text_delta', text };
}
