import { hash } from 'node:crypto';

/** A file of a generated project: a POSIX path relative to its root, and its whole text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** A file together with what a reader needs to check that it arrived whole. */
export interface BundleFile extends TextFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** A set of generated files under a name that depends on nothing but their paths and texts. */
export interface Bundle {
  /** 12 hex digits; the same files have the same id, in whatever order they are read. */
  readonly id: string;
  /** In reading order. */
  readonly files: readonly BundleFile[];
}

/** Adds sizes and hashes to files, and names the set. */
export function createBundle(files: readonly TextFile[]): Bundle {
  return bundleOf(files.map(hashFile));
}

/** Names a set of files whose sizes and hashes are known. */
export function bundleOf(files: readonly BundleFile[]): Bundle {
  return { id: bundleId(files), files };
}

/** The hash of a text, in the form that `sha256sum` prints. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

const hashed = new WeakMap<TextFile, BundleFile>();

/** Adds its size and hash to a file; the same file, as of a module that many projects have, is hashed once. */
export function hashFile(file: TextFile): BundleFile {
  let known = hashed.get(file);
  if (known === undefined) {
    const { path, text } = file;
    known = { path, text, bytes: Buffer.byteLength(text), sha256: sha256(text) };
    hashed.set(file, known);
  }
  return known;
}

function bundleId(files: readonly BundleFile[]): string {
  const lines = files.map((file) => `${file.sha256}  ${file.path}\n`);
  return sha256(lines.toSorted().join('')).slice(0, 12);
}
