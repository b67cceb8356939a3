/** The options of a service as axes, and the points of the space that they span. */
import type { Config } from '../../src/design/api-design.ts';

/** One value of an axis: its name, and what it says in the configuration of a design. */
interface Choice {
  readonly name: string;
  readonly config: Partial<
    Pick<Config, 'db_library' | 'async_mode' | 'database' | 'auth_style' | 'pagination' | 'profile'>
  >;
}

/** A choice of each axis. */
export interface Combination {
  /** The names of its choices, e.g. `tortoise jwt cursor mvp`. */
  readonly name: string;
  readonly config: Choice['config'];
}

/** Every library in every mode that it has. */
export const PERSISTENCES: readonly Choice[] = [
  { name: 'sqlalchemy', config: { db_library: 'sqlalchemy', async_mode: true } },
  { name: 'sqlalchemy-sync', config: { db_library: 'sqlalchemy', async_mode: false } },
  { name: 'tortoise', config: { db_library: 'tortoise', async_mode: true } },
  { name: 'prisma', config: { db_library: 'prisma', async_mode: true } },
  { name: 'prisma-sync', config: { db_library: 'prisma', async_mode: false } },
];

const valuesOf = <K extends 'auth_style' | 'pagination' | 'profile'>(key: K, values: readonly Config[K][]): Choice[] =>
  values.map((value) => ({ name: value, config: { [key]: value } }));

/** The axes, the longest first. */
const AXES: readonly (readonly Choice[])[] = [
  PERSISTENCES,
  valuesOf('auth_style', ['jwt', 'oauth2', 'api_key', 'none']),
  valuesOf('pagination', ['cursor', 'offset', 'page']),
  valuesOf('profile', ['production', 'mvp']),
];

const combinationOf = (choices: readonly Choice[]): Combination => ({
  name: choices.map((each) => each.name).join(' '),
  config: Object.assign({}, ...choices.map((each) => each.config)),
});

const product = (axes: readonly (readonly Choice[])[]): Choice[][] =>
  axes.reduce<Choice[][]>((made, axis) => made.flatMap((begun) => axis.map((choice) => [...begun, choice])), [[]]);

/** Every combination: 120 of them. */
export const everyCombination = (): Combination[] => product(AXES).map(combinationOf);

/**
 * A selection of the combinations in which every two choices of different axes meet. Greedy: whatever brings together the
 * most pairs that have not met is next, the first of equals, so that the selection is the same in every run.
 */
export function pairwiseCombinations(): Combination[] {
  const all = product(AXES);
  const missing = new Set(all.flatMap(pairsOf));
  const selected: Choice[][] = [];
  while (missing.size > 0) {
    const gain = (choices: readonly Choice[]): number => pairsOf(choices).filter((pair) => missing.has(pair)).length;
    const best = all.reduce((leader, each) => (gain(each) > gain(leader) ? each : leader));
    selected.push(best);
    for (const pair of pairsOf(best)) missing.delete(pair);
  }
  return selected.map(combinationOf);
}

/** The pairs of choices in a combination, each as a text. */
export const pairsOf = (choices: readonly Choice[]): string[] =>
  choices.flatMap((one, index) => choices.slice(index + 1).map((other) => `${one.name} ${other.name}`));
