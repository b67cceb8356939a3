import { describe, expect, it } from 'vitest';
import { pythonForSuites } from '../support/python-environment.ts';
import { fuzzTexts, hostileModule } from './texts.ts';

const python = await pythonForSuites('hostile texts');
const minutes = 60_000;

describe.skipIf(python === undefined)('hostile texts', () => {
  it('2,000 of them stay in their literals, formatted and clean', { timeout: 5 * minutes }, async () => {
    const problems = await fuzzTexts(2000, 20_261_124, python!);
    expect(problems.slice(0, 3)).toEqual([]);
  });
});

describe('a module made of hostile texts', () => {
  it('is the same for the same text', () => {
    const text = 'it’s "so" \\ {x} \ud800\u202e """';
    expect(hostileModule(text)).toBe(hostileModule(text));
  });
});
