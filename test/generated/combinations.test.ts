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

const python = await pythonForSuites('combinations of options');

const folderOf = (name: string): string => name.replaceAll(' ', '+');

describe.skipIf(python === undefined)('combinations of options', () => {
  const root = mkdtempSync(join(tmpdir(), 'combinations-'));
  const all = everyProject().map((project) => ({ ...project, folder: folderOf(project.name) }));
  const folders = all.map((project) => project.folder);
  const selected = pairwiseProjects().map((project) => folderOf(project.name));
  let environment: PythonEnvironment;
  let clients: ReadonlyMap<string, string>;

  beforeAll(async () => {
    environment = await pythonEnvironment(python ?? '');
    for (const { folder, files } of all) {
      mkdirSync(join(root, folder));
      writeProject(join(root, folder), files());
    }
    clients = await generateClients(environment, root, selected);
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

  it(`${selected.length} projects, in which every two choices meet, are strictly typed`, async () => {
    expect(await typeProblems(environment, root, selected, clients)).toEqual([]);
  });

  it(`${selected.length} projects, in which every two choices meet, can be imported`, async () => {
    expect(await importProblems(environment, root, selected, clients)).toEqual([]);
  });
});
