/** The clinic of the matrix as a service that runs, on one of the libraries and one of the databases. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDesign } from '../../src/design/index.ts';
import { chooseTargets } from '../../src/targets/index.ts';
import type { Persistence } from '../../src/targets/types.ts';
import { startServer } from '../support/http-server.ts';
import type { Combination } from '../matrix/combinations.ts';
import { wireOf } from '../matrix/designs.ts';
import { generate } from '../support/generated-project.ts';
import type { PostgresServer } from '../support/postgres.ts';
import { generateClient, migrateSchema, prismaTools } from '../support/prisma.ts';
import { writeProject } from '../support/project-files.ts';
import type { PythonEnvironment } from '../support/python-environment.ts';
import { mustRun } from '../support/run.ts';

/** A service, and the database that it keeps its rows in. */
export interface Variant {
  readonly name: string;
  readonly combination: Combination;
  readonly database: 'sqlite' | 'postgresql';
}

/** A service that answers. */
export interface Service {
  /** Without the prefix of the API. */
  readonly url: string;
  /** Gives an account roles or scopes, as operators do. */
  grant(email: string, ...grants: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Generates, migrates and starts a variant in a folder of its own. */
export async function startVariant(
  variant: Variant,
  folder: string,
  environment: PythonEnvironment,
  postgres: PostgresServer,
): Promise<Service> {
  const { name, config } = variant.combination;
  const wire = wireOf('clinic', { name, config: { ...config, database: variant.database } });
  const persistence = persistenceOf(wire);
  mkdirSync(folder, { recursive: true });
  writeProject(folder, generate(wire));
  const env: Record<string, string> = {
    SECRET_KEY: 'only-for-tests-'.padEnd(48, 'x'),
    DATABASE_URL: await databaseUrl(variant, persistence, folder, postgres),
    RATE_LIMIT_DEFAULT: '100000/second',
    RATE_LIMIT_AUTH: '100000/second',
    PATH: `${environment.bin}:${process.env['PATH']}`,
  };
  Object.assign(env, await migrate(persistence, folder, environment, env));
  const server = await startServer({
    name: variant.name,
    python: environment.python,
    cwd: folder,
    app: 'app.main:app',
    env,
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    async grant(email, ...grants) {
      await mustRun(environment.python, ['-m', 'app.auth.cli', 'grant', email, ...grants], { cwd: folder, env });
    },
    stop: () => server.stop(),
  };
}

/** Brings the database up to date. Gives variables that the service needs besides. */
async function migrate(
  { migrations: { upgrade } }: Persistence,
  folder: string,
  environment: PythonEnvironment,
  env: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const schema = join(folder, 'prisma/schema.prisma');
  if (existsSync(schema)) return migrateWithPrisma(schema, `${folder}-client`, environment, env['DATABASE_URL'] ?? '');
  const [tool = '', ...words] = upgrade;
  await mustRun(join(environment.bin, tool), words, { cwd: folder, env });
  return {};
}

/** Prisma's tools come from its own host; those of the tests take their place. */
async function migrateWithPrisma(
  schema: string,
  client: string,
  environment: PythonEnvironment,
  databaseUrl: string,
): Promise<Readonly<Record<string, string>>> {
  const tools = await prismaTools(environment);
  await generateClient(environment, tools, schema, client);
  await migrateSchema(tools, schema, databaseUrl, ['migrate', 'deploy']);
  return { ...tools.env, PYTHONPATH: client };
}

function persistenceOf(wire: object): Persistence {
  const { design } = readDesign(wire);
  const targets = design && chooseTargets(design.config).targets;
  if (!targets) throw new Error('The clinic cannot be generated with these options');
  return targets.persistence;
}

async function databaseUrl(
  { name, database }: Variant,
  { urls }: Persistence,
  folder: string,
  postgres: PostgresServer,
): Promise<string> {
  if (database === 'sqlite') return urls.sqlite(join(folder, 'clinic.db'));
  const made = new URL(await postgres.createDatabase(name.replaceAll(/\W/g, '_')));
  return urls.postgresql(`${made.username}@${made.host}${made.pathname}`);
}
