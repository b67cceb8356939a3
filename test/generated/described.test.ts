import { projectSuite } from '../support/project-suite.ts';
import { describedProjects } from './described.ts';

await projectSuite('projects described in English', describedProjects(), {
  checks: ['install', 'boot', 'tests'],
  coverage: false,
});
