// `npm run demo [-- --keep DIR] [--serve]`: from one sentence to a running blog API, over MCP.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run, tail } from '../test/support/run.ts';
import { type Route, withServer } from './demo/architect.ts';
import { exchange } from './demo/exchange.ts';
import { Failure, say, step } from './demo/output.ts';
import { install, migrate, runTests } from './demo/project.ts';
import { startService } from './demo/service.ts';

const SENTENCE =
  'Create a complete CRUD API for a blog post resource. Posts have a title, content, author_id, tags list, and ' +
  'published status. Include pagination for listing, filtering by tag, and soft delete.';

const FOLDER = 'blog-api';
const INTERRUPTED = 130;

const USAGE = `Usage: npm run demo -- [--keep DIR] [--serve]

Generates a blog API through the built MCP server, installs it, tests it, runs it and talks to it.

  --keep DIR  put the project into DIR/${FOLDER} and keep it (default: a temporary folder, removed at the end)
  --serve     keep the API running until Ctrl+C
`;

interface Options {
  readonly keep?: string;
  readonly serve: boolean;
}

/** The command line, or undefined when only help was asked for. */
function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: { keep: { type: 'string' }, serve: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help === true) return undefined;
    return { ...(values.keep ? { keep: resolve(values.keep) } : {}), serve: values.serve ?? false };
  } catch (problem) {
    throw new Failure(`${problem instanceof Error ? problem.message : String(problem)}\n\n${USAGE}`);
  }
}

/** Bundles the server, as `npm run build` does. */
async function build(root: string): Promise<void> {
  const built = await run(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root });
  if (built.code !== 0) throw new Failure(`The server could not be built:\n${tail(built)}`);
}

/** Lets a client ask the server for the project, and write it into the workspace. */
function generate(root: string, workspace: string): Promise<readonly Route[]> {
  return withServer(join(root, 'dist/fastapi-architect.mjs'), workspace, async (architect) => {
    say(`“${SENTENCE}”`);
    const project = await step('generate_crud, called by an MCP client', () => architect.generateCrud(SENTENCE));
    say(project.summary);
    for (const assumption of project.assumptions) say(`assumed: ${assumption}`);
    for (const piece of project.unparsed) say(`not understood: ${piece}`);
    const written = await step('write_files', () => architect.writeFiles(project.bundleId, FOLDER));
    say(`${written} files in ${join(workspace, FOLDER)}`);
    return project.routes;
  });
}

async function demo({ keep, serve }: Options): Promise<void> {
  const workspace = keep ?? mkdtempSync(join(tmpdir(), 'fastapi-architect-demo-'));
  mkdirSync(workspace, { recursive: true });
  process.once('exit', () => {
    if (keep === undefined) rmSync(workspace, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(INTERRUPTED));
  await runSteps(workspace, { ...(keep ? { keep } : {}), serve });
}

async function runSteps(workspace: string, { keep, serve }: Options): Promise<void> {
  const root = resolve(import.meta.dirname, '..');
  await step('Build the server', () => build(root));
  const routes = await generate(root, workspace);
  const project = join(workspace, FOLDER);
  const python = await step('Create a Python environment and install the project', () => install(project));
  say(await step('Run its tests', () => runTests(project, python)));
  await step('Migrate its database', () => migrate(project, python));
  const service = await step('Start it', () => startService(project, python));
  try {
    say(service.url);
    await step('Use it', () => exchange(service.url, routes));
    await farewell(service.url, { ...(keep ? { keep: project } : {}), serve }, service.ended);
  } finally {
    await service.stop();
  }
}

/** Says where everything is; with `--serve` it waits until the person ends it. */
async function farewell(url: string, { keep, serve }: Options, ended: Promise<void>): Promise<void> {
  say('');
  if (keep) say(`The project: ${keep}`);
  if (!serve) {
    say(`All steps passed. The documentation page was at ${url}/docs; to open it: npm run demo -- --serve`);
    return;
  }
  say(`The documentation page: ${url}/docs   (Ctrl+C ends it)`);
  process.removeAllListeners('SIGINT').once('SIGINT', () => process.exit(0));
  await ended;
  throw new Failure('The API ended by itself.');
}

async function main(): Promise<number> {
  try {
    const options = readOptions();
    if (options) await demo(options);
    else say(USAGE);
    return 0;
  } catch (problem) {
    if (!(problem instanceof Failure)) throw problem;
    console.error(`\n${problem.message}`);
    return 1;
  }
}

process.exitCode = await main();
