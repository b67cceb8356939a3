import { describe, expect, it } from 'vitest';
import { generate } from '../support/generated-project.ts';
import { pairwiseCombinations } from './combinations.ts';
import { wireOf } from './designs.ts';

const combinations = pairwiseCombinations();

/** What only tests need, and what speaks of them. */
const OF_TESTS = /pytest|schemathesis|coverage|xdist|TEST_DATABASE_URL/;

describe('include_tests: false', () => {
  it.for(combinations.map((each) => [each.name, each] as const))('%s', ([, combination]) => {
    const wire = wireOf('clinic', combination);
    const tested = generate(wire);
    const files = generate({ ...wire, config: { ...wire.config, include_tests: false } });
    const application = (all: typeof files): [string, string][] =>
      all.filter(({ path }) => /^(?:app|migrations)\//.test(path)).map(({ path, text }) => [path, text]);

    expect(application(files)).toEqual(application(tested));
    expect(files.filter(({ path }) => path.startsWith('tests/'))).toEqual([]);
    expect(files.filter(({ text }) => OF_TESTS.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
