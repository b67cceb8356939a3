/** What a service answered, in a form that is the same for every run of the same requests. */

/** A request of a scenario. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
  /** Below the prefix of the API. */
  readonly path: string;
  readonly token?: string | undefined;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** A body that is sent as it is, as JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a scenario reads of a body, and whatever else is in it. */
export interface Body {
  readonly [name: string]: unknown;
  readonly id: string;
  readonly access_token: string;
  readonly species_id: string;
  readonly weight: string;
  readonly items: readonly Body[];
  readonly next_cursor: string | null;
  readonly prev_cursor: string | null;
}

/** An answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** An answer as a transcript has it. */
export interface Entry {
  readonly request: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Headers that are part of the contract. */
const HEADERS = ['content-type', 'location', 'etag', 'allow', 'www-authenticate', 'cache-control', 'deprecation'];
const PREFIX = '/api/v1';

/** Sends a request. */
export async function send(url: string, { method, path, token, json, form, text, headers }: Call): Promise<Answer> {
  const response = await fetch(`${url}${PREFIX}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...((json !== undefined || text !== undefined) && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...(text !== undefined && { body: text }),
    ...(form && { body: new URLSearchParams(form) }),
  });
  const body = await response.text();
  return { status: response.status, headers: response.headers, body: body === '' ? null : JSON.parse(body) };
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Members whose values are different in every run. */
const TIMES = new Set(['created_at', 'updated_at', 'deleted_at']);
const OPAQUE = new Set(['request_id', 'access_token', 'refresh_token', 'token', 'next_cursor', 'prev_cursor']);

/** Calls ids by the order in which they were seen, and hides what is random or depends on the time. */
export class Transcript {
  readonly entries: Entry[] = [];
  private readonly ids = new Map<string, string>();

  /** Keeps an answer. */
  add(call: Call, { status, headers, body }: Answer): void {
    const said = HEADERS.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, this.text(value)] as const];
    });
    const request = `${call.method} ${this.text(call.path)}`;
    this.entries.push({ request, status, headers: Object.fromEntries(said), body: this.value(body) });
  }

  private text(given: string): string {
    return given
      .replaceAll(ID, (id) => {
        const known = this.ids.get(id) ?? `<id ${this.ids.size + 1}>`;
        this.ids.set(id, known);
        return known;
      })
      .replaceAll(/cursor=[^&]+/g, 'cursor=<opaque>');
  }

  private value(given: unknown): unknown {
    if (typeof given === 'string') return this.text(given);
    if (Array.isArray(given)) return given.map((each) => this.value(each));
    if (given === null || typeof given !== 'object') return given;
    return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, this.member(name, each)]));
  }

  private member(name: string, given: unknown): unknown {
    if (typeof given === 'string' && TIMES.has(name)) return '<time>';
    if (typeof given === 'string' && OPAQUE.has(name)) return '<opaque>';
    return this.value(given);
  }
}
