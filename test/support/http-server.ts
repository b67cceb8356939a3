import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { freePort } from './postgres.ts';

/** How an application is started. */
export interface ServerSpec {
  readonly name: string;
  readonly python: string;
  readonly cwd: string;
  /** `module:variable` */
  readonly app: string;
  readonly env: Readonly<Record<string, string>>;
}

/** An application that answers requests. */
export interface Server {
  readonly name: string;
  readonly port: number;
  /** CPU time that its process has used so far, in seconds; all its threads count. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

const START_MS = 30_000;
const TICKS_PER_SECOND = 100;
const FLAGS = ['--loop', 'uvloop', '--http', 'httptools', '--no-access-log', '--log-level', 'warning'];

/** Start an application with one uvicorn worker. */
export async function startServer(spec: ServerSpec): Promise<Server> {
  const port = await freePort();
  const args = ['-m', 'uvicorn', spec.app, '--host', '127.0.0.1', '--port', String(port), ...FLAGS];
  const path = `${dirname(spec.python)}:${process.env['PATH']}`;
  const child = spawn(spec.python, args, {
    cwd: spec.cwd,
    env: { ...process.env, PATH: path, ...spec.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      log = (log + chunk).slice(-6000);
    });
  }
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  await untilAnswers(port, () => {
    if (child.exitCode !== null) throw new Error(`${spec.name} does not start:\n${log}`);
  });
  return {
    name: spec.name,
    port,
    cpuSeconds: () => cpuSeconds(child.pid ?? 0),
    async stop() {
      process.off('exit', kill);
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

async function untilAnswers(port: number, check: () => void): Promise<void> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    check();
    try {
      await fetch(`http://127.0.0.1:${port}/openapi.json`);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw new Error(`no answer on port ${port}`, { cause: error });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** User and system time of a process, from Linux's process table. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
