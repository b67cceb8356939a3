import { POSTS } from './applications.ts';
import { Client, median } from './load.ts';
import type { Verdict } from './report.ts';
import type { Server } from '../../test/support/http-server.ts';

const PAGE = 20;
const WALKED_PAGE = 100;
const DEEP_PAGE = 4000;
const MOST = 1.5;
const TRIES = 200;

interface PostPage {
  readonly next_cursor: string | null;
}

/** What a page far into the list costs, against the first one. */
export async function depth(server: Server): Promise<Verdict> {
  const client = new Client(server.port, 1);
  try {
    const cursor = await cursorOfDeepPage(client);
    const times: [number[], number[]] = [[], []];
    for (let attempt = 0; attempt < TRIES; attempt++) {
      times[0].push(await time(client, `${POSTS}?limit=${PAGE}`));
      times[1].push(await time(client, `${POSTS}?limit=${PAGE}&cursor=${encodeURIComponent(cursor)}`));
    }
    const [first, deep] = times.map(median);
    const ratio = deep! / first!;
    return {
      what: `page ${DEEP_PAGE} at most ${MOST} x page 1`,
      holds: ratio <= MOST,
      figure: `${first!.toFixed(2)} ms and ${deep!.toFixed(2)} ms, ${ratio.toFixed(2)} x`,
    };
  } finally {
    client.close();
  }
}

/** Walks there in larger steps: a cursor is a position, not a number of pages. */
async function cursorOfDeepPage(client: Client): Promise<string> {
  let cursor = '';
  const steps = Math.ceil(((DEEP_PAGE - 1) * PAGE) / WALKED_PAGE);
  for (let step = 0; step < steps; step++) {
    const query = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const answer = await client.send({ method: 'GET', path: `${POSTS}?limit=${WALKED_PAGE}${query}` });
    const page: PostPage = JSON.parse(answer.text);
    if (answer.status !== 200 || page.next_cursor === null) {
      throw new Error(`the list ends after ${step} pages of ${WALKED_PAGE}: ${answer.text.slice(0, 200)}`);
    }
    cursor = page.next_cursor;
  }
  return cursor;
}

async function time(client: Client, path: string): Promise<number> {
  const started = performance.now();
  const answer = await client.send({ method: 'GET', path });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return performance.now() - started;
}
