import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { testCache } from './cache.ts';
import { AT_A_TIME, limited } from './limited.ts';
import type { PythonEnvironment } from './python-environment.ts';
import { mustRun } from './run.ts';

/** What Prisma projects need besides Python, without downloads from Prisma's own host; see test/prisma/README.md. */
export interface PrismaTools {
  /** Where `schema-cli` and the others are. */
  readonly folder: string;
  /** Variables with which Prisma finds them. */
  readonly env: Readonly<Record<string, string>>;
}

const INSTALL_SECONDS = 600;
const prepare = join(import.meta.dirname, '../prisma/prepare.py');

/** The tools, which are installed at their first use and kept in the cache. */
export async function prismaTools(environment: PythonEnvironment): Promise<PrismaTools> {
  const printed = await mustRun(environment.python, [prepare, testCache()], { timeoutSeconds: INSTALL_SECONDS });
  return JSON.parse(printed);
}

/**
 * Generates the client of a schema into a folder of its own, so that many schemas share one Python environment: in
 * `folder`, which goes to the front of PYTHONPATH, is a copy of the package `prisma`.
 */
export async function generateClient(
  environment: PythonEnvironment,
  tools: PrismaTools,
  schema: string,
  folder: string,
): Promise<void> {
  const program = 'import prisma; print(prisma.__path__[0])';
  const installed = (await mustRun(environment.python, ['-I', '-c', program])).trim();
  mkdirSync(folder, { recursive: true });
  cpSync(installed, join(folder, 'prisma'), { recursive: true });
  await mustRun(environment.python, ['-P', '-m', 'prisma', 'generate', '--schema', schema], {
    env: {
      ...tools.env,
      PYTHONPATH: folder,
      PATH: `${environment.bin}:${process.env['PATH']}`,
      DATABASE_URL: 'file:./unused.db',
    },
  });
}

/** The clients of those projects below a folder that have a schema, in folders beside it: these, by project. */
export async function generateClients(
  environment: PythonEnvironment,
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const schemaOf = (name: string): string => join(folder, name, 'prisma/schema.prisma');
  const withSchema = names.filter((name) => existsSync(schemaOf(name)));
  const tools = withSchema.length > 0 ? await prismaTools(environment) : undefined;
  const tasks = withSchema.map((name) => async () => {
    const client = join(`${folder}-clients`, name);
    rmSync(client, { recursive: true, force: true });
    await generateClient(environment, tools!, schemaOf(name), client);
    return [name, client] as const;
  });
  return new Map(await Promise.all(limited(AT_A_TIME, tasks)));
}

/** Runs the command line for migrations on a schema and the migrations beside it, and gives what it prints. */
export function migrateSchema(
  tools: PrismaTools,
  schema: string,
  databaseUrl: string,
  words: readonly string[],
): Promise<string> {
  return mustRun('npx', ['prisma', ...words], {
    cwd: join(tools.folder, 'schema-cli'),
    timeoutSeconds: 120,
    env: {
      ...tools.env,
      PRISMA_QUERY_ENGINE_BINARY: tools.env['PRISMA_SCHEMA_ENGINE_BINARY'],
      SCHEMA: schema,
      MIGRATIONS: join(schema, '../migrations'),
      DATABASE_URL: databaseUrl,
    },
  });
}
