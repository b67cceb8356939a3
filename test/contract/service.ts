/** The clinic of the matrix as a service that runs, on one of the libraries and one of the databases. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDesign } from '../../src/design/index.ts';
import { chooseTargets } from '../../src/targets/index.ts';
import type { Persistence } from '../../src/targets/types.ts';
import { startServer } from '../support/http-server.ts';
import type { Combination } from '../matrix/combinations.ts';
import { wireOf } from '../matrix/designs.ts';
import { generate } from '../support/generated-project.ts';
import type { PostgresServer } from '../support/postgres.ts';
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
  const wire = wireOf('clinic', variant.combination);
  const persistence = persistenceOf(wire);
  mkdirSync(folder, { recursive: true });
  writeProject(folder, generate(wire));
  const env = {
    SECRET_KEY: 'only-for-tests-'.padEnd(48, 'x'),
    DATABASE_URL: await databaseUrl(variant, persistence, folder, postgres),
    RATE_LIMIT_DEFAULT: '100000/second',
    RATE_LIMIT_AUTH: '100000/second',
    PATH: `${environment.bin}:${process.env['PATH']}`,
  };
  const [tool = '', ...words] = persistence.migrations.upgrade;
  await mustRun(join(environment.bin, tool), words, { cwd: folder, env });
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
