import { z } from 'zod';
import type { Route } from './architect.ts';
import { Failure, say } from './output.ts';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery';
const POST = { title: 'Hello, world', content: 'My first post.', tags: ['intro', 'python'], published: true };
const LONGEST_LINE = 130;

const Token = z.object({ access_token: z.string() });
const Post = z.object({ id: z.string(), title: z.string(), tags: z.array(z.string()) });
const Posts = z.object({ items: z.array(Post), total: z.number() });

/** One request of the conversation. */
interface Call {
  /** The operation of the route, as the route table names it. */
  readonly operation: string;
  readonly status: number;
  readonly id?: string;
  readonly query?: string;
  readonly json?: unknown;
  readonly form?: Record<string, string>;
}

/** Registers, logs in, writes a post, finds it by tag, deletes and restores it; each answer is checked and printed. */
export async function exchange(url: string, routes: readonly Route[]): Promise<void> {
  const api = new Conversation(url, routes);
  const credentials = { email: EMAIL, password: PASSWORD };
  await api.call({ operation: 'register_user', status: 201, json: credentials });
  const form = { username: EMAIL, password: PASSWORD };
  api.token = Token.parse(await api.call({ operation: 'login', status: 200, form })).access_token;
  const { id } = Post.parse(await api.call({ operation: 'create_post', status: 201, json: POST }));
  await listByTag(api, 1);
  await api.call({ operation: 'delete_post', status: 204, id });
  await listByTag(api, 0);
  await api.call({ operation: 'get_post', status: 404, id });
  await api.call({ operation: 'restore_post', status: 200, id });
  await listByTag(api, 1);
}

async function listByTag(api: Conversation, expected: number): Promise<void> {
  const { items } = Posts.parse(await api.call({ operation: 'list_posts', status: 200, query: '?tag=intro&limit=10' }));
  if (items.length !== expected) throw new Failure(`The list has ${items.length} posts instead of ${expected}.`);
}

/** A client of the generated API that prints what is said. */
class Conversation {
  token: string | undefined;
  readonly #url: string;
  readonly #routes: readonly Route[];

  constructor(url: string, routes: readonly Route[]) {
    this.#url = url;
    this.#routes = routes;
  }

  /** Sends a request, prints both sides, and returns the body of the answer. */
  async call({ operation, status, id, query = '', json, form }: Call): Promise<unknown> {
    const route = this.#routes.find(({ operation_id }) => operation_id === operation);
    if (!route) throw new Failure(`The API has no route ${operation}.`);
    const path = route.path.replace(/\{\w+\}/, id ?? '') + query;
    const response = await fetch(this.#url + path, {
      method: route.method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    const text = await response.text();
    print(`→ ${route.method} ${path}`, json ?? form);
    print(`← ${response.status} ${response.statusText}`, text);
    if (response.status !== status)
      throw new Failure(`${operation} answered ${response.status} instead of ${status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** A line of the conversation. */
function print(head: string, body: unknown): void {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const line = `${head}  ${abridged(text)}`.trimEnd();
  say(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);
}

/** Ids and times are cut, secrets are hidden. */
export function abridged(body: string): string {
  return body
    .replaceAll(PASSWORD, '…')
    .replace(/"(access_token|refresh_token)":"([^"]{6})[^"]*"/g, '"$1":"$2…"')
    .replace(/"[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{6}([\da-f]{6})"/g, '"…$1"')
    .replace(/"(\d{4}-\d\d-\d\d)T[^"]*"/g, '"$1…"');
}
