import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, pythonIsMissing } from '../../test/support/python-environment.ts';
import { type Finished, run, tail } from '../../test/support/run.ts';
import { Failure, Progress } from './output.ts';

const INSTALL_SECONDS = 1800;
const TEST_SECONDS = 900;

/** What pip prints when it cannot reach the registry. */
const NO_REGISTRY = new RegExp(
  'Could not find a version|No matching distribution|NewConnectionError|Max retries|Temporary failure|' +
    'Could not fetch URL|timed out',
  'i',
);

/** Makes an environment in the project and installs the project into it; the interpreter of the environment. */
export async function install(project: string): Promise<string> {
  const base = await findPython();
  if (base === undefined) throw new Failure(`Missing: ${pythonIsMissing()}.`);
  const environment = join(project, '.venv');
  const made = await run(base, ['-m', 'venv', environment]);
  if (made.code !== 0) {
    throw new Failure(
      `Missing: the venv module of Python, with pip (on Debian and Ubuntu: apt install python3-venv).\n${tail(made)}`,
    );
  }
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const progress = new Progress('packages');
  const installed = await run(python, ['-m', 'pip', 'install', ...pipArguments(project)], {
    cwd: project,
    timeoutSeconds: INSTALL_SECONDS,
    onLine: (line) => {
      const name = /^Collecting (\S+)/.exec(line)?.[1];
      if (name) progress.tick(name);
    },
  });
  progress.done();
  if (installed.code !== 0) throw new Failure(installProblem(installed));
  return python;
}

/** The project with what its tests need, in the versions that were tested together. */
function pipArguments(project: string): string[] {
  const constraints = ['constraints.txt', 'requirements/constraints.txt'].find((file) =>
    existsSync(join(project, file)),
  );
  const extra = extraForTests(readFileSync(join(project, 'pyproject.toml'), 'utf8'));
  const quiet = ['--disable-pip-version-check', '--no-input', '--progress-bar', 'off'];
  return [...quiet, ...(constraints ? ['--constraint', constraints] : []), '--editable', extra ? `.[${extra}]` : '.'];
}

/** The smallest set of optional dependencies that has pytest. */
function extraForTests(pyproject: string): string | undefined {
  const groups = /^\[project\.optional-dependencies\]\n((?:(?!\[).*\n?)*)/m.exec(pyproject)?.[1] ?? '';
  return ['test', 'tests', 'dev'].find((name) => new RegExp(`^${name} = \\[`, 'm').test(groups));
}

function installProblem(installed: Finished): string {
  const output = tail(installed);
  if (!NO_REGISTRY.test(output)) return `The project could not be installed:\n${output}`;
  return `Missing: a Python package registry that pip can reach (PyPI, or a mirror named in PIP_INDEX_URL).\n${output}`;
}

/** Runs the tests of the project; their last line. */
export async function runTests(project: string, python: string): Promise<string> {
  const tested = await run(python, ['-m', 'pytest', '-q'], { cwd: project, timeoutSeconds: TEST_SECONDS });
  if (tested.code !== 0) throw new Failure(`The tests of the project fail:\n${tail(tested, 40)}`);
  return tested.stdout.trim().split('\n').at(-1) ?? '';
}

/** Makes the database of the demo, from nothing. */
export async function migrate(project: string, python: string): Promise<void> {
  for (const file of [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`]) rmSync(join(project, file), { force: true });
  const migrated = await run(python, ['-m', 'alembic', 'upgrade', 'head'], { cwd: project, env: settings() });
  if (migrated.code !== 0) throw new Failure(`The migration fails:\n${tail(migrated)}`);
}

const DATABASE = 'demo.db';
const SECRET_BYTES = 36;
let secret: string | undefined;

/** The settings of the demo: a secret of its own, and a database that no other run has used. */
export function settings(): Record<string, string> {
  secret ??= Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString('base64url');
  return { SECRET_KEY: secret, DATABASE_URL: `sqlite+aiosqlite:///./${DATABASE}` };
}
