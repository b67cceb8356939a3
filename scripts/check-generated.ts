// `npm run check:generated [-- DESIGN.json …]`: compiles designs and runs formatter, linter and type checker over all of
// them at once, in half a minute. The projects stay in a folder, whose name is printed, for a look.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { generateFrom } from '../test/support/generated-project.ts';
import { writeProject } from '../test/support/project-files.ts';
import { findPython, pythonEnvironment, pythonIsMissing } from '../test/support/python-environment.ts';
import { generateClients } from '../test/support/prisma.ts';
import { formatProblems, lintProblems, typeProblems } from '../test/support/static-checks.ts';

const designs = join(import.meta.dirname, '../test/generated/designs');

async function main(): Promise<number> {
  const python = await findPython();
  if (python === undefined) throw new Error(pythonIsMissing());
  const environment = await pythonEnvironment(python);
  const given = process.argv.slice(2);
  const files = given.length > 0 ? given : readdirSync(designs).filter((name) => name.endsWith('.json'));
  const folder = join(tmpdir(), 'check-generated');
  rmSync(folder, { recursive: true, force: true });
  const names = files.map((file) => basename(file, '.json'));
  for (const [index, file] of files.entries()) {
    const directory = join(folder, names[index] ?? '');
    mkdirSync(directory, { recursive: true });
    writeProject(directory, generateFrom(given.length > 0 ? file : join(designs, file)));
  }
  const clients = await generateClients(environment, folder, names);
  const problems = [
    ...(await formatProblems(environment, folder)),
    ...(await lintProblems(environment, folder, names)),
    ...(await typeProblems(environment, folder, names, clients)),
  ];
  for (const problem of problems) console.log(problem);
  console.log(`${names.length} projects in ${folder}: ${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = await main();
