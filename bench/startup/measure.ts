import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLOG_SENTENCE, SENTENCES, service } from './designs.ts';
import { MeasuredServer } from './server.ts';
import { median } from './statistics.ts';

const ROUNDS = 15;
const WARM_CALLS = 60;

/** Milliseconds, and megabytes for memory. */
export interface Figures {
  readonly node: number;
  readonly initialized: number;
  readonly firstBundle: number;
  readonly warm: number;
  readonly hundred: number;
  readonly memory: number;
  readonly memoryOfHundred: number;
}

/** Measures the built server. Starts alternate with starts of Node itself, so that load on the machine hits both. */
export async function measure(path: string): Promise<Figures> {
  const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  const starts = { node: [] as number[], initialized: [] as number[], firstBundle: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    starts.node.push(timeNode());
    const { initialized, firstBundle } = await timeStart(path, cache);
    starts.initialized.push(initialized);
    starts.firstBundle.push(firstBundle);
  }
  return {
    node: median(starts.node),
    initialized: median(starts.initialized),
    firstBundle: median(starts.firstBundle),
    ...(await timeCalls(path, cache)),
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

async function timeStart(path: string, cache: string): Promise<{ initialized: number; firstBundle: number }> {
  const started = performance.now();
  const server = new MeasuredServer(path, cache);
  await server.initialize();
  const initialized = performance.now() - started;
  await server.call('generate_crud', { description: BLOG_SENTENCE });
  const firstBundle = performance.now() - started;
  await server.stop();
  return { initialized, firstBundle };
}

async function timeCalls(path: string, cache: string) {
  const server = new MeasuredServer(path, cache);
  await server.initialize();
  const calls: number[] = [];
  for (let index = 0; index < WARM_CALLS; index++) {
    const description = SENTENCES[index % SENTENCES.length];
    calls.push(await timeCall(server, 'generate_crud', { description }));
  }
  const memory = server.memory().most;
  const hundred: number[] = [];
  for (let index = 0; index < 5; index++) hundred.push(await timeCall(server, 'scaffold_service', service(100)));
  const memoryOfHundred = server.memory().most;
  await server.stop();
  return { warm: median(calls.slice(WARM_CALLS / 3)), hundred: median(hundred), memory, memoryOfHundred };
}

async function timeCall(server: MeasuredServer, name: string, args: object): Promise<number> {
  const started = performance.now();
  await server.call(name, args);
  return performance.now() - started;
}
