/** Projects of designs that the parser makes of descriptions: in as many notations and voices. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDesign } from '../../src/design/index.ts';
import { readEnglish } from '../../src/understand/offline/index.ts';
import { generate } from '../support/generated-project.ts';
import type { SuiteProject } from '../support/project-suite.ts';

const folder = join(import.meta.dirname, '../understand/english');

/** Bullets of a README, a GraphQL schema, requirements, one line with a stack, a numbered list, YAML. */
const DESCRIBED = ['e02', 'e08', 'e10', 'e14', 'e28', 'e34'];

/** A project of each of them. */
export const describedProjects = (): SuiteProject[] =>
  DESCRIBED.map((id) => ({
    name: `described-${id}`,
    files: () => generate(designOf(id)),
    postgres: false,
    fuzz: false,
  }));

/** The design, in wire form, that is made of a description. */
export function designOf(id: string): Record<string, unknown> {
  const { description } = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as { description: string };
  return readEnglish(description, readDesign).wire;
}
