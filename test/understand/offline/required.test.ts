import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { letterPairsOf, mayHold, requiredPairs } from '../../../src/understand/offline/text/letter-pairs.ts';
import { PHRASINGS } from '../../../src/understand/offline/text/phrasings.ts';
import { requiredBy } from '../../../src/understand/offline/text/required.ts';

describe('what a pattern requires of a text', () => {
  it.each([
    [/\bsorted by\b/i, ['sorted by']],
    [/(?:weigh(?:s|ed)?|measures)\s+\d+/, ['weigh', 'measures']],
    [/colou?rs of/, ['rs of']],
    [/crates?/, ['crate']],
    [/(?<name>[a-z]+)\s+->\s+(?<to>\w+)/, ['->']],
    [/(?=[^)]*lid)\w+/, ['lid']],
    [/(?!lid)crate|(?<!the )shelf/, ['crate', 'shelf']],
    [/lid{2,3}er/, ['lid']],
    [/lid{0,3}er/, ['li']],
    [/[(]\[x\]/, ['[x]']],
    [/(?:lid)?(?:crate)*/, undefined],
    [/crate|\d+/, undefined],
    [/a\s?b|[xyz]+/, undefined],
    [/\p{L}+crate/u, undefined],
  ])('%s', (pattern, words) => {
    expect(requiredBy(pattern)).toEqual(words);
  });

  it('never keeps a pattern from a text that it matches', () => {
    const folder = 'test/understand/english';
    const texts = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) =>
        (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { description: string }).description.split('\n'),
      );
    for (const { source, flags } of PHRASINGS.map(({ pattern }) => pattern)) {
      const pattern = new RegExp(source, flags.replace(/[dy]/g, ''));
      const required = requiredPairs(pattern);
      const missed = texts.filter((text) => pattern.test(text) && required && !mayHold(letterPairsOf(text), required));
      expect(missed).toEqual([]);
    }
  });

  it('tells that a word is not in a text, and finds signs that stand alone', () => {
    const pairs = letterPairsOf('Crates have a Label (unique)');
    const holds = (pattern: RegExp) => mayHold(pairs, requiredPairs(pattern) ?? []);
    expect([/label/, /crates\s/i, /\(/].map(holds)).toEqual([true, true, true]);
    expect([/shelf/, /=/].map(holds)).toEqual([false, false]);
  });
});
