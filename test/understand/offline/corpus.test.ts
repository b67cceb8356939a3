import { describe, expect, it } from 'vitest';
import { readEnglish } from '../../../src/understand/offline/index.ts';
import { CORPUS, type CorpusCase } from './corpus.ts';
import { cpuMilliseconds } from './cpu.ts';
import { factsOf } from './facts.ts';

const anything = () => ({ errors: [] });

/** What the corpus does not list although it follows from the text. */
const FOLLOWS = /^(?:max|min|default|optional|eff|acc|cfg|opt):|^f:\w+\.(?:name|published_at|sent_at)=|owner>User$/;

function compare({ text, facts }: CorpusCase) {
  const reading = readEnglish(text, anything);
  const found = factsOf(reading);
  const reported = [...reading.unparsed, ...reading.assumptions].join(' ').toLowerCase();
  const has = (fact: string) => (fact.startsWith('rep:') ? reported.includes(fact.slice(4)) : found.has(fact));
  return {
    missed: facts.filter((fact) => !has(fact)),
    extra: [...found].filter((fact) => !facts.includes(fact) && !FOLLOWS.test(fact)),
    reading,
  };
}

describe('tidy descriptions', () => {
  it.each(CORPUS.map((one) => [one.id, one] as const))(
    '%s: misses at most a quarter and reports words verbatim',
    (_id, one) => {
      const { missed, reading } = compare(one);
      expect(missed.length, missed.join('  ')).toBeLessThanOrEqual(one.facts.length / 4);
      for (const piece of reading.unparsed) expect(one.text.replace(/\s+/g, ' ')).toContain(piece);
    },
  );

  it('finds at least 96 % of all facts, and at most 5 % of what it finds is wrong', () => {
    const results = CORPUS.map(compare);
    const all = CORPUS.reduce((sum, { facts }) => sum + facts.length, 0);
    const missed = results.flatMap((result) => result.missed);
    const extra = results.flatMap((result) => result.extra);
    expect((all - missed.length) / all, missed.join('  ')).toBeGreaterThanOrEqual(0.96);
    expect(extra.length / all, extra.join('  ')).toBeLessThanOrEqual(0.05);
  });

  it('reads a description in a few milliseconds once warm', () => {
    for (const { text } of CORPUS) readEnglish(text, anything);
    const spent = cpuMilliseconds(() => CORPUS.forEach(({ text }) => readEnglish(text, anything)));
    expect(spent / CORPUS.length).toBeLessThan(20);
  });
});
