import { type ChildProcess, spawn } from 'node:child_process';

/** How a command is run. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment of this process; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutSeconds?: number;
  readonly input?: string;
  /** Called with every complete line that the command prints, on either stream. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** The user to run as; needs root. */
  readonly uid?: number;
  readonly gid?: number;
}

/** A command that has ended. `code` is 124 when its time ran out. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

const DEFAULT_TIMEOUT_SECONDS = 600;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) killGroup(child);
});

/** Run a command to its end, without a shell. When its time runs out its whole process group is ended. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      uid: options.uid,
      gid: options.gid,
      detached: true,
      stdio: 'pipe',
    });
    running.add(child);
    const output = { stdout: '', stderr: '' };
    collect(child, output, options.onLine);
    let timedOut = false;
    const timer = setTimeout(
      () => {
        timedOut = true;
        killGroup(child);
      },
      (options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    );
    child.on('error', (error) => {
      clearTimeout(timer);
      running.delete(child);
      reject(new Error(`cannot run ${command}: ${error.message}`));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ ...output, code: timedOut ? 124 : (code ?? 1), seconds: (performance.now() - started) / 1000 });
    });
    child.stdin.on('error', () => {}); // the command may end without reading its input
    child.stdin.end(options.input ?? '');
  });
}

/** The last lines of what a command printed, for an error message. */
export function tail(finished: Finished, lines = 15): string {
  return `${finished.stdout}\n${finished.stderr}`.trim().split('\n').slice(-lines).join('\n');
}

/** Run a command that must succeed, and return what it printed on standard output. */
export async function mustRun(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const finished = await run(command, args, options);
  if (finished.code !== 0) {
    throw new Error(`\`${[command, ...args].join(' ')}\` ended with ${finished.code}:\n${tail(finished)}`);
  }
  return finished.stdout;
}

function collect(child: ChildProcess, output: { stdout: string; stderr: string }, onLine: RunOptions['onLine']): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name];
    let pending = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      output[name] += chunk;
      if (!onLine) return;
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) onLine(line, name);
    });
    stream?.on('end', () => {
      if (pending) onLine?.(pending, name);
    });
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}
