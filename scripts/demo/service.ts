import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './output.ts';
import { settings } from './project.ts';

/** The generated API while it runs. */
export interface Service {
  readonly url: string;
  /** Settles when the process ends, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const START_SECONDS = 30;
const STOP_SECONDS = 5;
const POLL_MILLISECONDS = 100;
const LAST_CHARACTERS = 4000;

/** Starts uvicorn on a free port of the loopback interface, and waits until it answers. */
export async function startService(project: string, python: string): Promise<Service> {
  const port = await freePort();
  const child = spawn(python, ['-m', 'uvicorn', 'app.main:app', '--host', '127.0.0.1', '--port', String(port)], {
    cwd: project,
    env: { ...process.env, ...settings() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = collect(child);
  const ended = new Promise<void>((done) => {
    child.once('close', () => done());
    child.once('error', () => done());
  });
  const service = { url: `http://127.0.0.1:${port}`, ended, stop: () => stop(child, ended) };
  process.once('exit', () => child.kill('SIGKILL'));
  if (await answers(service.url, child)) return service;
  await service.stop();
  throw new Failure(`The API does not start:\n${log()}`);
}

/** Keeps the end of what a process prints. */
function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-LAST_CHARACTERS);
    });
  }
  return () => text.trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Failure('No free port was found.');
  return address.port;
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + START_SECONDS * 1000;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const isUp = await fetch(`${url}/openapi.json`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return true;
    await sleep(POLL_MILLISECONDS);
  }
  return false;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended.then(() => true), sleep(STOP_SECONDS * 1000, false, { ref: false })]);
  if (!inTime) child.kill('SIGKILL');
  await ended;
}
