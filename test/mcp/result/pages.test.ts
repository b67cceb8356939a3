import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBundle } from '../../../src/deliver/index.ts';
import { firstPage, splitText } from '../../../src/mcp/result/pages.ts';

describe('splitText', () => {
  it('gives parts that make the text again, none of them too long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 60 })),
        fc.integer({ min: 40, max: 200 }),
        (lines, room) => {
          const text = lines.join('\n');
          const parts = splitText(text, room);
          expect(parts.join('')).toBe(text);
          for (const part of parts) expect(JSON.stringify(part).length - 2).toBeLessThanOrEqual(room);
        },
      ),
    );
  });

  it('ends parts at the ends of lines, when lines are short', () => {
    expect(splitText('aaaa\nbbbb\ncccc\n', 13)).toEqual(['aaaa\nbbbb\n', 'cccc\n']);
  });

  it('never splits a character', () => {
    for (const part of splitText('\u{1F600}'.repeat(100), 60)) expect(() => encodeURIComponent(part)).not.toThrow();
  });

  it('has one part for an empty text', () => expect(splitText('', 10)).toEqual(['']));
});

describe('firstPage', () => {
  const { files } = createBundle([
    { path: 'a', text: 'a'.repeat(20_000) },
    { path: 'b', text: 'b'.repeat(20_000) },
    { path: 'c', text: 'c\n'.repeat(30_000) },
  ]);

  it('takes whole files while they fit', () => {
    const page = firstPage(files, 1);
    expect(page.files.map((file) => file.path)).toEqual(['a', 'b']);
    expect(page.done).toBe(2);
  });

  it('takes one part of a file that never fits', () => {
    const large = files.slice(2);
    const page = firstPage(large, 1);
    expect(page).toMatchObject({ done: 0, nextPart: 2, files: [{ path: 'c', part: '1/3' }] });
    expect(firstPage(large, 3)).toMatchObject({ done: 1, files: [{ part: '3/3' }] });
    expect(firstPage(large, 99)).toMatchObject({ done: 1, files: [{ part: '3/3' }] });
  });

  it('has nothing to say about no files', () => expect(firstPage([], 1)).toEqual({ files: [], done: 0 }));
});
