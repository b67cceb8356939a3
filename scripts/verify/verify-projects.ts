import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testCache } from '../../test/support/cache.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { type ProjectFile, writeProject } from '../../test/support/project-files.ts';
import { findPython, pythonIsMissing } from '../../test/support/python-environment.ts';
import { run } from '../../test/support/run.ts';

/** A generated project, and what the verifier must be told about it. */
export interface VerifiedProject {
  readonly name: string;
  readonly files: readonly ProjectFile[];
  /** A file of exceptions. */
  readonly config?: string;
}

const SEED = '20';
const TWO_HOURS = 7200;
const verifier = join(import.meta.dirname, '../../test/verify/verify.py');

/** Runs the verifier on projects, with SQLite and PostgreSQL; the arguments of the command go to it. Gives an exit status. */
export async function verifyProjects(
  projects: Iterable<VerifiedProject> | AsyncIterable<VerifiedProject>,
): Promise<number> {
  const python = await findPython();
  if (python === undefined) throw new Error(pythonIsMissing());
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const server = await startPostgres();
  const wrong: string[] = [];
  try {
    for await (const project of projects) {
      const directory = join(folder, project.name.replaceAll(' ', '-'));
      mkdirSync(directory);
      writeProject(directory, project.files);
      console.log(`\n── ${project.name}: ${project.files.length} files`);
      if (!(await verify(project, directory, python, server.url))) wrong.push(project.name);
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(wrong.length === 0 ? '\nAll projects hold.' : `\nNot all checks hold: ${wrong.join(', ')}`);
  return wrong.length === 0 ? 0 : 1;
}

/** Verify one project; whether all checks hold. */
async function verify({ config }: VerifiedProject, directory: string, python: string, url: string): Promise<boolean> {
  const known = config === undefined ? [] : ['--config', config];
  const args = [verifier, directory, '--postgres', '--seed', SEED, ...known, ...process.argv.slice(2)];
  const finished = await run(python, args, {
    env: { TEST_POSTGRES_URL: url, FASTAPI_VERIFY_CACHE: join(testCache(), 'verify') },
    timeoutSeconds: TWO_HOURS,
    onLine: (line, stream) => (stream === 'stdout' ? console.log(line) : console.error(line)),
  });
  return finished.code === 0;
}
