/** The designs of this folder, each of which holds what one part of the language compiles to. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateFrom } from '../support/generated-project.ts';
import type { SuiteProject } from '../support/project-suite.ts';

const folder = join(import.meta.dirname, 'designs');
/** Where PostgreSQL can differ most: types and constraints, relations, hostile names. */
const ON_POSTGRES = new Set(['field-types', 'relations', 'hostile-names']);
const FUZZED = new Set(['field-types', 'hostile-names']);

/** Those that `npm run matrix` runs, for `npm test` to end within minutes: the largest, and the one without accounts. */
const LARGE = new Set(['actions', 'field-types', 'hostile-names', 'hostile-texts', 'links', 'open', 'transactions']);

/** The projects that `npm test` runs: among them each library and each way of authenticating. */
export const quickDesignProjects = (): SuiteProject[] => designProjects().filter(({ name }) => !LARGE.has(name));

/** The others. */
export const largeDesignProjects = (): SuiteProject[] => designProjects().filter(({ name }) => LARGE.has(name));

/** A project of each design. */
export const designProjects = (): SuiteProject[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => {
      const name = file.slice(0, -'.json'.length);
      const config = join(folder, `${name}.verify.toml`);
      return {
        name,
        files: () => generateFrom(join(folder, file)),
        postgres: ON_POSTGRES.has(name),
        fuzz: FUZZED.has(name),
        ...(existsSync(config) && { config }),
      };
    });
