// `npm run matrix`: projects with options in all combinations run their own tests. By default, two designs in a selection
// in which every two choices meet; MATRIX=all takes all 240 projects. Before them, the designs that `npm test` leaves out.
import { largeDesignProjects } from '../generated/designs.ts';
import { projectSuite } from '../support/project-suite.ts';
import { everyProject, pairwiseProjects, projectOfEachPersistence } from './projects.ts';

const CHECKS = ['install', 'principles', 'boot', 'tests', 'migrations'];

const projects = process.env['MATRIX'] === 'all' ? everyProject() : pairwiseProjects();
const onPostgres = new Set(projectOfEachPersistence(projects.filter((each) => each.name.startsWith('clinic'))));

await projectSuite('large designs', largeDesignProjects());
await projectSuite(
  'the matrix',
  projects.map((project) => ({ ...project, postgres: onPostgres.has(project) })),
  { checks: CHECKS, coverage: false },
);
