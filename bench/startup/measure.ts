import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLOG, REQUESTS, service } from './designs.ts';
import { MeasuredServer } from './server.ts';
import { median } from './statistics.ts';

const ROUNDS = 15;
/** Calls of a session, and how many of them are left out because they warm up what comes after. */
const CALLS = 60;
const WARM_UP = 20;

/** Milliseconds, and megabytes for memory. */
export interface Figures {
  readonly node: number;
  readonly initialized: number;
  readonly firstBundle: number;
  readonly firstBundleOfEnglish: number;
  readonly warm: number;
  readonly warmOfEnglish: number;
  readonly hundred: number;
  /** After a session of `WARM_UP` calls. */
  readonly memory: number;
  readonly memoryOfHundred: number;
}

/** Measures the built server. Starts alternate with starts of Node itself, so that load on the machine hits both. */
export async function measure(path: string): Promise<Figures> {
  const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  return { ...(await timeStarts(path, cache)), ...(await timeCalls(path, cache)) };
}

async function timeStarts(path: string, cache: string) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const node = timeNode();
    const design = await timeStart(path, cache, BLOG.design);
    const english = await timeStart(path, cache, BLOG.sentence);
    rounds.push({ node, ...design, firstBundleOfEnglish: english.firstBundle });
  }
  return {
    node: median(rounds.map((round) => round.node)),
    initialized: median(rounds.map((round) => round.initialized)),
    firstBundle: median(rounds.map((round) => round.firstBundle)),
    firstBundleOfEnglish: median(rounds.map((round) => round.firstBundleOfEnglish)),
  };
}

/** From the start of the process to the project of so many resources. */
export async function timeFresh(path: string, amount: number): Promise<number> {
  const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    const server = new MeasuredServer(path, cache);
    await server.initialize();
    await server.call('scaffold_service', service(amount));
    times.push(performance.now() - started);
    await server.stop();
  }
  return median(times);
}

/** What a start of Node costs by itself: nothing can be faster. */
function timeNode(): number {
  const started = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - started;
}

async function timeStart(
  path: string,
  cache: string,
  args: object,
): Promise<{ initialized: number; firstBundle: number }> {
  const started = performance.now();
  const server = new MeasuredServer(path, cache);
  await server.initialize();
  const initialized = performance.now() - started;
  await server.call('generate_crud', args);
  const firstBundle = performance.now() - started;
  await server.stop();
  return { initialized, firstBundle };
}

async function timeCalls(path: string, cache: string) {
  const server = new MeasuredServer(path, cache);
  await server.initialize();
  const designs = REQUESTS.map((request) => request.design);
  await timeRound(server, designs, WARM_UP);
  const memory = server.memory().most;
  const warm = median(await timeRound(server, designs, CALLS));
  const sentences = REQUESTS.map((request) => request.sentence);
  const english = await timeRound(server, sentences, CALLS);
  const hundred: number[] = [];
  for (let index = 0; index < 5; index++) hundred.push(await timeCall(server, 'scaffold_service', service(100)));
  const memoryOfHundred = server.memory().most;
  await server.stop();
  const warmOfEnglish = median(english.slice(WARM_UP));
  return { warm, warmOfEnglish, hundred: median(hundred), memory, memoryOfHundred };
}

async function timeRound(server: MeasuredServer, requests: readonly object[], amount: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < amount; index++) {
    times.push(await timeCall(server, 'generate_crud', requests[index % requests.length] ?? {}));
  }
  return times;
}

async function timeCall(server: MeasuredServer, name: string, args: object): Promise<number> {
  const started = performance.now();
  await server.call(name, args);
  return performance.now() - started;
}
