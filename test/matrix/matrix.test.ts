// `npm run matrix`: projects with options in all combinations run their own tests. By default, two designs in a selection
// in which every two choices meet; MATRIX=all takes all 240 projects.
import { it } from 'vitest';
import { isAvailable } from './combinations.ts';
import { projectSuite } from '../support/project-suite.ts';
import { everyProject, pairwiseProjects, projectOfEachPersistence } from './projects.ts';

const CHECKS = ['install', 'principles', 'boot', 'tests', 'migrations'];

const wanted = process.env['MATRIX'] === 'all' ? everyProject() : pairwiseProjects();
const projects = wanted.filter((each) => isAvailable(each.combination));
for (const { name } of wanted.filter((each) => !isAvailable(each.combination)))
  it.skip(`${name} cannot be generated yet`);
const onPostgres = new Set(projectOfEachPersistence(projects.filter((each) => each.name.startsWith('clinic'))));

await projectSuite(
  'the matrix',
  projects.map((project) => ({ ...project, postgres: onPostgres.has(project) })),
  CHECKS,
);
