import { type Bundle, createBundle, createProjectBundle, type Recipe, type TextFile } from '../deliver/index.ts';
import type { ApiDesign } from '../design/api-design.ts';
import { isRecord } from './arguments.ts';
import type { Compiled, Compiler } from './compiler.ts';

/** The files of a project, with its design and manifest. */
export function projectBundle(compiled: Compiled, wire: unknown): Bundle {
  return createProjectBundle(compiled.files, wire);
}

/** The test suite of a design: what `include_tests: true` adds to the project, and what it changes. */
export interface TestSuite {
  readonly bundle: Bundle;
  readonly compiled: Compiled;
  /** Paths that the project has with and without tests, with different content. */
  readonly changed: readonly string[];
}

/** Makes the test suite of a design. */
export function testSuite(compiler: Compiler, design: ApiDesign): TestSuite {
  const compiled = compiler.compile(withTests(design, true));
  const plain = textsOf(compiler.compile(withTests(design, false)).files);
  const added = compiled.files.filter((file) => !plain.has(file.path));
  const changed = compiled.files.filter((file) => plain.has(file.path) && plain.get(file.path) !== file.text);
  return { bundle: createBundle(added), compiled, changed: changed.map((file) => file.path) };
}

/** Makes a bundle again from what was kept of it; undefined when the design is not valid any more. */
export function buildBundle(compiler: Compiler, recipe: Recipe): Bundle | undefined {
  const { design } = compiler.readDesign(recipe.design);
  if (design === undefined) return undefined;
  if (recipe.kind === 'tests') return testSuite(compiler, design).bundle;
  return projectBundle(compiler.compile(design), recipe.design);
}

/** A wire design with its tests switched on. */
export function wireWithTests(wire: unknown): unknown {
  if (!isRecord(wire)) return wire;
  const config = isRecord(wire['config']) ? wire['config'] : {};
  return { ...wire, config: { ...config, include_tests: true } };
}

function withTests(design: ApiDesign, include_tests: boolean): ApiDesign {
  return { ...design, config: { ...design.config, include_tests } };
}

function textsOf(files: readonly TextFile[]): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [file.path, file.text]));
}
