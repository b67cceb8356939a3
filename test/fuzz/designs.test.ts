import { describe, expect, it } from 'vitest';
import { pythonForSuites } from '../support/python-environment.ts';
import { fuzzDesigns } from './designs.ts';

const python = await pythonForSuites('random designs');

describe.skipIf(python === undefined)('random designs with hostile texts', () => {
  it('compile to Python that parses and is formatted', { timeout: 300_000 }, () => {
    const { compiled, problems } = fuzzDesigns(10, 1, python!);
    expect(problems).toEqual([]);
    expect(compiled).toBeGreaterThan(4);
  });
});
