import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testCache } from './cache.ts';
import { run, tail } from './run.ts';

/** A Python environment with everything that generated projects need. */
export interface PythonEnvironment {
  /** The interpreter; programs such as `ruff` and `alembic` are beside it. */
  readonly python: string;
  /** The folder of the interpreter and the programs. */
  readonly bin: string;
}

/** What tests run generated projects with; the versions are those of `versions.json`. */
const REQUIREMENTS: readonly string[] = [
  'aiosqlite',
  'alembic',
  'asyncpg',
  'bandit',
  'fastapi',
  'httptools',
  'httpx',
  'limits[async-redis]',
  'prisma',
  'psycopg[binary]',
  'pwdlib[argon2]',
  'pydantic-settings',
  'pydantic[email]',
  'pyjwt[crypto]',
  'pytest',
  'pytest-asyncio',
  'pytest-cov',
  'pytest-randomly',
  'pytest-xdist',
  'python-multipart',
  'ruff',
  'schemathesis',
  'sqlalchemy[asyncio]',
  'tortoise-orm[asyncpg]',
  'uuid-utils',
  'uvicorn',
  'uvloop',
];

const UV = 'uv==0.13.9';
const OLDEST_PYTHON = [3, 11] as const;
const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
const INSTALL_SECONDS = 900;

const here = dirname(fileURLToPath(import.meta.url));
const script = join(here, 'make_environment.py');
const versionsFile = join(here, '../../src/project/versions.json');

/** The first Python ≥ 3.11: `$FASTAPI_ARCHITECT_PYTHON` alone when it is set, else what is on the path. */
export async function findPython(): Promise<string | undefined> {
  const given = process.env['FASTAPI_ARCHITECT_PYTHON'];
  for (const candidate of given ? [given] : CANDIDATES) {
    if (await isNewEnough(candidate)) return candidate;
  }
  return undefined;
}

async function isNewEnough(python: string): Promise<boolean> {
  const test = `import sys, venv; print(sys.version_info >= (${OLDEST_PYTHON.join(', ')}))`;
  try {
    return (await run(python, ['-c', test], { timeoutSeconds: 20 })).stdout.trim() === 'True';
  } catch {
    return false;
  }
}

/** What to say when `findPython` finds nothing. */
export function pythonIsMissing(): string {
  const given = process.env['FASTAPI_ARCHITECT_PYTHON'];
  return given
    ? `FASTAPI_ARCHITECT_PYTHON is ${given}, which is not a Python ≥ ${OLDEST_PYTHON.join('.')} with venv`
    : `Python ≥ ${OLDEST_PYTHON.join('.')} with venv was not found; name one in FASTAPI_ARCHITECT_PYTHON`;
}

/**
 * Whether suites that need Python run. Without Python they are skipped with one visible line, except where `CI` is
 * set: there it is an error, so that a green run always means that they ran.
 */
export async function pythonForSuites(suite: string): Promise<string | undefined> {
  const python = await findPython();
  if (python) return python;
  if (process.env['CI']) throw new Error(`${suite}: ${pythonIsMissing()}`);
  console.warn(`SKIPPED ${suite}: ${pythonIsMissing()}`);
  return undefined;
}

/**
 * The environment in which tests run generated projects, with further requirements if there are any. It is made at
 * its first use and kept in the cache under a hash of what is in it.
 */
export async function pythonEnvironment(python: string, extra: readonly string[] = []): Promise<PythonEnvironment> {
  const pins: Record<string, string> = JSON.parse(readFileSync(versionsFile, 'utf8'));
  const requirements = `${[...REQUIREMENTS, ...extra].join('\n')}\n`;
  const constraints = Object.entries(pins).map(([name, version]) => `${name}==${version}\n`);
  const about = await run(python, ['-c', 'import sys, platform; print(sys.version, platform.platform())']);
  const parts = [requirements, ...constraints, UV, about.stdout, readFileSync(script, 'utf8')];
  const hash = createHash('sha256').update(parts.join('\0'));
  const name = `project-${hash.digest('hex').slice(0, 12)}`;
  const scratch = mkdtempSync(join(tmpdir(), 'requirements-'));
  try {
    const files = { requirements: join(scratch, 'requirements.txt'), constraints: join(scratch, 'constraints.txt') };
    writeFileSync(files.requirements, requirements);
    writeFileSync(files.constraints, constraints.join(''));
    mkdirSync(testCache(), { recursive: true });
    return await makeEnvironment(python, name, files);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function makeEnvironment(
  python: string,
  name: string,
  files: { requirements: string; constraints: string },
): Promise<PythonEnvironment> {
  const made = await run(python, [script, testCache(), name, UV, files.requirements, files.constraints], {
    timeoutSeconds: INSTALL_SECONDS,
    onLine: (line, stream) => {
      if (stream === 'stderr') console.error(`python: ${line}`);
    },
  });
  if (made.code !== 0) throw new Error(`The Python environment could not be made:\n${tail(made)}`);
  const interpreter = made.stdout.trim();
  return { python: interpreter, bin: dirname(interpreter) };
}
