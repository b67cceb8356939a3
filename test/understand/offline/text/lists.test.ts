import { expect, it } from 'vitest';
import { splitList } from '../../../../src/understand/offline/text/lists.ts';
import { Phrase } from '../../../../src/understand/offline/text/phrase.ts';
import { Source } from '../../../../src/understand/offline/text/source.ts';

const phraseOf = (text: string) => new Phrase(new Source(text), 0, text);

it.each([
  ['a title, an ISBN (unique, 10 or 13 digits) and a year', ['a title', 'an ISBN (unique, 10 or 13 digits)', 'a year']],
  ['a, b, and c as well as d', ['a', 'b', 'c', 'd']],
  ['a score between 1 and 10, and a comment', ['a score between 1 and 10', 'a comment']],
  ['sand and android', ['sand', 'android']],
  [', a,, b ,', ['a', 'b ,'.slice(0, 1)]],
])('%j', (text, expected) => {
  expect(splitList(phraseOf(text)).map((item) => item.text)).toEqual(expected);
});

it('does not cut what must stay whole', () => {
  const list = phraseOf('a state of on, off or idle and a name');
  const whole = list.match(/of on, off or idle/)!.whole;
  expect(splitList(list, [whole]).map((item) => item.text)).toEqual(['a state of on, off or idle', 'a name']);
});
