import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TextFile } from './bundle.ts';
import { pathProblem } from './paths.ts';

/** What is to happen to files that exist with another content. */
export const ON_CONFLICT = ['fail', 'skip', 'overwrite'] as const;
export type OnConflict = (typeof ON_CONFLICT)[number];

/** Files for a folder of the workspace. */
export interface WriteRequest {
  /** The absolute path of the workspace. */
  readonly root: string;
  /** The folder in it, as a relative POSIX path; `.` is the workspace itself. */
  readonly folder: string;
  readonly files: readonly TextFile[];
  readonly onConflict: OnConflict;
}

/** One file that will be written, and where. */
export interface PlannedFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly absolute: string;
  readonly text: string;
}

/** Everything that a write will do, decided before anything is done. */
export interface WritePlan {
  readonly root: string;
  readonly create: readonly PlannedFile[];
  readonly overwrite: readonly PlannedFile[];
  /** Paths that exist with this very content already. */
  readonly unchanged: readonly string[];
  /** Paths that exist with another content and stay as they are. */
  readonly skipped: readonly string[];
}

/** A write that is refused, or that stopped; `paths` says on account of which files. */
export class WriteError extends Error {
  readonly code: 'PATH_REJECTED' | 'CONFLICT' | 'INTERNAL';
  readonly fix: string;
  readonly paths: readonly string[];

  constructor(code: WriteError['code'], message: string, fix: string, paths: readonly string[]) {
    super(message);
    this.code = code;
    this.fix = fix;
    this.paths = paths;
  }
}

type Existing = 'nothing' | 'same' | 'different';

/** Checks every path and every file in the way; throws a `WriteError` when a single one is not acceptable. */
export function planWrite(request: WriteRequest): WritePlan {
  const root = realRoot(request.root);
  const planned = request.files.map((file) => locate(root, request.folder, file));
  rejectUnsafe(root, planned);
  const found = planned.map((file) => ({ file, existing: compare(file) }));
  const having = (existing: Existing) => found.filter((one) => one.existing === existing).map((one) => one.file);

  const different = having('different');
  if (request.onConflict === 'fail' && different.length > 0) throw conflictError(different);
  return {
    root,
    create: having('nothing'),
    overwrite: request.onConflict === 'overwrite' ? different : [],
    unchanged: having('same').map((file) => file.path),
    skipped: request.onConflict === 'skip' ? different.map((file) => file.path) : [],
  };
}

function realRoot(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    throw new WriteError(
      'PATH_REJECTED',
      `the workspace ${JSON.stringify(root)} does not exist`,
      'Create the folder, or start the server with another --workspace.',
      [],
    );
  }
}

function locate(root: string, folder: string, file: TextFile): PlannedFile {
  const path = folder === '.' || folder === '' ? file.path : `${folder}/${file.path}`;
  const problem = pathProblem(path);
  if (problem !== undefined) {
    throw new WriteError(
      'PATH_REJECTED',
      `path ${quote(path)} ${problem}`,
      'Give `dir` as a relative path inside the workspace, e.g. "services/blog".',
      [path],
    );
  }
  return { path, absolute: join(root, ...path.split('/')), text: file.text };
}

function rejectUnsafe(root: string, files: readonly PlannedFile[]): void {
  const folders = new Set(files.map((file) => dirname(file.absolute)));
  for (const folder of folders) checkFolder(root, folder);
  for (const { absolute, path } of files) {
    const found = lookAt(absolute);
    if (found?.isSymbolicLink()) throw symbolicLink(path);
    if (found !== undefined && !found.isFile()) {
      throw new WriteError(
        'CONFLICT',
        `${quote(path)} exists and is not a file`,
        'Remove it, or choose another `dir`.',
        [path],
      );
    }
  }
}

/** Every existing folder on the way must be a real folder: a symbolic link could lead out of the workspace. */
export function checkFolder(root: string, folder: string): void {
  if (folder === root) return;
  checkFolder(root, dirname(folder));
  const found = lookAt(folder);
  if (found === undefined || found.isDirectory()) return;
  const path = folder.slice(root.length + 1);
  if (found.isSymbolicLink()) throw symbolicLink(path);
  throw new WriteError('CONFLICT', `${quote(path)} is a file, not a folder`, 'Choose another `dir`.', [path]);
}

function symbolicLink(path: string): WriteError {
  return new WriteError(
    'PATH_REJECTED',
    `${quote(path)} is a symbolic link, which may lead out of the workspace`,
    'Choose a `dir` without symbolic links, or start the server with the real folder as --workspace.',
    [path],
  );
}

function conflictError(files: readonly PlannedFile[]): WriteError {
  const paths = files.map((file) => file.path);
  const shown = paths.slice(0, 20).map(quote).join(', ');
  const more = paths.length > 20 ? ` and ${paths.length - 20} more` : '';
  return new WriteError(
    'CONFLICT',
    `${paths.length} ${paths.length === 1 ? 'file exists' : 'files exist'} with other content: ${shown}${more}`,
    'Nothing was written. Choose another `dir`, or pass on_conflict "skip" to keep them or "overwrite" to replace them.',
    paths,
  );
}

function compare(file: PlannedFile): Existing {
  const found = lookAt(file.absolute);
  if (found === undefined) return 'nothing';
  const same = found.size === Buffer.byteLength(file.text) && readFileSync(file.absolute, 'utf8') === file.text;
  return same ? 'same' : 'different';
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (problem) {
    // A file where a folder is expected: reported by the check of that folder.
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOTDIR') return undefined;
    throw problem;
  }
}

function quote(path: string): string {
  return JSON.stringify(path.length > 120 ? `${path.slice(0, 117)}...` : path);
}
