import { describe, expect, it } from 'vitest';
import { Phrase, Remainder } from '../../../../src/understand/offline/text/phrase.ts';
import { Source } from '../../../../src/understand/offline/text/source.ts';

const phraseOf = (text: string) => new Phrase(new Source(text), 0, text);

describe('Phrase', () => {
  it('knows where its parts stand in the source', () => {
    const phrase = phraseOf('  a title ').trim();
    expect([phrase.text, phrase.start, phrase.end]).toEqual(['a title', 2, 9]);
    const noun = phrase.match(/an? (?<noun>\w+)/)!.group('noun');
    expect([noun.text, noun.start]).toEqual(['title', 4]);
    noun.claim();
    expect(phrase.claimed).toBe(true);
    expect(phrase.slice(0, 1).claimed).toBe(false);
  });

  it('finds all matches from the start each time', () => {
    const phrase = phraseOf('one two');
    expect(phrase.matches(/\w+/).map(({ whole }) => whole.text)).toEqual(['one', 'two']);
    expect(phrase.matches(/\w+/).map(({ index }) => index)).toEqual([0, 4]);
    expect(phrase.match(/\w+/)?.after.text).toBe(' two');
  });
});

describe('Remainder', () => {
  it('keeps offsets while pieces are taken, and claims the pieces only', () => {
    const phrase = phraseOf('unique title here');
    const words = new Remainder(phrase);
    words.take(/unique/);
    expect(words.rest.text).toBe('       title here');
    words.claimTaken();
    expect(phrase.slice(0, 6).claimed).toBe(true);
    expect(phrase.slice(6).claimed).toBe(false);
  });

  it('leaves a part of what was taken unclaimed', () => {
    const phrase = phraseOf('size (in our units)');
    const words = new Remainder(phrase);
    const parentheses = words.take(/\([^)]*\)/)!.whole;
    words.keep(parentheses.slice(1, parentheses.text.length - 1));
    words.claimTaken();
    expect(phrase.source.touches({ start: 6, end: 18 })).toBe(false);
    expect(phrase.source.touches({ start: 5, end: 6 })).toBe(true);
  });
});
