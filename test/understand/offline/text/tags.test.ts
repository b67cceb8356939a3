import { expect, it } from 'vitest';
import { Phrase } from '../../../../src/understand/offline/text/phrase.ts';
import { Source } from '../../../../src/understand/offline/text/source.ts';
import { Tagged } from '../../../../src/understand/offline/text/tags.ts';

const tagged = (text: string) => {
  const source = new Source(text);
  return new Tagged(new Phrase(source, 0, source.text));
};

it.each([
  ['Painters post pictures', 'NVN'],
  ['each post has a title', 'DNHDN'],
  ['add, change and remove boats', 'V,VCVN'],
  ['a member can book a class', 'DNMVDN'],
  ['closing a case needs a note', 'VDNHDN'],
  ['a booking has a closing date', 'DNHDNN'],
  ['price >= 5 (like this)', 'N=#AAAA'],
])('%s', (text, tags) => {
  expect(tagged(text).tags).toBe(tags);
});

it('finds structures by the parts of speech', () => {
  const found = tagged('The clerk can file a claim').match(/(?<who>D*N+)M(?<verb>V)D*(?<what>N+)/);
  expect([found?.text('who'), found?.text('verb'), found?.text('what')]).toEqual(['the clerk', 'file', 'claim']);
  expect(found?.after.text).toBe('');
});
