import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testCache } from '../../test/support/cache.ts';
import { findPython, pythonIsMissing } from '../../test/support/python-environment.ts';
import { mustRun } from '../../test/support/run.ts';
import { openApi } from './designs.ts';
import { median } from './statistics.ts';

const ROUNDS = 3;

/** A generator that makes FastAPI code from an OpenAPI document. */
interface Peer {
  readonly name: string;
  readonly requirement: string;
  /** A program that it needs beside Python. */
  readonly needs?: string;
  command(input: string, output: string): readonly string[];
}

const PEERS: readonly Peer[] = [
  {
    name: 'openapi-generator python-fastapi',
    requirement: 'openapi-generator-cli==7.26.0',
    needs: 'java',
    command: (input, output) => [
      'openapi-generator-cli',
      'generate',
      '-g',
      'python-fastapi',
      '-i',
      input,
      '-o',
      output,
    ],
  },
  {
    name: 'fastapi-code-generator',
    requirement: 'fastapi-code-generator==0.8.1',
    command: (input, output) => ['fastapi-codegen', '--input', input, '--output', output],
  },
];

/** How long a peer took for so many resources, in milliseconds, or why it did not run. */
export type PeerOutcome =
  | { readonly name: string; readonly milliseconds: ReadonlyMap<number, number> }
  | { readonly name: string; readonly skipped: string };

/** Runs every peer that can be installed, on the same resources that our own figures are for. */
export async function measurePeers(amounts: readonly number[]): Promise<readonly PeerOutcome[]> {
  const python = await findPython();
  const outcomes: PeerOutcome[] = [];
  for (const peer of PEERS) {
    outcomes.push(python === undefined ? skipped(peer, pythonIsMissing()) : await measurePeer(peer, python, amounts));
  }
  return outcomes;
}

async function measurePeer(peer: Peer, python: string, amounts: readonly number[]): Promise<PeerOutcome> {
  try {
    if (peer.needs !== undefined) await mustRun(peer.needs, ['-version']);
    const bin = await install(peer, python);
    const milliseconds = new Map<number, number>();
    for (const amount of amounts) milliseconds.set(amount, await timePeer(peer, bin, amount));
    return { name: peer.name, milliseconds };
  } catch (problem) {
    return skipped(peer, problem instanceof Error ? problem.message : String(problem));
  }
}

async function timePeer(peer: Peer, bin: string, amount: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peer-'));
  try {
    const input = join(folder, 'openapi.json');
    writeFileSync(input, JSON.stringify(openApi(amount)));
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [program = '', ...args] = peer.command(input, join(folder, `out-${round}`));
      const started = performance.now();
      await mustRun(join(bin, program), args);
      times.push(performance.now() - started);
    }
    return median(times);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An environment of its own for each peer, made once and kept in the cache. */
async function install(peer: Peer, python: string): Promise<string> {
  const folder = join(testCache(), `peer-${peer.requirement}`);
  const done = join(folder, 'installed');
  const bin = join(folder, 'bin');
  if (existsSync(done)) return bin;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await mustRun(python, ['-m', 'venv', folder]);
  await mustRun(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', peer.requirement]);
  writeFileSync(done, '');
  return bin;
}

function skipped(peer: Peer, reason: string): PeerOutcome {
  return { name: peer.name, skipped: reason.replaceAll(/\s+/g, ' ').slice(0, 200) };
}
