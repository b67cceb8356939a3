/** What tests of the emitter toolkit share: Ruff as a judge, and Python text as the printer hands it to the layout. */
import { createRequire } from 'node:module';
import type { SourceLine } from '../../src/python/code.ts';
import { layout } from '../../src/python/layout.ts';

interface Finding {
  readonly code: string | null;
  readonly message: string;
  readonly start_location: { readonly row: number };
}
interface Workspace {
  format(text: string): string;
  check(text: string): Finding[];
}
interface RuffModule {
  readonly Workspace: new (settings: object, encoding: number) => Workspace;
  readonly PositionEncoding: { readonly Utf16: number };
}

const { Workspace, PositionEncoding } = createRequire(import.meta.url)('@astral-sh/ruff-wasm-nodejs') as RuffModule;
const SETTINGS = { 'line-length': 100, 'target-version': 'py311' };

/** Ruff, with the settings of generated projects and the lint rules `select`. */
export const ruffWith = (...select: string[]): Workspace =>
  new Workspace(
    {
      ...SETTINGS,
      lint: {
        select,
        isort: { 'known-first-party': ['app', 'tests', 'migrations'] },
        pydocstyle: { convention: 'google' },
      },
    },
    PositionEncoding.Utf16,
  );

export const ruff = ruffWith('E', 'F');

/** `text` as source lines: each with its indentation apart. */
export function sourceLines(text: string): SourceLine[] {
  return text.split('\n').map((line) => {
    const trimmed = line.trimStart();
    return { indent: trimmed === '' ? 0 : line.length - trimmed.length, text: trimmed };
  });
}

/** `text` laid out. */
export const laidOut = (text: string): string => layout(sourceLines(text));
