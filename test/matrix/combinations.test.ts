import { expect, it } from 'vitest';
import { everyCombination, pairwiseCombinations } from './combinations.ts';

/** Every two of the names that a combination is made of. */
const pairsIn = (name: string): string[] => {
  const names = name.split(' ');
  return names.flatMap((one, index) => names.slice(index + 1).map((other) => `${one} ${other}`));
};

it('there are 120 combinations, each once', () => {
  const names = everyCombination().map((each) => each.name);
  expect(names).toHaveLength(5 * 4 * 3 * 2);
  expect(new Set(names).size).toBe(names.length);
});

it('every two choices meet in the selection, which is as small as can be', () => {
  const selected = pairwiseCombinations().map((each) => each.name);
  expect(new Set(selected.flatMap(pairsIn))).toEqual(new Set(everyCombination().flatMap((each) => pairsIn(each.name))));
  // The two longest axes alone have so many pairs.
  expect(selected).toHaveLength(5 * 4);
});
