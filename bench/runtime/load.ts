import { Agent, request } from 'node:http';

/** One HTTP request of a load. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, as JSON. */
  readonly json?: unknown;
  /** The body, as a form. */
  readonly form?: Readonly<Record<string, string>>;
}

/** An answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** What a load measured. Times are in milliseconds. */
export interface Measured {
  readonly count: number;
  /** Answers that were not 2xx, and requests without an answer. */
  readonly errors: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const ANSWER_MS = 30_000;

/** A few connections to one server that stay open. */
export class Client {
  readonly #agent: Agent;
  readonly #port: number;

  constructor(port: number, connections: number) {
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Send one request and read its answer. */
  send(call: Call): Promise<Answer> {
    const { body, type } = bodyOf(call);
    const headers = {
      ...(body && { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
      ...call.headers,
    };
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.#port, agent: this.#agent, timeout: ANSWER_MS };
      const sent = request({ ...options, method: call.method, path: call.path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
      sent.on('error', reject);
      sent.end(body || undefined);
    });
  }

  /** Close the connections. */
  close(): void {
    this.#agent.destroy();
  }
}

function bodyOf(call: Call): { readonly body: string; readonly type: string } {
  if (call.form) return { body: new URLSearchParams(call.form).toString(), type: 'application/x-www-form-urlencoded' };
  return { body: call.json === undefined ? '' : JSON.stringify(call.json), type: 'application/json' };
}

/** Send `calls` over and over, on `connections` connections, for some seconds. */
export async function load(
  port: number,
  calls: readonly Call[],
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Measured> {
  const client = new Client(port, connections);
  const times: number[] = [];
  let errors = 0;
  let next = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const call = calls[next++ % calls.length]!;
      const sent = performance.now();
      const status = await client.send(call).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status < 200 || status >= 300) errors += 1;
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const elapsed = (performance.now() - started) / 1000;
  client.close();
  const sorted = times.toSorted((a, b) => a - b);
  const quantile = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { count: times.length, errors, perSecond: times.length / elapsed, p50: quantile(0.5), p99: quantile(0.99) };
}

/** Send one request that must be answered with `status`. */
export async function sendOnce(port: number, call: Call, status: number): Promise<Answer> {
  const client = new Client(port, 1);
  try {
    const answer = await client.send(call);
    if (answer.status === status) return answer;
    throw new Error(
      `${call.method} ${call.path} answers ${answer.status}, not ${status}: ${answer.text.slice(0, 500)}`,
    );
  } finally {
    client.close();
  }
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
