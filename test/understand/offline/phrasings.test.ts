import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';
import { factsOf } from './facts.ts';

/** Files of lines "text ## facts": many ways to say the same; a fact with "!" must not be found, "\n" is a line end. */
const FOLDER = join(import.meta.dirname, 'phrasings');

const cases = readdirSync(FOLDER).flatMap((file) =>
  readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line.includes(' ## '))
    .map((line) => line.split(' ## ') as [string, string]),
);

it.each(cases)('%s', (text, facts) => {
  const found = factsOf(readEnglish(text.replaceAll(String.raw`\n`, '\n'), readDesign));
  const isMissing = (fact: string) => (fact.startsWith('!') ? found.has(fact.slice(1)) : !found.has(fact));
  expect(facts.trim().split(/\s+/).filter(isMissing)).toEqual([]);
});
