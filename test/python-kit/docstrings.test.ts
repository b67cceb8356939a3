import { describe, expect, it } from 'vitest';
import { doc, docstringLines } from '../../src/python/docstrings.ts';
import { ruffWith } from './support.ts';

const lines = (text: string, indent = 4): string[] => docstringLines(doc(text), indent);
const pydocstyle = ruffWith('D2', 'D3', 'D4', 'E5', 'W', 'PLE', 'RUF002');

const LONG =
  'The first sentence says what it is. The second one says so much more that all of it does not fit on one line, which is why it goes on below.';

describe('doc', () => {
  it.each([
    ['A post.', ['"""A post."""']],
    ['a post', ['"""A post."""']],
    ['', ['"""Not described."""']],
    [' \n\n ', ['"""Not described."""']],
    ['What it is:', ['"""What it is."""']],
    ['Is it?', ['"""Is it?"""']],
    ['say "hi"', ['"""Say "hi"."""']],
    ['"hi"', ['"""\\u0022hi"."""']],
    ['a """ b', ['"""A ""\\u0022 b."""']],
    ['back\\slash', ['r"""back\\slash."""']],
    ['\\ and \0', ['"""\\u005c and \\u0000."""']],
    ['it’s 1–2', ['"""It\'s 1-2."""']],
    ['One.\n\nTwo\nthree.', ['"""One.', '', 'Two three.', '"""']],
    ['Returns\n\nArgs:', ['"""Returns.', '', 'Args:.', '"""']],
  ])('of %j', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('keeps the first line to one sentence if it has to', () => {
    expect(lines(LONG)).toEqual([
      '"""The first sentence says what it is.',
      '',
      'The second one says so much more that all of it does not fit on one line, which is why it goes',
      'on below.',
      '"""',
    ]);
  });

  it('cuts a first sentence that is too long', () => {
    const [first, blank, ...rest] = lines('word '.repeat(40));
    expect(first).toMatch(/^"""Word( word)*\.\.\.$/);
    expect(blank).toBe('');
    expect(rest[0]).toMatch(/^\.\.\.word/);
  });

  it.each([0, 4, 8, 40])('stays within the line and the rules, %i deep', (indent) => {
    for (let length = 1; length < 260; length += 3) {
      const text = 'some words in a row, and then some more of them '.repeat(6).slice(0, length);
      const heads = Array.from({ length: indent / 4 }, (_, depth) => `${'    '.repeat(depth)}class A${depth}:\n`);
      const source = [...heads, ...body(text, indent)].join('');
      expect(pydocstyle.check(source), source).toEqual([]);
      expect(pydocstyle.format(source)).toContain(lines(text, indent)[0]);
    }
  });
});

const body = (text: string, indent: number): string[] =>
  lines(text, indent).map((line) => (line === '' ? '\n' : `${' '.repeat(indent)}${line}\n`));
