import { logIn, peerToken, POSTS } from './applications.ts';
import { type Call, load, type Measured, median, sendOnce } from './load.ts';
import { printTable, type Verdict } from './report.ts';
import { TAG_NAMES } from './seed.ts';
import type { Server } from '../../test/support/http-server.ts';

/** One application of the comparison: how its routes are called. */
export interface Contender {
  readonly server: Server;
  readonly posts: string;
  readonly token: () => Promise<string>;
}

/** How long and how often each scenario is measured. */
export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
}

interface Sample extends Measured {
  /** CPU time of the server for one request, in microseconds. */
  readonly cpu: number;
}

const CONNECTIONS = 16;
const NEW_POST = {
  title: 'A title of ordinary length here',
  content: 'word '.repeat(120),
  published: true,
  tags: ['tag-1', 'tag-77', 'tag-150'],
};

/** What every scenario must at least reach against the peer, as a ratio. */
const SCENARIOS: readonly {
  name: string;
  atLeast: number;
  calls: (posts: string, ids: readonly string[]) => Call[];
}[] = [
  { name: 'list', atLeast: 1.5, calls: (posts) => [{ method: 'GET', path: `${posts}?limit=20` }] },
  { name: 'get', atLeast: 1, calls: (posts, ids) => ids.map((id) => ({ method: 'GET', path: `${posts}/${id}` })) },
  {
    name: 'filter by tag',
    atLeast: 1.5,
    calls: (posts) => TAG_NAMES.map((tag) => ({ method: 'GET', path: `${posts}?limit=20&tag=${tag}` })),
  },
  { name: 'create', atLeast: 1, calls: (posts) => [{ method: 'POST', path: posts, json: NEW_POST }] },
  {
    name: 'patch',
    atLeast: 1,
    calls: (posts, ids) =>
      ids.map((id) => ({
        method: 'PATCH',
        path: `${posts}/${id}`,
        json: { title: 'Another title of ordinary length' },
      })),
  },
];

/** The generated application and its peer. */
export const contenders = (generated: Server, peer: Server): readonly [Contender, Contender] => [
  { server: generated, posts: POSTS, token: () => logIn(generated.port) },
  { server: peer, posts: '/posts', token: () => Promise.resolve(peerToken()) },
];

/** Measure every scenario on both, in turns, and compare. */
export async function compare(
  [ours, peer]: readonly [Contender, Contender],
  ids: readonly string[],
  effort: Effort,
): Promise<Verdict[]> {
  const rows = [['scenario', 'app', 'req/s', 'p50 ms', 'p99 ms', 'CPU us/req', 'errors', 'req/s x', 'CPU x']];
  const verdicts: Verdict[] = [];
  for (const scenario of SCENARIOS) {
    const samples = await measureInTurns([ours, peer], (posts) => scenario.calls(posts, ids), effort);
    const [mine, theirs] = [samples[0]!, samples[1]!];
    const faster = middle(mine, 'perSecond') / middle(theirs, 'perSecond');
    const cheaper = middle(theirs, 'cpu') / middle(mine, 'cpu');
    rows.push(row(scenario.name, ours, mine, faster, cheaper), row('', peer, theirs));
    const errors = [...mine, ...theirs].reduce((sum, sample) => sum + sample.errors, 0);
    const least = `≥ ${scenario.atLeast.toFixed(1)} x ${peer.server.name}`;
    verdicts.push({
      what: `${scenario.name}, ${least}, no errors`,
      holds: faster >= scenario.atLeast && cheaper >= scenario.atLeast && errors === 0,
      figure: `${faster.toFixed(2)} x req/s, ${cheaper.toFixed(2)} x CPU, ${errors} errors`,
    });
  }
  printTable(rows);
  return verdicts;
}

async function measureInTurns(
  apps: readonly Contender[],
  callsOf: (posts: string) => Call[],
  { rounds, seconds }: Effort,
): Promise<Sample[][]> {
  const samples: Sample[][] = apps.map(() => []);
  const prepared = await Promise.all(apps.map((app) => prepare(app, callsOf(app.posts))));
  for (let round = -1; round < rounds; round++) {
    for (const [index, app] of apps.entries()) {
      const sample = await measure(app.server, prepared[index]!, round < 0 ? 1 : seconds);
      if (round >= 0) samples[index]!.push(sample); // the first one warms up
    }
  }
  return samples;
}

/** The calls with the headers of a caller who may; the first one is tried, so that no error is ever measured. */
async function prepare(app: Contender, calls: readonly Call[]): Promise<Call[]> {
  const headers = { authorization: `Bearer ${await app.token()}` };
  const all = calls.map((call) => ({ ...call, headers }));
  const answer = await sendOnce(app.server.port, all[0]!, calls[0]!.method === 'POST' ? 201 : 200);
  const body: { items?: unknown[]; data?: unknown[]; tags?: unknown[] } = JSON.parse(answer.text);
  const rows = body.items ?? body.data;
  if (rows ? rows.length !== 20 : !body.tags?.length) {
    throw new Error(`${app.server.name}: ${all[0]!.path} has not the expected content: ${answer.text.slice(0, 300)}`);
  }
  return all;
}

async function measure(server: Server, calls: readonly Call[], seconds: number): Promise<Sample> {
  const before = server.cpuSeconds();
  const measured = await load(server.port, calls, { connections: CONNECTIONS, seconds });
  return { ...measured, cpu: ((server.cpuSeconds() - before) / measured.count) * 1e6 };
}

const middle = (samples: readonly Sample[], key: 'perSecond' | 'p50' | 'p99' | 'cpu'): number =>
  median(samples.map((sample) => sample[key]));

function row(name: string, app: Contender, samples: readonly Sample[], ...ratios: readonly number[]): string[] {
  const figures = (['perSecond', 'p50', 'p99', 'cpu'] as const).map((key, index) =>
    middle(samples, key).toFixed(index === 1 || index === 2 ? 1 : 0),
  );
  const errors = samples.reduce((sum, sample) => sum + sample.errors, 0);
  return [name, app.server.name, ...figures, String(errors), ...ratios.map((ratio) => ratio.toFixed(2))];
}
