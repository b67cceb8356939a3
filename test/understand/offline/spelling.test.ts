import { expect, it } from 'vitest';
import { readEnglish } from '../../../src/understand/offline/index.ts';
import { correctSpelling } from '../../../src/understand/offline/words/spelling.ts';

it.each([
  ['adress', 'address'],
  ['quanity', 'quantity'],
  ['descripton', 'description'],
  ['Employe', 'employee'],
  ['custmer', 'customer'],
])('%s is %s', (written, meant) => {
  expect(correctSpelling(written)).toBe(meant);
});

it.each(['plate', 'moves', 'shared', 'minAge', 'SKU', 'sheep', 'Pawdate'])('%s is left as it is', (word) => {
  expect(correctSpelling(word)).toBeUndefined();
});

it('tells which words were read as others', () => {
  const { assumptions, wire } = readEnglish('Sheep have a wieght and an adress.', () => ({ errors: [] }));
  expect(assumptions).toContain('"adress" was read as "address".');
  expect(wire['resources']).toMatchObject([{ fields: ['weight: float', 'address: text'] }]);
});
