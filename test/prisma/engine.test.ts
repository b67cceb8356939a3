import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { generateClient, migrateSchema, type PrismaTools, prismaTools } from '../support/prisma.ts';
import { type PythonEnvironment, pythonEnvironment, pythonForSuites } from '../support/python-environment.ts';
import { run, tail } from '../support/run.ts';

const MINUTES = 60_000;
const fixtures = join(import.meta.dirname, 'fixtures');
const python = await pythonForSuites('engine of Prisma');

describe.skipIf(python === undefined)('the engine that stands in for that of Prisma', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'prisma-'));
  let environment: PythonEnvironment;
  let tools: PrismaTools;
  let server: PostgresServer;

  beforeAll(async () => {
    environment = await pythonEnvironment(python ?? '');
    tools = await prismaTools(environment);
    server = await startPostgres();
  }, 20 * MINUTES);

  afterAll(async () => {
    await server?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  const urls = {
    sqlite: async () => `file:${join(scratch, 'test.db')}`,
    postgresql: () => server.createDatabase('prisma'),
  };

  it.each(['sqlite', 'postgresql'] as const)('migrates and queries %s', { timeout: 5 * MINUTES }, async (provider) => {
    const folder = join(scratch, provider);
    cpSync(join(fixtures, provider), folder, { recursive: true });
    for (const name of ['pytest.ini', 'conftest.py', 'test_queries.py']) {
      copyFileSync(join(fixtures, name), join(folder, name));
    }
    const schema = join(folder, 'schema.prisma');
    const url = await urls[provider]();
    const migrate = (...words: string[]): Promise<string> => migrateSchema(tools, schema, url, words);
    expect(await migrate('migrate', 'deploy')).toContain('successfully applied');
    expect(await migrate('migrate', 'status')).toContain('up to date');
    expect(await migrate('db', 'push', '--skip-generate')).toContain('already in sync');

    const site = join(folder, 'site');
    await generateClient(environment, tools, schema, site);
    const finished = await run(environment.python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', folder], {
      cwd: folder,
      env: { ...tools.env, PYTHONPATH: site, DATABASE_URL: url },
    });
    expect([finished.code, tail(finished)]).toEqual([0, expect.stringContaining('passed')]);
  });
});
