import { expect, it } from 'vitest';
import { Rewriting } from '../../../../src/understand/offline/text/rewriting.ts';
import { Source } from '../../../../src/understand/offline/text/source.ts';

it('knows which characters of the original each character stands for, over several steps', () => {
  const rewriting = new Rewriting("we can't pay");
  rewriting.replace(/can't/g, 'cannot');
  rewriting.replace(/^we/g, 'people');
  rewriting.apply([{ start: 0, end: 0, text: '- ' }]);
  expect(rewriting.text).toBe('- people cannot pay');
  const at = rewriting.text.indexOf('cannot');
  expect([rewriting.from[at], rewriting.to[at]]).toEqual([3, 8]);
  expect(rewriting.from[0]).toBe(rewriting.to[0]);
});

it('gives the words back as they were written', () => {
  const source = new Source("Posts can't have a “title”.");
  const at = source.text.indexOf('cannot');
  expect(source.originalOf({ start: at, end: source.text.length })).toBe("can't have a “title”.");
});
