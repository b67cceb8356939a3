import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AT_A_TIME, limited } from './limited.ts';
import type { PythonEnvironment } from './python-environment.ts';
import { mustRun, run, tail } from './run.ts';

const LINE_LENGTH = 100;
const compileProjects = join(import.meta.dirname, 'compile_projects.py');
const importProjects = join(import.meta.dirname, 'import_projects.py');
const strictRules = join(import.meta.dirname, '../verify/config/ruff.toml');
const pyright = createRequire(import.meta.url).resolve('pyright');

/** Everything that Ruff's formatter would change in the projects below a folder. */
export async function formatProblems(environment: PythonEnvironment, folder: string): Promise<string[]> {
  const args = ['format', '--diff', '--no-cache', '--line-length', String(LINE_LENGTH), '.'];
  const finished = await run(join(environment.bin, 'ruff'), args, { cwd: folder });
  return finished.code === 0 ? [] : finished.stdout.split(/^(?=--- )/m).filter((part) => part.trim());
}

/** Everything that Ruff's strict rule set, and the project's own, find in the projects below a folder. */
export async function lintProblems(
  environment: PythonEnvironment,
  folder: string,
  names: readonly string[],
): Promise<string[]> {
  const common = ['check', '--no-cache', '--output-format', 'concise', '--quiet'];
  const strict = ['--config', strictRules, '--config', 'src=["."]', '--config', `line-length=${LINE_LENGTH}`];
  const lint = async (name: string, rules: readonly string[]): Promise<string[]> => {
    // From inside the project: the exceptions for its tests are paths.
    const cwd = join(folder, name);
    const finished = await run(join(environment.bin, 'ruff'), [...common, ...rules, '.'], { cwd });
    return finished.stdout.split('\n').flatMap((line) => (line ? [`${name}/${line}`] : []));
  };
  const tasks = names.flatMap((name) => [strict, []].map((rules) => () => lint(name, rules)));
  return [...new Set((await Promise.all(limited(AT_A_TIME, tasks))).flat())];
}

interface Diagnostic {
  readonly file: string;
  readonly severity: string;
  readonly message: string;
  readonly rule?: string;
  readonly range: { readonly start: { readonly line: number } };
}

/**
 * Everything that Pyright finds in strict mode, in one run over several projects: what they have in common (the
 * libraries) is then read once.
 */
export async function typeProblems(
  environment: PythonEnvironment,
  folder: string,
  names: readonly string[],
  /** Folders with packages that only one of the projects finds, by its name. */
  packages: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  const extraPaths = (name: string): string[] => [name, ...[packages.get(name) ?? []].flat()];
  const settings = {
    include: names,
    executionEnvironments: names.map((root) => ({ root, extraPaths: extraPaths(root) })),
    typeCheckingMode: 'strict',
    pythonVersion: '3.11',
    pythonPlatform: 'Linux',
  };
  const config = join(folder, 'pyrightconfig.json');
  writeFileSync(config, JSON.stringify(settings));
  const args = [
    pyright,
    '-p',
    config,
    '--pythonpath',
    environment.python,
    '--outputjson',
    '--threads',
    String(AT_A_TIME),
  ];
  const finished = await run(process.execPath, args, { cwd: folder });
  if (!finished.stdout.startsWith('{')) throw new Error(`Pyright does not run:\n${tail(finished)}`);
  const report: { generalDiagnostics: Diagnostic[]; summary: { filesAnalyzed: number } } = JSON.parse(finished.stdout);
  if (report.summary.filesAnalyzed === 0) throw new Error('Pyright analysed no file');
  return report.generalDiagnostics
    .filter((item) => item.severity === 'error')
    .map(({ file, range, message, rule }) => {
      const where = `${file.slice(folder.length + 1)}:${range.start.line + 1}`;
      return `${where}: ${message.split('\n')[0]} [${rule ?? ''}]`;
    });
}

/** The projects below a folder whose application cannot be imported, with what Python said last. */
export async function importProblems(
  environment: PythonEnvironment,
  folder: string,
  names: readonly string[],
  clients: ReadonlyMap<string, string> = new Map(),
): Promise<string[]> {
  const projects = names.map((name) => ({ folder: join(folder, name), client: clients.get(name) ?? null }));
  const input = JSON.stringify(projects);
  const printed = await mustRun(environment.python, [importProjects], { input });
  const problems: Record<string, string> = JSON.parse(printed);
  return Object.entries(problems).map(([path, problem]) => `${path.slice(folder.length + 1)}: ${problem}`);
}

/** Every file below a folder that is not Python, with the reason. */
export async function compileProblems(environment: PythonEnvironment, folder: string): Promise<string[]> {
  const printed = await mustRun(environment.python, [compileProjects, folder]);
  return printed.split('\n').filter(Boolean);
}
