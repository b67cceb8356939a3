import { sha256, type TextFile } from './bundle.ts';

/** The folder of a project that says what it was generated from. */
export const MANIFEST_FOLDER = '.fastapi-architect';
/** The design in wire form: edit it and generate again. */
export const DESIGN_PATH = `${MANIFEST_FOLDER}/design.json`;
/** The hash of every other file, by which a later run can tell what was edited since. */
export const MANIFEST_PATH = `${MANIFEST_FOLDER}/manifest.json`;

/** The files of a project, followed by its design and its manifest. */
export function withManifest(files: readonly TextFile[], design: unknown): readonly TextFile[] {
  const described = [...files, { path: DESIGN_PATH, text: toJsonText(design) }];
  return [...described, { path: MANIFEST_PATH, text: toJsonText(manifestOf(described)) }];
}

function manifestOf(files: readonly TextFile[]): { generator: string; files: Record<string, string> } {
  const sorted = files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
  return {
    generator: 'fastapi-architect',
    files: Object.fromEntries(sorted.map((file) => [file.path, sha256(file.text)])),
  };
}

function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
