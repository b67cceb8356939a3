import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server under measurement, driven through its pipes. */
export class MeasuredServer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #requests = 0;

  constructor(path: string, cache: string) {
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], FASTAPI_ARCHITECT_CACHE: cache };
    this.#child = spawn(process.execPath, [path], { env, stdio: 'pipe' });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      this.#waiting.get(answer.id)?.(answer);
    });
  }

  /** The first request of every client. */
  async initialize(): Promise<void> {
    const clientInfo = { name: 'bench', version: '0' };
    await this.#request('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
    this.#send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  }

  /** Calls a tool and waits for its result, which must not be an error. */
  async call(name: string, args: object): Promise<void> {
    const { result } = await this.#request('tools/call', { name, arguments: args });
    if (result === undefined || result.isError === true) throw new Error(JSON.stringify(result?.content));
  }

  /** Memory of the process in megabytes, now and at most; not a number where the system does not tell. */
  memory(): { now: number; most: number } {
    const status = `/proc/${this.#child.pid}/status`;
    if (!existsSync(status)) return { now: Number.NaN, most: Number.NaN };
    const text = readFileSync(status, 'utf8');
    const megabytes = (key: string): number => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) / 1_024;
    return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.end();
    await ended;
  }

  #request(method: string, params: object): Promise<Answer> {
    this.#requests += 1;
    const id = this.#requests;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return answer;
  }

  #send(message: object): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }
}

interface Answer {
  readonly id: number;
  readonly result?: { readonly isError?: boolean; readonly content?: unknown };
}
