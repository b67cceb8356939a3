import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WriteError } from '../../src/deliver/write-plan.ts';
import { writeFiles } from '../../src/deliver/write-files.ts';

const FILES = [
  { path: 'app/main.py', text: 'app = 1\n' },
  { path: 'README.md', text: '# é\n' },
];

let base: string;
let root: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'workspace-'));
  root = join(base, 'root');
  mkdirSync(root);
});
afterEach(() => {
  chmodSync(root, 0o755);
  rmSync(base, { recursive: true, force: true });
});

const write = (over: Partial<Parameters<typeof writeFiles>[0]> = {}, dryRun = false) =>
  writeFiles({ root, folder: 'blog', files: FILES, onConflict: 'fail', ...over }, { dryRun });
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const everything = () => readdirSync(base, { recursive: true, encoding: 'utf8' }).toSorted();

function refusal(work: () => unknown): WriteError {
  try {
    work();
  } catch (problem) {
    if (problem instanceof WriteError) return problem;
    throw problem;
  }
  throw new Error('it was not refused');
}

describe('writeFiles', () => {
  it('writes new files and folders', () => {
    const report = write();
    expect(report).toMatchObject({ written: ['blog/app/main.py', 'blog/README.md'], overwritten: [], unchanged: [] });
    expect(read('blog/README.md')).toBe('# é\n');
    expect(everything()).toHaveLength(5);
  });

  it('writes into the workspace itself', () => {
    expect(write({ folder: '.' }).written).toEqual(['app/main.py', 'README.md']);
    expect(existsSync(join(root, 'README.md'))).toBe(true);
  });

  it('changes nothing when called again', () => {
    write();
    expect(write()).toMatchObject({ written: [], unchanged: ['blog/app/main.py', 'blog/README.md'] });
  });

  it('only says what it would do in a dry run', () => {
    expect(write({}, true).written).toHaveLength(2);
    expect(everything()).toEqual(['root']);
  });

  it('refuses to touch an edited file, and writes nothing at all', () => {
    write({ files: [FILES[1]!] });
    writeFileSync(join(root, 'blog/README.md'), 'mine');
    const error = refusal(() => write());
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toBe('1 file exists with other content: "blog/README.md"');
    expect(read('blog/README.md')).toBe('mine');
    expect(existsSync(join(root, 'blog/app'))).toBe(false);
  });

  it('keeps an edited file and writes the others with skip', () => {
    write({ files: [FILES[1]!] });
    writeFileSync(join(root, 'blog/README.md'), 'mine');
    const report = write({ onConflict: 'skip' });
    expect(report).toMatchObject({ written: ['blog/app/main.py'], skipped: ['blog/README.md'] });
    expect(read('blog/README.md')).toBe('mine');
  });

  it('replaces an edited file with overwrite, and leaves no temporary file', () => {
    write();
    writeFileSync(join(root, 'blog/README.md'), 'mine');
    expect(write({ onConflict: 'overwrite' })).toMatchObject({ overwritten: ['blog/README.md'] });
    expect(read('blog/README.md')).toBe('# é\n');
    expect(everything()).toHaveLength(5);
  });

  it.each(['..', '../out', 'a/../../out', '/abs', 'C:/x', 'a\\b', '~', 'a\0', 'nul'])(
    'refuses the folder %j',
    (folder) => {
      expect(refusal(() => write({ folder })).code).toBe('PATH_REJECTED');
      expect(everything()).toEqual(['root']);
    },
  );

  it('refuses a file path that leaves the folder', () => {
    const files = [...FILES, { path: '../../out.py', text: '' }];
    expect(refusal(() => write({ files })).code).toBe('PATH_REJECTED');
    expect(everything()).toEqual(['root']);
  });

  it.each([
    ['the folder', 'blog', '..'],
    ['a folder on the way', 'blog/app', '../..'],
    ['a folder inside the workspace', 'blog', 'elsewhere'],
  ])('refuses a symbolic link as %s', (_what, link, target) => {
    mkdirSync(join(root, 'elsewhere'));
    mkdirSync(join(root, link, '..'), { recursive: true });
    symlinkSync(target, join(root, link));
    const error = refusal(() => write({ onConflict: 'overwrite' }));
    expect(error.code).toBe('PATH_REJECTED');
    expect(error.message).toContain(`"${link}" is a symbolic link`);
  });

  it.each([
    ['existing', 'target.txt'],
    ['dangling', 'nothing.txt'],
  ])('refuses a file that is a symbolic link to an %s file', (_what, target) => {
    writeFileSync(join(base, 'target.txt'), 'secret');
    mkdirSync(join(root, 'blog'));
    symlinkSync(join(base, target), join(root, 'blog/README.md'));
    expect(refusal(() => write({ onConflict: 'overwrite' })).code).toBe('PATH_REJECTED');
    expect(readFileSync(join(base, 'target.txt'), 'utf8')).toBe('secret');
    expect(existsSync(join(base, 'nothing.txt'))).toBe(false);
  });

  it('follows a workspace that is itself a symbolic link: its user named it', () => {
    symlinkSync(root, join(base, 'link'));
    expect(write({ root: join(base, 'link') }).root).toBe(root);
    expect(read('blog/app/main.py')).toBe('app = 1\n');
  });

  it('refuses a folder where a file should be, and a file where a folder should be', () => {
    mkdirSync(join(root, 'blog/README.md'), { recursive: true });
    expect(refusal(() => write()).message).toContain('"blog/README.md" exists and is not a file');
    writeFileSync(join(root, 'file'), '');
    expect(refusal(() => write({ folder: 'file' })).message).toContain('"file" is a file, not a folder');
  });

  it('says so when the workspace is gone', () => {
    rmSync(root, { recursive: true });
    expect(refusal(() => write()).message).toContain('does not exist');
    mkdirSync(root);
  });

  it('takes back what it made when it cannot go on', () => {
    const error = refusal(() =>
      write({ folder: '.', files: [...FILES, { path: `d/${'\u{1F600}'.repeat(80)}`, text: '' }] }),
    );
    expect(error.code).toBe('INTERNAL');
    expect(error.fix).toContain('Nothing was changed');
    expect(everything()).toEqual(['root']);
  });
});
