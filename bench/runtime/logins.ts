import { LOGIN, POSTS } from './applications.ts';
import { type Call, load, median } from './load.ts';
import type { Verdict } from './report.ts';
import type { Effort } from './scenarios.ts';
import type { Server } from '../../test/support/http-server.ts';

const CLIENTS = 8;
const LEAST = 0.2;

/** What is left of the speed of reads while clients log in, each login being an expensive password check. */
export async function readsBesideLogins(server: Server, ids: readonly string[], effort: Effort): Promise<Verdict> {
  const reads: Call[] = ids.map((id) => ({ method: 'GET', path: `${POSTS}/${id}` }));
  const plan = { connections: CLIENTS, seconds: effort.seconds };
  const alone: number[] = [];
  const beside: number[] = [];
  const logins: number[] = [];
  for (let round = 0; round < effort.rounds; round++) {
    alone.push((await load(server.port, reads, plan)).perSecond);
    const [read, login] = await Promise.all([load(server.port, reads, plan), load(server.port, [LOGIN], plan)]);
    if (read.errors + login.errors > 0) throw new Error(`${read.errors} reads and ${login.errors} logins failed`);
    beside.push(read.perSecond);
    logins.push(login.perSecond);
  }
  const kept = median(beside) / median(alone);
  return {
    what: `reads beside ${CLIENTS} clients that log in keep at least ${LEAST * 100} %`,
    holds: kept >= LEAST,
    figure:
      `${median(alone).toFixed(0)} req/s alone, ${median(beside).toFixed(0)} beside ${median(logins).toFixed(0)} ` +
      `logins/s, ${(kept * 100).toFixed(0)} %`,
  };
}
