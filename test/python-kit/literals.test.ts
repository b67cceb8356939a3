import { describe, expect, it } from 'vitest';
import { escapeText, literal, quote, rawQuote } from '../../src/python/literals.ts';
import { ruff } from './support.ts';

describe('quote', () => {
  it.each([
    ['plain', '"plain"'],
    ['', '""'],
    ["it's", '"it\'s"'],
    ['say "hi"', '\'say "hi"\''],
    [`both ' and "`, `"both ' and \\""`],
    ['back\\slash', '"back\\\\slash"'],
    ['a\nb\tc\rd', '"a\\nb\\tc\\rd"'],
    ['\0\u001b\u007f', '"\\x00\\x1b\\x7f"'],
    ['\u00a0\u200b\u202e\u2028', '"\\xa0\\u200b\\u202e\\u2028"'],
    ['\ud800', '"\\ud800"'],
    ['\u{e0001}', '"\\U000e0001"'],
    ['😀 é 漢字', '"😀 é 漢字"'],
    ['{x} %s ${y}', '"{x} %s ${y}"'],
  ])('writes %j', (text, expected) => {
    expect(quote(text)).toBe(expected);
    expect(ruff.format(`x = ${expected}\n`)).toBe(`x = ${expected}\n`);
  });

  it('escapes what looks like ASCII, but not words of another script', () => {
    expect(quote('it’s 1–2')).toBe('"it\\u2019s 1\\u20132"');
    expect(quote('слово')).toBe('"слово"');
    expect(quote('а')).toBe('"\\u0430"');
    expect(quote('pаy')).toBe('"p\\u0430y"');
  });
});

describe('literal', () => {
  it.each([
    [null, 'None'],
    [undefined, 'None'],
    [true, 'True'],
    [false, 'False'],
    [0, '0'],
    [-5, '-5'],
    [9999, '9999'],
    [10_000, '10_000'],
    [-1_234_567, '-1_234_567'],
    [1.5, '1.5'],
    [['a', 1], '["a", 1]'],
    [{ a: { b: [] } }, '{"a": {"b": []}}'],
    [{ 'a"': null }, "{'a\"': None}"],
  ])('writes %j', (json, expected) => {
    expect(literal(json)).toBe(expected);
  });
});

describe('rawQuote', () => {
  it.each([
    ['^[a-z]+$', '"^[a-z]+$"'],
    ['\\d+', 'r"\\d+"'],
    ['a\\', '"a\\\\"'],
    ['\\d"', "'\\\\d\"'"],
    ['\\dé', '"\\\\dé"'],
  ])('writes the pattern %j', (pattern, expected) => {
    expect(rawQuote(pattern)).toBe(expected);
  });
});

describe('escapeText', () => {
  it('leaves quotes to its caller', () => {
    expect(escapeText(`'"`)).toBe(`'"`);
  });
});
