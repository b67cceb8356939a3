import { describe, expect, it } from 'vitest';
import { createBundle } from '../../src/deliver/index.ts';
import { folderNameOf, readFollowUp } from '../../src/mcp/follow-ups.ts';

const bundle = createBundle(
  Array.from({ length: 40 }, (_, index) => ({ path: `app/file_${index}.py`, text: 'x'.repeat(3_000) })),
);
const { id, files } = bundle;

describe('readFollowUp', () => {
  it('says nothing when nothing is left', () => expect(readFollowUp(id, files, [])).toEqual([]));

  it('goes on by offset at the end of a bundle', () => {
    expect(readFollowUp(id, files, files.slice(12))).toEqual([
      {
        tool: 'read_files',
        arguments: { bundle_id: id, offset: 12 },
        why: 'read the 28 files without content here, page by page',
      },
    ]);
  });

  it('names as many paths as one page holds when the order is another one', () => {
    const omitted = [...files.slice(20), ...files.slice(0, 10)];
    const paths = readFollowUp(id, files, omitted)[0]?.arguments['paths'];
    expect(paths).toEqual(omitted.slice(0, 13).map((file) => file.path));
  });
});

describe('folderNameOf', () => {
  it.each([
    ['Blog API', 'blog-api'],
    ['  Ünïcode -- Shop! ', 'n-code-shop'],
    ['日本', 'service'],
    ['con', 'service'],
    ['../../x', 'x'],
  ])('%s → %s', (service, folder) => expect(folderNameOf(service)).toBe(folder));
});
