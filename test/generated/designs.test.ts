import { projectSuite } from '../support/project-suite.ts';
import { quickDesignProjects } from './designs.ts';

await projectSuite('generated projects', quickDesignProjects());
