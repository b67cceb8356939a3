import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProjectFile, writeProject } from './project-files.ts';
import { AT_A_TIME, limited } from './limited.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { pythonForSuites } from './python-environment.ts';
import { type CheckResult, verifyProject } from './verify.ts';

/** A generated project of a suite, and what is asked of it beyond the checks that all projects must pass. */
export interface SuiteProject {
  readonly name: string;
  /** Makes the files; called once, in the suite. */
  readonly files: () => readonly ProjectFile[];
  /** Tests, migrations and parallel writes on PostgreSQL too. */
  readonly postgres?: boolean;
  /** Schemathesis too. */
  readonly fuzz?: boolean;
  /** The verifier's file of exceptions. */
  readonly config?: string;
}

/** What is asked of all projects of a suite. */
export interface SuiteOptions {
  readonly checks?: readonly string[];
  /** Whether the coverage of their tests is measured. */
  readonly coverage?: boolean;
}

/** The checks that run every project. `install` comes first: nothing else runs without it. */
const CHECKS = [
  'install',
  'security',
  'size',
  'principles',
  'boot',
  'tests',
  'migrations',
  'access',
  'pages',
  'concurrency',
];
const FUZZ_SECONDS = 40;

/** Generate projects, verify them two at a time, and report each check of each project as a test. */
export async function projectSuite(
  title: string,
  projects: readonly SuiteProject[],
  { checks = CHECKS, coverage = true }: SuiteOptions = {},
): Promise<void> {
  const python = await pythonForSuites(title);
  describe.skipIf(python === undefined)(title, () => {
    const reports = new Map<string, Promise<readonly CheckResult[]>>();
    let root = '';
    let server: PostgresServer | undefined;

    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'generated-'));
      if (projects.some((project) => project.postgres)) server = await startPostgres();
      const tasks = projects.map(
        (project) => () => verify(project, { checks, coverage, root, python: python ?? '', server }),
      );
      const started = limited(AT_A_TIME, tasks);
      for (const [index, report] of started.entries()) {
        report.catch(() => {}); // the tests of the project report it
        reports.set(projects[index]?.name ?? '', report);
      }
    });

    afterAll(async () => {
      await Promise.allSettled(reports.values());
      await server?.stop();
      rmSync(root, { recursive: true, force: true });
    });

    describe.each(projects)('$name', (project) => {
      it.for(checksOf(project, checks))('%s', async (check, { skip }) => {
        const report = await reports.get(project.name);
        const result = report?.find((one) => one.name === check);
        // Reported as skipped, with the reason.
        if (result?.applies === false) skip(result.figure);
        expect(result?.failures).toEqual([]);
        expect(result?.ok).toBe(true);
      });
    });
  });
}

function checksOf(project: SuiteProject, checks: readonly string[]): string[] {
  return [...checks, ...(project.postgres ? ['postgres'] : []), ...(project.fuzz ? ['fuzz'] : [])];
}

interface Verification {
  readonly checks: readonly string[];
  readonly coverage: boolean;
  readonly root: string;
  readonly python: string;
  readonly server: PostgresServer | undefined;
}

async function verify(
  project: SuiteProject,
  { checks, coverage, root, python, server }: Verification,
): Promise<readonly CheckResult[]> {
  const directory = join(root, project.name);
  mkdirSync(directory);
  writeProject(directory, project.files());
  return verifyProject(directory, {
    python,
    only: checksOf(project, checks),
    testRuns: 1,
    coverage,
    fuzzSeconds: FUZZ_SECONDS,
    serial: true,
    onLine: (line) => console.error(`${project.name}: ${line.trim()}`),
    ...(project.postgres && server && { postgresUrl: server.url }),
    ...(project.config !== undefined && { config: project.config }),
  });
}
