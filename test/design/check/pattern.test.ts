import { describe, expect, it } from 'vitest';
import { readPattern } from '../../../src/design/check/pattern.ts';

describe('patterns', () => {
  it.each([
    ['^[a-z]+$', '^[a-z]+$'],
    ['[a-z]+', '^(?:[a-z]+)$'],
    ['^a', '^(?:a)$'],
    ['a$', '^(?:a)$'],
    ['a\\$', '^(?:a\\$)$'],
    ['^a|b$', '^(?:^a|b$)$'],
    ['^(a|b)$', '^(a|b)$'],
    ['\\d{3}-\\d{4}', '^(?:\\d{3}-\\d{4})$'],
    ['[^\\s/]+?', '^(?:[^\\s/]+?)$'],
    ['(?:ab){2,}', '^(?:(?:ab){2,})$'],
    ['\\x41\\u00e9', '^(?:\\x41\\u00e9)$'],
    ['[\\w.+-]+@[\\w-]+', '^(?:[\\w.+-]+@[\\w-]+)$'],
    ['ü+', '^(?:ü+)$'],
  ])('%s', (source, pattern) => {
    expect(readPattern(source)).toEqual({ pattern });
    expect(() => new RegExp(pattern)).not.toThrow();
  });

  it.each([
    ['', 'empty'],
    ['(?=a)', 'look-ahead'],
    ['(?!a)b', 'look-ahead'],
    ['(?<=a)b', 'look-behind'],
    ['(?<!a)b', 'look-behind'],
    ['(a)\\1', 'back-references'],
    ['(?P<n>a)', 'named groups'],
    ['(?<n>a)', 'named groups'],
    ['(?P=n)', 'named groups'],
    ['(?i)a', 'flags'],
    ['(?>a)', 'atomic groups'],
    ['(?#a)', 'comments'],
    ['a++', 'possessive'],
    ['a*?+', 'follow each other'],
    ['a**', 'follow each other'],
    ['*a', 'nothing to repeat'],
    ['a{', 'repetitions'],
    ['a{,3}', 'repetitions'],
    ['a{3,2}', 'out of order'],
    ['a{1001}', '1,000'],
    ['(\\w{100}){100}', 'too large'],
    ['\\p{L}', 'list the characters'],
    ['\\Aa\\Z', 'not an escape'],
    ['\\0', 'not an escape'],
    ['a\\', 'escapes nothing'],
    ['(a', 'not closed'],
    ['a)', '")" too many'],
    ['[a', 'not closed'],
    ['[]', 'write "\\]"'],
    ['[[a]', 'write "\\["'],
    ['a]', 'write "\\]"'],
    ['[a&&b]', 'write "\\&"'],
    ['[z-a]', 'out of order'],
    ['[\\d-z]', 'goes from a character'],
    ['[\\b]', 'inside [ ]'],
    ['^*', 'anchor'],
    ['a\u0000', 'control characters'],
    ['a'.repeat(501), '500 characters'],
    ['('.repeat(30) + ')'.repeat(30), 'too deeply'],
  ])('%j is refused', (source, problem) => {
    expect(readPattern(source)).toEqual({ problem: expect.stringContaining(problem) });
  });
});
