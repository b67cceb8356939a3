import { projectSuite } from '../support/project-suite.ts';
import { quickDesignProjects } from './designs.ts';

/** All but those that the contract and the largest designs are held to, which ask most of a running service. */
const CHECKS = ['install', 'security', 'size', 'principles', 'boot', 'tests', 'migrations', 'access'];

await projectSuite('generated projects', quickDesignProjects(), { checks: CHECKS });
