import { logIn, POSTS } from './applications.ts';
import { type Answer, Client } from './load.ts';
import type { Verdict } from './report.ts';
import type { Server } from '../../test/support/http-server.ts';

const CLIENTS = 50;

/** What all clients together did. */
interface Tally {
  /** Ids of posts whose creation was confirmed. */
  readonly created: string[];
  /** Confirmed increments of the shared counter. */
  increments: number;
  /** Refusals because somebody else was faster, which is right. */
  conflicts: number;
  /** Everything else that is not a success. */
  readonly errors: string[];
}

/**
 * Many clients write at the same time to a SQLite database: each creates posts, and raises a counter that is the title
 * of one shared post, by reading it and writing the next number with `If-Match`. No confirmed write may be missing
 * afterwards.
 */
export async function sqliteWriters(server: Server, seconds: number): Promise<Verdict[]> {
  const client = new Client(server.port, CLIENTS);
  const headers = { authorization: `Bearer ${await logIn(server.port)}` };
  const tally: Tally = { created: [], increments: 0, conflicts: 0, errors: [] };
  const create = (title: string): Promise<Answer> =>
    client.send({ method: 'POST', path: POSTS, headers, json: { title, content: 'text', tags: ['a', 'b'] } });
  const read = (id: string): Promise<Answer> => client.send({ method: 'GET', path: `${POSTS}/${id}` });
  try {
    const shared = idOf(await create('0'));
    const end = performance.now() + seconds * 1000;
    const work = async (): Promise<void> => {
      while (performance.now() < end) {
        await attempt(tally, async () => noteCreation(tally, await create('a post')));
        await attempt(tally, async () => noteIncrement(tally, await increment(client, shared, headers)));
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, work));
    const counter = titleOf(await read(shared));
    const found = await Promise.all(tally.created.map(async (id) => (await read(id)).status === 200));
    return verdicts(tally, counter, found.filter((there) => !there).length, seconds);
  } finally {
    client.close();
  }
}

async function attempt(tally: Tally, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tally.errors.push(String(error));
  }
}

function noteCreation(tally: Tally, answer: Answer): void {
  if (answer.status === 201) tally.created.push(idOf(answer));
  else tally.errors.push(`POST ${answer.status} ${answer.text.slice(0, 100)}`);
}

function noteIncrement(tally: Tally, answer: Answer): void {
  if (answer.status === 200) tally.increments += 1;
  else if (answer.status === 412 || answer.status === 409) tally.conflicts += 1;
  else tally.errors.push(`PATCH ${answer.status} ${answer.text.slice(0, 100)}`);
}

async function increment(client: Client, id: string, headers: Record<string, string>): Promise<Answer> {
  const path = `${POSTS}/${id}`;
  const current = await client.send({ method: 'GET', path });
  const etag = String(current.headers['etag'] ?? '');
  const json = { title: String(titleOf(current) + 1) };
  return client.send({ method: 'PATCH', path, headers: { ...headers, 'if-match': etag }, json });
}

function idOf(answer: Answer): string {
  const post: { id: string } = JSON.parse(answer.text);
  return post.id;
}

function titleOf(answer: Answer): number {
  const post: { title: string } = JSON.parse(answer.text);
  return Number(post.title);
}

function verdicts(tally: Tally, counter: number, missing: number, seconds: number): Verdict[] {
  const writes = tally.created.length + tally.increments;
  const perSecond = (writes / seconds).toFixed(0);
  const lost = tally.increments - counter;
  const who = `${CLIENTS} concurrent SQLite writers`;
  const first = tally.errors[0] === undefined ? '' : `, first: ${tally.errors[0]}`;
  return [
    { what: `${who}: no errors`, holds: tally.errors.length === 0, figure: `${tally.errors.length} errors${first}` },
    {
      what: `${who}: no lost updates`,
      holds: lost === 0 && tally.increments > 0,
      figure: `${tally.increments} increments, counter ${counter}, ${tally.conflicts} conflicts told`,
    },
    {
      what: `${who}: no lost rows`,
      holds: missing === 0 && tally.created.length > 0,
      figure: `${tally.created.length} rows created, ${missing} missing, ${perSecond} writes/s`,
    },
  ];
}
