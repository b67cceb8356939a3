import { describe, expect, it } from 'vitest';
import { isKeyword, name } from '../../src/python/index.ts';

describe('name', () => {
  it.each([
    ['title', 'title'],
    ['Post', 'Post'],
    ['class', 'class_'],
    ['match', 'match_'],
    ['None', 'None_'],
    ['2fa', 'n_2fa'],
    ['', 'n_'],
    ['_', 'n__'],
    ['a b-c', 'a_b_c'],
    ['naïve', 'nai_ve'],
    ['ﬁeld', 'field'],
    ['漢字', 'n__'],
    ['x\n; import os', 'x_import_os'],
    ['\ud800', 'n__'],
  ])('makes an identifier of %j', (text, id) => {
    expect(name(text).id).toBe(id);
  });

  it('gives only identifiers that Python reads as they are', () => {
    for (const text of ['Ⅷ', 'x²', 'ſ', 'K', '__', 'a\u0301', 'A\u200bB', 'é__']) {
      const { id } = name(text);
      expect(id).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
      expect(isKeyword(id)).toBe(false);
      expect(id.normalize('NFKC')).toBe(id);
    }
  });
});
