// `npm run bench:runtime [-- --posts N --rounds N --seconds N]`: how fast is a generated API? See README.md here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type PostgresServer, startPostgres } from '../../test/support/postgres.ts';
import {
  findPython,
  pythonEnvironment,
  type PythonEnvironment,
  pythonIsMissing,
} from '../../test/support/python-environment.ts';
import { asyncUrl, generatedProject, migrate, peerProject, register } from './applications.ts';
import { depth } from './depth.ts';
import { readsBesideLogins } from './logins.ts';
import { printVerdicts, type Verdict } from './report.ts';
import { compare, contenders, type Effort } from './scenarios.ts';
import { column, seedGenerated, seedPeer } from './seed.ts';
import { type Server, type ServerSpec, startServer } from '../../test/support/http-server.ts';
import { sqliteWriters } from './sqlite-writers.ts';

const PEER = 'fastcrud==0.23.0';
const POSTGRES_SETTINGS = ['shared_buffers=512MB', 'jit=off', 'autovacuum=off', 'max_wal_size=4GB'];
const SOME_IDS = `SELECT id FROM posts ORDER BY md5(id::text) LIMIT 2000`;

interface Options extends Effort {
  readonly posts: number;
}

function options(): Options {
  const { values } = parseArgs({
    options: {
      posts: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
    },
  });
  return { posts: Number(values.posts), rounds: Number(values.rounds), seconds: Number(values.seconds) };
}

type SpecOf = (databaseUrl: string) => ServerSpec;

async function onPostgres(
  postgres: PostgresServer,
  environment: PythonEnvironment,
  specOf: SpecOf,
  given: Options,
): Promise<Verdict[]> {
  const urls = [await postgres.createDatabase('generated'), await postgres.createDatabase('peer')] as const;
  const spec = specOf(asyncUrl(urls[0]));
  await migrate(spec);
  const peerSpec = await peerProject(environment, asyncUrl(urls[1]));
  const servers: Server[] = [await startServer(spec), await startServer(peerSpec)];
  const [ours, peer] = [servers[0]!, servers[1]!];
  try {
    console.log(`seeding ${given.posts} posts, twice`);
    await seedGenerated(urls[0], given.posts, await register(ours.port));
    await seedPeer(urls[1], given.posts);
    const ids = await column(urls[0], SOME_IDS);
    const verdicts = await compare(contenders(ours, peer), ids, given);
    return [...verdicts, await depth(ours), await readsBesideLogins(ours, ids, given)];
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function onSqlite(folder: string, specOf: SpecOf, given: Options): Promise<Verdict[]> {
  const spec = specOf(`sqlite+aiosqlite:///${join(folder, 'writers.db')}`);
  await migrate(spec);
  const server = await startServer(spec);
  try {
    await register(server.port);
    return await sqliteWriters(server, given.seconds * 2);
  } finally {
    await server.stop();
  }
}

async function main(): Promise<boolean> {
  if (process.platform !== 'linux') throw new Error('CPU times are read from /proc: this benchmark needs Linux');
  const python = await findPython();
  if (python === undefined) throw new Error(pythonIsMissing());
  const given = options();
  const environment = await pythonEnvironment(python, [PEER]);
  const folder = mkdtempSync(join(tmpdir(), 'bench-runtime-'));
  const postgres = await startPostgres(POSTGRES_SETTINGS);
  try {
    const specOf = generatedProject(folder, environment);
    const verdicts = await onPostgres(postgres, environment, specOf, given);
    return printVerdicts([...verdicts, ...(await onSqlite(folder, specOf, given))]);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = (await main()) ? 0 : 1;
