import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

/** The file that users run. */
export const SERVER = resolve('dist/fastapi-architect.mjs');

/** How the server is started. */
export interface Start {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Builds the server, so that what is tested is what is in the tree. */
export function buildServer(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** A folder for one test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'fastapi-architect-'));
}

/** Only what a host would pass on: nothing of the caller's own configuration. */
export function cleanEnvironment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, FASTAPI_ARCHITECT_CACHE: temporaryFolder(), ...env };
}

/** A client of the official SDK that has started the server and is connected to it over stdio. */
export async function connectBuilt({ args = [], env = {} }: Start = {}): Promise<Client> {
  const client = new Client({ name: 'protocol-test', version: '0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [SERVER, ...args],
    env: cleanEnvironment(env),
    stderr: 'ignore',
  });
  await client.connect(transport);
  return client;
}

/** What a process said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The complete lines on stdout. */
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** A server that is driven through its pipes. */
export interface RawServer {
  readonly child: ChildProcessWithoutNullStreams;
  send(...lines: readonly (string | object)[]): void;
  /** The answer to the request of that id. */
  answer(id: string | number): Promise<Record<string, unknown>>;
  ended: Promise<Ended>;
}

/** Starts the server without any client library. */
export function startRaw({ args = [], env = {} }: Start = {}): RawServer {
  const child = spawn(process.execPath, [SERVER, ...args], { env: cleanEnvironment(env) });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.on('error', () => {});
  const lines = (): string[] => output.stdout.split('\n').slice(0, -1);
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => done({ code, signal, lines: lines(), stderr: output.stderr }));
  });
  return {
    child,
    ended,
    send: (...messages) => {
      for (const message of messages) {
        child.stdin.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
      }
    },
    answer: (id) =>
      waitFor(
        () =>
          lines()
            .map(parse)
            .find((message) => message['id'] === id),
        child,
      ),
  };
}

export const INITIALIZE = {
  jsonrpc: '2.0',
  id: 'init',
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '0' } },
};
export const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };

/** A call of a tool as a message. */
export function toolCall(id: string, name: string, args: object): object {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}

function parse(line: string): Record<string, unknown> {
  return JSON.parse(line) as Record<string, unknown>;
}

async function waitFor<T>(look: () => T | undefined, child: ChildProcessWithoutNullStreams): Promise<T> {
  for (let waited = 0; waited < 20_000; waited += 10) {
    const found = look();
    if (found !== undefined) return found;
    if (child.exitCode !== null || child.signalCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('no answer came');
}
