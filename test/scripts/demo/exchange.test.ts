import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { abridged, exchange } from '../../../scripts/demo/exchange.ts';

const ROUTES = [
  { operation_id: 'register_user', method: 'POST', path: '/auth/register' },
  { operation_id: 'login', method: 'POST', path: '/auth/login' },
  { operation_id: 'create_post', method: 'POST', path: '/posts' },
  { operation_id: 'list_posts', method: 'GET', path: '/posts' },
  { operation_id: 'get_post', method: 'GET', path: '/posts/{post_id}' },
  { operation_id: 'delete_post', method: 'DELETE', path: '/posts/{post_id}' },
  { operation_id: 'restore_post', method: 'POST', path: '/posts/{post_id}/restore' },
];
const POST = { id: '7', title: 'Hello, world', tags: ['intro'] };

/** A blog of one post that answers as the generated one does, or forgets to delete. */
function fakeBlog(deletes: boolean): Server {
  let deleted = false;
  return createServer((request, response) => {
    const answer = (status: number, body?: unknown) =>
      response.writeHead(status, { connection: 'close' }).end(body === undefined ? undefined : JSON.stringify(body));
    const key = `${request.method} ${request.url?.split('?')[0]}`;
    if (key === 'POST /auth/register') return answer(201, { id: '1' });
    if (key === 'POST /auth/login') return answer(200, { access_token: 'secret-token' });
    if (request.headers.authorization !== 'Bearer secret-token') return answer(401, {});
    if (key === 'POST /posts') return answer(201, POST);
    if (key === 'GET /posts') return answer(200, { items: deleted ? [] : [POST], total: 1 });
    if (key === 'GET /posts/7') return deleted ? answer(404, {}) : answer(200, POST);
    if (key === 'DELETE /posts/7') {
      deleted = deletes;
      return answer(204);
    }
    deleted = false;
    return answer(200, POST);
  });
}

describe('exchange', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    vi.restoreAllMocks();
  });

  async function talkTo(blog: Server): Promise<string> {
    server = blog.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const log = vi.spyOn(console, 'log').mockReturnValue(undefined);
    await exchange(`http://127.0.0.1:${address.port}`, ROUTES);
    return log.mock.calls.flat().join('\n');
  }

  it('registers, logs in, creates, lists, deletes and restores, and prints both sides', async () => {
    const printed = await talkTo(fakeBlog(true));
    const heads = [...printed.matchAll(/[→←] (\S+ \S+)/g)].map(([, head]) => head);
    expect(heads.filter((_head, index) => index % 2 === 0)).toEqual([
      'POST /auth/register',
      'POST /auth/login',
      'POST /posts',
      'GET /posts?tag=intro&limit=10',
      'DELETE /posts/7',
      'GET /posts?tag=intro&limit=10',
      'GET /posts/7',
      'POST /posts/7/restore',
      'GET /posts?tag=intro&limit=10',
    ]);
    expect(printed).not.toContain('secret-token');
    expect(printed).not.toContain('correct horse battery');
  });

  it('fails when a deleted post is still listed', async () => {
    await expect(talkTo(fakeBlog(false))).rejects.toThrow('The list has 1 posts instead of 0.');
  });

  it('fails when the API lacks a route', async () => {
    await expect(exchange('http://127.0.0.1:1', [])).rejects.toThrow('no route register_user');
  });
});

describe('abridged', () => {
  it('cuts ids and times and hides secrets', () => {
    const body =
      '{"id":"01a20ddd-bce0-726a-b99d-da52a5c2bbf0","at":"2026-11-24T10:00:00Z","refresh_token":"abcdefghijk","n":1}';
    expect(abridged(body)).toBe('{"id":"…c2bbf0","at":"2026-11-24…","refresh_token":"abcdef…","n":1}');
  });
});
