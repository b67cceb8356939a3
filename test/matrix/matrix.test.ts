// `npm run matrix`: projects with options in all combinations run their own tests. By default, two designs in a selection
// in which every two choices meet; MATRIX=all takes all 240 projects. Before them, the designs that `npm test` leaves out.
import { largeDesignProjects } from '../generated/designs.ts';
import { projectSuite, type SuiteProject } from '../support/project-suite.ts';
import { everyProject, pairwiseProjects, postgresProjects } from './projects.ts';

const CHECKS = ['install', 'principles', 'boot', 'tests'];

const projects = process.env['MATRIX'] === 'all' ? everyProject() : pairwiseProjects();
const ofProfile = (profile: string): SuiteProject[] =>
  projects.filter((each) => each.combination.config.profile === profile);
const onPostgres = postgresProjects().map((each) => ({ ...each, postgres: true }));

await projectSuite('large designs', largeDesignProjects());
await projectSuite('prototypes', ofProfile('mvp'), { checks: CHECKS, coverage: false });
await projectSuite('production', ofProfile('production'), { checks: [...CHECKS, 'migrations'], coverage: false });
await projectSuite('on PostgreSQL', onPostgres, { checks: ['install'], coverage: false });
