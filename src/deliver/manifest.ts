import { type Bundle, bundleOf, type BundleFile, hashFile, type TextFile } from './bundle.ts';

/** The folder of a project that says what it was generated from. */
export const MANIFEST_FOLDER = '.fastapi-architect';
/** The design in wire form: edit it and generate again. */
export const DESIGN_PATH = `${MANIFEST_FOLDER}/design.json`;
/** The hash of every other file, by which a later run can tell what was edited since. */
export const MANIFEST_PATH = `${MANIFEST_FOLDER}/manifest.json`;

/** The bundle of a project: its files, followed by its design and its manifest. */
export function createProjectBundle(files: readonly TextFile[], design: unknown): Bundle {
  const described = [...files, { path: DESIGN_PATH, text: toJsonText(design) }].map(hashFile);
  const manifest = hashFile({ path: MANIFEST_PATH, text: toJsonText(manifestOf(described)) });
  return bundleOf([...described, manifest]);
}

function manifestOf(files: readonly BundleFile[]): { generator: string; files: Record<string, string> } {
  const hashes = new Map(files.map((file) => [file.path, file.sha256]));
  return {
    generator: 'fastapi-architect',
    files: Object.fromEntries([...hashes.keys()].toSorted().map((path) => [path, hashes.get(path) ?? ''])),
  };
}

function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
