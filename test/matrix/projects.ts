/** The projects of the matrix: a design with the options of a combination. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from '../support/generated-project.ts';
import type { ProjectFile } from '../support/project-files.ts';
import { type Combination, everyCombination, pairwiseCombinations, PERSISTENCES } from './combinations.ts';
import { type DesignName, DESIGNS, wireOf } from './designs.ts';

export interface MatrixProject {
  /** E.g. `clinic prisma-sync jwt page production`. */
  readonly name: string;
  readonly combination: Combination;
  readonly files: () => readonly ProjectFile[];
  /** What the verifier must be told about it. */
  readonly config?: string;
}

function projectOf(design: DesignName, combination: Combination): MatrixProject {
  const style = combination.config.auth_style;
  const config = [`${design}.${style}`, style]
    .map((name) => join(import.meta.dirname, `verify/${name}.toml`))
    .find((file) => existsSync(file));
  return {
    name: `${design} ${combination.name}`,
    combination,
    files: () => generate(wireOf(design, combination)),
    ...(config !== undefined && { config }),
  };
}

const withDesigns = (combinations: readonly Combination[]): MatrixProject[] =>
  DESIGNS.flatMap((design) => combinations.map((each) => projectOf(design, each)));

/** Both designs in every combination: 240 projects. */
export const everyProject = (): MatrixProject[] => withDesigns(everyCombination());

/** Both designs in a selection of combinations in which every two choices meet: 40 projects. */
export const pairwiseProjects = (): MatrixProject[] => withDesigns(pairwiseCombinations());

/** The rich design with the options of a combination, generated for PostgreSQL. */
const forPostgres = ({ name, config }: Combination): MatrixProject =>
  projectOf('clinic', { name: `${name} on PostgreSQL`, config: { ...config, database: 'postgresql' } });

/** The rich design with each library in each mode, for PostgreSQL: those of the selection that are no prototypes. */
export const postgresProjects = (): MatrixProject[] =>
  PERSISTENCES.flatMap(({ name }) => {
    const own = pairwiseCombinations().filter((each) => each.name.startsWith(`${name} `));
    const found = own.find((each) => each.config.profile === 'production');
    return found ? [forPostgres(found)] : [];
  });

/** Every library in every mode, every way of authenticating, every way of cutting lists into pages. */
const VERIFIED = [
  'sqlalchemy jwt cursor production',
  'sqlalchemy-sync oauth2 offset production',
  'tortoise api_key page production',
  'prisma none cursor production',
  'prisma-sync jwt page production',
];

/**
 * The rich design with each library in each mode, to be verified on both databases. What is generated for Prisma is for
 * one database: PostgreSQL.
 */
export const verifiedProjects = (): MatrixProject[] =>
  VERIFIED.map((name) => {
    const combination = everyCombination().find((each) => each.name === name)!;
    return combination.config.db_library === 'prisma' ? forPostgres(combination) : projectOf('clinic', combination);
  });
