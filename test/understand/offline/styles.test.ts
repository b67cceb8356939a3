import { expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';
import { factsOf } from './facts.ts';
import { STYLES } from './styles.ts';

it.each(STYLES.map((one) => [one.style, one] as const))('%s', (_style, { text, facts, reported }) => {
  const reading = readEnglish(text, () => ({ errors: [] }));
  const found = factsOf(reading);
  expect(facts.filter((fact) => !found.has(fact))).toEqual([]);
  if (reported) expect(reading.unparsed.join(' | ')).toContain(reported);
  expect(readDesign(readEnglish(text, readDesign).wire).errors).toEqual([]);
});
