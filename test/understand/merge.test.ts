import { describe, expect, it } from 'vitest';
import { isGiven, mergeGiven } from '../../src/understand/merge.ts';

describe('isGiven', () => {
  it.each([undefined, null, '', ' ', '[]', ' { } ', [], {}])('%j is nothing', (value) => {
    expect(isGiven(value)).toBe(false);
  });
  it.each([0, false, 'x', '[{}]', [1], { a: 1 }])('%j is something', (value) => {
    expect(isGiven(value)).toBe(true);
  });
});

describe('mergeGiven', () => {
  it('puts what the caller gave over what was read', () => {
    expect(mergeGiven({ service: 'Read', roles: ['a'] }, { service: 'Given', tasks: [] })).toEqual({
      service: 'Given',
      roles: ['a'],
    });
  });

  it('merges the keys of config, also when it came as JSON text', () => {
    const read = { config: { pagination: 'cursor', database: 'sqlite' } };
    expect(mergeGiven(read, { config: { pagination: 'page' } })).toEqual({
      config: { pagination: 'page', database: 'sqlite' },
    });
    expect(mergeGiven(read, { config: '{"pagination":"page"}' })).toEqual({
      config: { pagination: 'page', database: 'sqlite' },
    });
  });

  it('hands text that is no JSON on as it is, for the design reader to refuse', () => {
    expect(mergeGiven({ config: { pagination: 'cursor' } }, { config: '{oops' })).toEqual({ config: '{oops' });
  });
});
