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
  const config = join(import.meta.dirname, `verify/${combination.config.auth_style}.toml`);
  return {
    name: `${design} ${combination.name}`,
    combination,
    files: () => generate(wireOf(design, combination)),
    ...(existsSync(config) && { config }),
  };
}

const withDesigns = (combinations: readonly Combination[]): MatrixProject[] =>
  DESIGNS.flatMap((design) => combinations.map((each) => projectOf(design, each)));

/** Both designs in every combination: 240 projects. */
export const everyProject = (): MatrixProject[] => withDesigns(everyCombination());

/** Both designs in a selection of combinations in which every two choices meet: 40 projects. */
export const pairwiseProjects = (): MatrixProject[] => withDesigns(pairwiseCombinations());

/** One project for each library in each mode: those that run on PostgreSQL too. */
export const projectOfEachPersistence = (projects: readonly MatrixProject[]): MatrixProject[] =>
  PERSISTENCES.flatMap(({ name }) => {
    const own = projects.filter((each) => each.name.split(' ')[1] === name);
    return own.find((each) => each.combination.config.profile === 'production') ?? [];
  });
