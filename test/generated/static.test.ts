// What can be said about generated projects without running their tests, for every combination of options at once.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyProject, pairwiseProjects } from '../matrix/projects.ts';
import { generateClients } from '../support/prisma.ts';
import { writeProject } from '../support/project-files.ts';
import { type PythonEnvironment, pythonEnvironment, pythonForSuites } from '../support/python-environment.ts';
import {
  compileProblems,
  formatProblems,
  importProblems,
  lintProblems,
  typeProblems,
} from '../support/static-checks.ts';
import { designProjects } from './designs.ts';

const python = await pythonForSuites('static checks');

const folderOf = ({ name }: { readonly name: string }): string => name.replaceAll(' ', '+');

describe.skipIf(python === undefined)('without running them', () => {
  const root = mkdtempSync(join(tmpdir(), 'static-'));
  const designs = designProjects();
  const all = [...designs, ...everyProject()].map((project) => ({ ...project, folder: folderOf(project) }));
  const folders = all.map((project) => project.folder);
  const selected = pairwiseProjects().map(folderOf);
  const typed = [...designs.map(folderOf), ...selected];
  let environment: PythonEnvironment;
  let clients: ReadonlyMap<string, string>;

  beforeAll(async () => {
    environment = await pythonEnvironment(python ?? '');
    for (const { folder, files } of all) {
      mkdirSync(join(root, folder));
      writeProject(join(root, folder), files());
    }
    clients = await generateClients(environment, root, typed);
  });
  afterAll(() => {
    for (const folder of [root, ...clients.values()]) rmSync(folder, { recursive: true, force: true });
  });

  it(`all ${all.length} projects are formatted`, async () => {
    expect(await formatProblems(environment, root)).toEqual([]);
  });

  it(`all ${all.length} projects have nothing that the linter finds`, async () => {
    expect(await lintProblems(environment, root, folders)).toEqual([]);
  });

  it(`all ${all.length} projects are Python`, async () => {
    expect(await compileProblems(environment, root)).toEqual([]);
  });

  it(`${typed.length} projects, among which every two choices meet, are strictly typed`, async () => {
    expect(await typeProblems(environment, root, typed, clients)).toEqual([]);
  });

  it(`${selected.length} projects, among which every two choices meet, can be imported`, async () => {
    expect(await importProblems(environment, root, selected, clients)).toEqual([]);
  });
});
