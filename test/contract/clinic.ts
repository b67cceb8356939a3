/** Those who use the clinic, and what they ask of it. */
import { expect } from 'vitest';
import type { Service } from './service.ts';
import { type Answer, type Body, type Call, send, Transcript } from './transcript.ts';

/** An account that is logged in. */
export interface Person {
  readonly id: string;
  readonly token: string;
}

const PASSWORD = 'correct horse battery';

/** A client of the clinic, which keeps what it is told. */
export class Clinic {
  readonly transcript = new Transcript();
  private readonly url: string;
  private readonly service: Service;

  constructor(service: Service) {
    this.service = service;
    this.url = service.url;
  }

  /** Sends a request that must have this status, and keeps the answer. */
  async ask(call: Call, status: number): Promise<Answer> {
    const answer = await send(this.url, call);
    expect(answer.status, `${call.method} ${call.path}: ${JSON.stringify(answer.body)}`).toBe(status);
    this.transcript.add(call, answer);
    return answer;
  }

  /** Sends requests at the same moment; which of them wins is not the same in every run, so they are not kept. */
  together(calls: readonly Call[]): Promise<Answer[]> {
    return Promise.all(calls.map((call) => send(this.url, call)));
  }

  get(path: string, token?: string, status = 200): Promise<Answer> {
    return this.ask({ method: 'GET', path, token }, status);
  }

  post(path: string, token: string | undefined, json: unknown, status = 201): Promise<Answer> {
    return this.ask({ method: 'POST', path, token, json }, status);
  }

  patch(path: string, token: string, json: unknown, status = 200): Promise<Answer> {
    return this.ask({ method: 'PATCH', path, token, json }, status);
  }

  delete(path: string, token: string, status = 204): Promise<Answer> {
    return this.ask({ method: 'DELETE', path, token }, status);
  }

  /** Registers an account, gives it roles or scopes, and logs in. */
  async person(name: string, ...grants: readonly string[]): Promise<Person> {
    const email = `${name}@example.com`;
    const account = {
      email,
      password: PASSWORD,
      full_name: name,
      languages: ['en', 'de'],
      preferences: { theme: name },
    };
    const { body } = await this.post('/auth/register', undefined, account);
    if (grants.length > 0) await this.service.grant(email, ...grants);
    return { id: body.id, token: await this.logIn(email) };
  }

  private async logIn(email: string): Promise<string> {
    const form = { username: email, password: PASSWORD };
    return (await this.ask({ method: 'POST', path: '/auth/login', form }, 200)).body.access_token;
  }

  /** Every item of a list, page by page to its end and back. */
  async walk(path: string, token?: string): Promise<Body[]> {
    const pages: (readonly Body[])[] = [];
    let page = (await this.get(path, token)).body;
    for (;;) {
      pages.push(page.items);
      if (page.next_cursor === null) break;
      page = (await this.get(withCursor(path, page.next_cursor), token)).body;
    }
    const back = [page.items];
    while (page.prev_cursor !== null) {
      page = (await this.get(withCursor(path, page.prev_cursor), token)).body;
      back.unshift(page.items);
    }
    expect(back).toEqual(pages);
    return pages.flat();
  }
}

const withCursor = (path: string, cursor: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
