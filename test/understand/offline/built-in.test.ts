import { expect, test } from 'vitest';
import { readEnglish } from '../../../src/understand/offline/index.ts';

const read = (sentence: string) => readEnglish(sentence, () => ({ errors: [] }));

test('production has all of it already', () => {
  const { assumptions } = read('A production-ready blog API with posts (title), Docker and a health check.');
  expect(assumptions).toContain('A Dockerfile is part of the production profile.');
  expect(assumptions).toContain('A health check is part of the production profile.');
});

test('a prototype has some of it', () => {
  const { assumptions } = read('A prototype of a blog API with posts (title), Docker and a health check.');
  expect(assumptions).not.toContainEqual(expect.stringContaining('Dockerfile'));
  expect(assumptions).toContain('A health check is part of the mvp profile.');
});
