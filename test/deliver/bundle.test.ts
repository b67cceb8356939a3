import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createBundle } from '../../src/deliver/bundle.ts';
import { createProjectBundle, DESIGN_PATH, MANIFEST_PATH } from '../../src/deliver/manifest.ts';

const FILES = [
  { path: 'app/main.py', text: 'app = "é"\n' },
  { path: 'README.md', text: '# Blog\n' },
];

describe('createBundle', () => {
  it('adds the size in bytes and the hash of the text', () => {
    const [main] = createBundle(FILES).files;
    expect(main).toEqual({
      path: 'app/main.py',
      text: 'app = "é"\n',
      bytes: 11,
      sha256: createHash('sha256').update('app = "é"\n').digest('hex'),
    });
  });

  it('names the same files alike in every order, and keeps the order', () => {
    const backwards = createBundle(FILES.toReversed());
    expect(backwards.id).toBe(createBundle(FILES).id);
    expect(backwards.id).toMatch(/^[0-9a-f]{12}$/);
    expect(backwards.files.map((file) => file.path)).toEqual(['README.md', 'app/main.py']);
  });

  it('names other texts, other paths and swapped texts otherwise', () => {
    const [main, readme] = FILES as [(typeof FILES)[0], (typeof FILES)[0]];
    const variants = [
      FILES,
      [main],
      [{ ...main, text: 'app = 1\n' }, readme],
      [{ ...main, path: 'app/other.py' }, readme],
      [
        { ...main, text: readme.text },
        { ...readme, text: main.text },
      ],
    ];
    expect(new Set(variants.map((files) => createBundle(files).id)).size).toBe(variants.length);
  });
});

describe('createProjectBundle', () => {
  it('adds the design and the hash of every other file', () => {
    const { files } = createProjectBundle(FILES, { service: 'Blog API' });
    expect(files.map((file) => file.path)).toEqual(['app/main.py', 'README.md', DESIGN_PATH, MANIFEST_PATH]);
    expect(files[2]?.text).toBe('{\n  "service": "Blog API"\n}\n');
    const manifest = JSON.parse(files[3]?.text ?? '') as { files: Record<string, string> };
    const hashes = createBundle(files.slice(0, 3)).files.map((file) => [file.path, file.sha256]);
    expect(manifest.files).toEqual(Object.fromEntries(hashes));
    expect(Object.keys(manifest.files)).toEqual([DESIGN_PATH, 'README.md', 'app/main.py']);
  });
});
