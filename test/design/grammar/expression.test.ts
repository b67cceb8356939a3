import { describe, expect, it } from 'vitest';
import { Cursor } from '../../../src/design/grammar/cursor.ts';
import { parseExpression } from '../../../src/design/grammar/expression.ts';
import { LineError, lex, quote } from '../../../src/design/grammar/lexer.ts';
import { printExpression } from '../../../src/design/index.ts';

/** The expression with every bracket that its reading implies. */
const normal = (text: string): string => printExpression(parseExpression(new Cursor(text)));

describe('expressions', () => {
  it.each([
    ['a or b and not c', 'a or b and not c'],
    ['(a or b) and c', '(a or b) and c'],
    ['a && !b || c', 'a and not b or c'],
    ['not a == b', 'not a == b'],
    ['(not a) == b', '(not a) == b'],
    ['1 - (2 - 3)', '1 - (2 - 3)'],
    ['1 - 2 - 3', '1 - 2 - 3'],
    ['(1 + 2) * 3', '(1 + 2) * 3'],
    ['-a * -1', '-a * -1'],
    ['-(a + b)', '-(a + b)'],
    ['x is not null and y is null', 'x != null and y == null'],
    ['x not in [1, 2]', 'not x in [1, 2]'],
    ['NOW() + days(2)', 'now() + days(2)'],
    ['self.author.id == me.id', 'self.author.id == me.id'],
    ["'it''s' == \"a\\\"b\"", '"it\'s" == \'a"b\''],
    ['true and FALSE or None', 'true and false or null'],
  ])('%s', (text, wanted) => {
    expect(normal(text)).toBe(wanted);
    expect(normal(wanted)).toBe(wanted);
  });

  it.each([
    ['a = b', 'use "=="', '=='],
    ['nwo()', 'unknown function nwo()', 'now()'],
    ['len()', 'len() takes 1 arguments, got 0', undefined],
    ['concat(a)', 'concat() takes 2 to 9 arguments, got 1', undefined],
    ['a +', 'expected a value before the end of the line', undefined],
    ['[1, 2', 'expected "," before the end of the line', undefined],
  ])('%s is an error', (text, message, suggestion) => {
    const read = (): string => normal(text);
    expect(read).toThrow(LineError);
    expect(read).toThrow(message);
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject({ suggestion });
    }
  });
});

const kinds = (text: string): string[] => lex(text, { regex: true }).map(({ kind, value }) => `${kind} ${value}`);

describe('the lexer', () => {
  it('tells patterns from divisions', () => {
    expect(kinds('a /b\\/c/')).toEqual(['word a', 'regex b\\/c', 'end ']);
    expect(kinds('a/b')).toEqual(['word a', 'sign /', 'word b', 'end ']);
  });

  it('reads ranges, numbers and every other character', () => {
    expect(lex('1..2 1_000 0.5 €').map(({ value }) => value)).toEqual(['1', '..', '2', '1000', '0.5', '€', '']);
  });

  it.each(['', "it's", '"both\' \\', 'a\nb\t\u0000\u2028', '\ud800 \udfff🚀', '\\d{3}', '\\n', '`'])(
    '%j in quotes is read back',
    (text) => {
      expect(lex(quote(text))[0]).toMatchObject({ kind: 'text', value: text });
    },
  );
});
