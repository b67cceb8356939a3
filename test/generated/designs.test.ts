import { projectSuite } from '../support/project-suite.ts';
import { designProjects } from './designs.ts';

await projectSuite('generated projects', designProjects());
