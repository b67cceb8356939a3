import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { findPostgres, type PostgresBinaries } from './postgres-binaries.ts';
import { mustRun, run } from './run.ts';

/** A PostgreSQL server on which tests may make databases. */
export interface PostgresServer {
  /** `postgresql://user@host:port/postgres`, of a user who may create databases. */
  readonly url: string;
  /** Make an empty database and return its URL. */
  createDatabase(name: string): Promise<string>;
  /** Drop the databases that were made and, when the server is ours, end it and remove its files. */
  stop(): Promise<void>;
}

const START_SECONDS = 60;
const USER = 'app';
/** Tests want speed, not durability. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
/** Ends the server when this process does, however it ends: standard input closes with it. */
const WATCHED = '"$@" </dev/null & child=$!; read -r _; kill -INT "$child"; wait "$child"';

/** The server that `TEST_POSTGRES_URL` names, or a private one on a free loopback port. */
export async function startPostgres(extraSettings: readonly string[] = []): Promise<PostgresServer> {
  const given = process.env['TEST_POSTGRES_URL'];
  return given ? serverAt(given, async () => {}) : startPrivateServer(extraSettings);
}

function serverAt(url: string, end: () => Promise<void>): PostgresServer {
  const made: string[] = [];
  return {
    url,
    async createDatabase(name) {
      const unique = `${name}_${process.pid}_${made.length}`;
      await execute(url, `CREATE DATABASE ${escapeIdentifier(unique)}`);
      made.push(unique);
      const database = new URL(url);
      database.pathname = `/${unique}`;
      return database.href;
    },
    async stop() {
      for (const name of made) await execute(url, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
      await end();
    },
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function startPrivateServer(extraSettings: readonly string[]): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), 'test-postgres-'));
  const owner = ownerOfServer();
  if (owner) chownSync(home, owner.uid, owner.gid);
  else chmodSync(home, 0o700);
  try {
    const binaries = await usableBinaries(home, owner);
    const data = join(home, 'data');
    const choices = ['-A', 'trust', '-U', USER, '-E', 'UTF8', '--locale=C', '--no-sync'];
    await mustRun(join(binaries.bin, 'initdb'), ['-D', data, ...choices], { cwd: home, ...owner });
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', ...SETTINGS, ...extraSettings].flatMap((setting) => [
      '-c',
      setting,
    ]);
    const command = [join(binaries.bin, 'postgres'), '-D', data, '-p', String(port), '-k', home, ...settings];
    const child = spawn('/bin/sh', ['-c', WATCHED, 'sh', ...command], {
      cwd: home,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...owner,
    });
    const url = `postgresql://${USER}@127.0.0.1:${port}/postgres`;
    await untilReady(child, url);
    return serverAt(url, async () => {
      await ended(child);
      rmSync(home, { recursive: true, force: true });
    });
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
function ownerOfServer(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].map((name) => users.find((entry) => entry[0] === name)).find(Boolean);
  if (!user) throw new Error('PostgreSQL does not run as root, and there is no user `postgres` or `nobody`');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** The programs, or a copy of them where the owner of the server cannot read the folder that they are in. */
async function usableBinaries(home: string, owner: Owner | undefined): Promise<PostgresBinaries> {
  const binaries = findPostgres();
  if (!owner || (await canRun(join(binaries.bin, 'initdb'), owner))) return binaries;
  const root = join(home, 'programs');
  cpSync(binaries.root, root, { recursive: true, verbatimSymlinks: true });
  return { root, bin: join(root, 'bin') };
}

async function canRun(program: string, owner: Owner): Promise<boolean> {
  try {
    return (await run(program, ['--version'], { cwd: '/', ...owner })).code === 0;
  } catch {
    return false;
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      log = (log + chunk).slice(-4000);
    });
  }
  const deadline = performance.now() + START_SECONDS * 1000;
  for (;;) {
    try {
      await execute(url, 'SELECT 1');
      return;
    } catch (error) {
      if (child.exitCode !== null || performance.now() > deadline) {
        await ended(child);
        throw new Error(`PostgreSQL does not start:\n${log}`, { cause: error });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Close the standard input that keeps the server alive, and wait for its end. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await closed;
}

/** A free loopback port. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
