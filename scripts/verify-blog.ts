// `npm run verify:blog [-- --mutation N]`: generates the two blog projects, and runs the verifier on both, on
// SQLite and PostgreSQL. Every other argument goes to the verifier as it is.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { understand } from '../src/understand/index.ts';
import { testCache } from '../test/support/cache.ts';
import { generate, generateFrom } from '../test/support/generated-project.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { type ProjectFile, writeProject } from '../test/support/project-files.ts';
import { findPython, pythonIsMissing } from '../test/support/python-environment.ts';
import { run } from '../test/support/run.ts';

const SENTENCE =
  'Create a complete CRUD API for a blog post resource. Posts have a title, content, author_id, tags list, and ' +
  'published status. Include pagination for listing, filtering by tag, and soft delete.';
const SEED = '20';
const TWO_HOURS = 7200;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const verifier = join(root, 'test/verify/verify.py');

/** The two projects: what the sentence alone says, and the full design. */
async function projects(): Promise<[string, readonly ProjectFile[]][]> {
  const understood = await understand(SENTENCE, {});
  return [
    ['blog-sentence', generate(understood.wire)],
    ['blog-design', generateFrom(join(root, 'examples/blog.json'))],
  ];
}

/** Verify one project; whether all checks hold. */
async function verify(directory: string, python: string, postgresUrl: string): Promise<boolean> {
  const args = [verifier, directory, '--postgres', '--seed', SEED, ...process.argv.slice(2)];
  const finished = await run(python, args, {
    env: { TEST_POSTGRES_URL: postgresUrl, FASTAPI_VERIFY_CACHE: join(testCache(), 'verify') },
    timeoutSeconds: TWO_HOURS,
    onLine: (line, stream) => (stream === 'stdout' ? console.log(line) : console.error(line)),
  });
  return finished.code === 0;
}

async function main(): Promise<number> {
  const python = await findPython();
  if (python === undefined) throw new Error(pythonIsMissing());
  const folder = mkdtempSync(join(tmpdir(), 'verify-blog-'));
  const server = await startPostgres();
  const wrong: string[] = [];
  try {
    for (const [name, files] of await projects()) {
      const directory = join(folder, name);
      mkdirSync(directory);
      writeProject(directory, files);
      console.log(`\n── ${name}: ${files.length} files`);
      if (!(await verify(directory, python, server.url))) wrong.push(name);
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(wrong.length === 0 ? '\nBoth projects hold.' : `\nNot all checks hold: ${wrong.join(', ')}`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = await main();
