import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testCache } from './cache.ts';
import { run, tail } from './run.ts';

/** What the verifier found out about one project with one of its checks. */
export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** Whether the project has what the check is about; `figure` says why not. */
  readonly applies: boolean;
  readonly figure: string;
  readonly failures: readonly string[];
  readonly seconds: number;
}

/** How a project is verified; see the README of the verifier. */
export interface VerifyOptions {
  /** The interpreter that the verifier runs with. */
  readonly python: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** A server for the check `postgres`, which runs only when this is given. */
  readonly postgresUrl?: string;
  /** How many mutants to test the project's tests with. */
  readonly mutation?: number;
  readonly testRuns?: 1 | 2 | 3;
  /** Whether the coverage of the tests is measured, as it is unless this is false. */
  readonly coverage?: boolean;
  readonly fuzzSeconds?: number;
  readonly seed?: number;
  /** A file with exceptions. */
  readonly config?: string;
  /** One check at a time, for callers that verify several projects side by side. */
  readonly serial?: boolean;
  readonly timeoutSeconds?: number;
  /** Called with each line of progress. */
  readonly onLine?: (line: string) => void;
}

const verifier = join(dirname(fileURLToPath(import.meta.url)), '../verify/verify.py');
const DEFAULT_TIMEOUT_SECONDS = 1800;

/** Run the verifier on a project. Throws when the verifier itself does not run. */
export async function verifyProject(directory: string, options: VerifyOptions): Promise<readonly CheckResult[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'verify-report-'));
  const report = join(scratch, 'report.json');
  try {
    const finished = await run(options.python, [verifier, directory, '--json', report, ...flags(options)], {
      env: verifierEnvironment(options.postgresUrl),
      timeoutSeconds: options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
      ...(options.onLine && { onLine: onlyProgress(options.onLine) }),
    });
    if (!existsSync(report))
      throw new Error(`The verifier gave no report on ${basename(directory)}:\n${tail(finished)}`);
    const document: { checks: CheckResult[] } = JSON.parse(readFileSync(report, 'utf8'));
    return document.checks;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function flags(options: VerifyOptions): string[] {
  const values: [string, string | number | undefined][] = [
    ['--only', options.only?.join(',')],
    ['--skip', options.skip?.join(',')],
    ['--mutation', options.mutation],
    ['--test-runs', options.testRuns],
    ['--fuzz-seconds', options.fuzzSeconds],
    ['--seed', options.seed],
    ['--config', options.config],
  ];
  const texts = values.flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));
  const given = {
    '--postgres': options.postgresUrl !== undefined,
    '--serial': options.serial === true,
    '--no-coverage': options.coverage === false,
  };
  return [...texts, ...Object.entries(given).flatMap(([name, isGiven]) => (isGiven ? [name] : []))];
}

/** The verifier's environment; without a server of ours it uses none that happens to be named. */
function verifierEnvironment(postgresUrl: string | undefined): Record<string, string | undefined> {
  return {
    FASTAPI_VERIFY_CACHE: process.env['FASTAPI_VERIFY_CACHE'] ?? join(testCache(), 'verify'),
    TEST_POSTGRES_URL: postgresUrl,
  };
}

/** The verifier tells its progress on standard error. */
function onlyProgress(onLine: (line: string) => void): (line: string, stream: 'stdout' | 'stderr') => void {
  return (line, stream) => {
    if (stream === 'stderr') onLine(line);
  };
}
