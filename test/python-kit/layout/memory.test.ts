import { describe, expect, it } from 'vitest';
import { Memory } from '../../../src/python/layout/memory.ts';

/** Holds about a hundred characters. */
const newMemory = (): Memory<string> => new Memory(100, (key, text) => key.length + text.length);

describe('Memory', () => {
  it('makes a text once', () => {
    const memory = newMemory();
    let made = 0;
    const make = (): string => `text ${++made}`;
    expect([memory.recall('a', make), memory.recall('a', make), memory.recall('b', make)]).toEqual([
      'text 1',
      'text 1',
      'text 2',
    ]);
  });

  it('remembers empty texts too', () => {
    const memory = newMemory();
    memory.recall('a', () => '');
    expect(memory.recall('a', () => 'made again')).toBe('');
  });

  it('forgets what was not asked for while twice its size passed', () => {
    const memory = newMemory();
    memory.recall('old', () => 'first');
    memory.recall('kept', () => 'first');
    for (let index = 0; index < 50; index++) {
      memory.recall(`filler ${index}`, () => 'x'.repeat(20));
      memory.recall('kept', () => 'made again');
    }
    expect(memory.recall('kept', () => 'made again')).toBe('first');
    expect(memory.recall('old', () => 'made again')).toBe('made again');
  });
});
