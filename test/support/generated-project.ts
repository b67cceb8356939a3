import { readFileSync } from 'node:fs';
import { readDesign } from '../../src/design/index.ts';
import { compile } from '../../src/project/index.ts';
import type { ProjectFile } from './project-files.ts';

/** The files that a design in wire form compiles to. Throws, with all problems, when it does not. */
export function generate(wire: unknown): readonly ProjectFile[] {
  const reading = readDesign(wire);
  if (!reading.design) {
    const problems = reading.errors.map((issue) => `${issue.path}: ${issue.message}`);
    throw new Error(`The design has errors:\n${problems.join('\n')}`);
  }
  const compilation = compile(reading.design);
  const unsupported = compilation.unsupported ?? [];
  if (unsupported.length > 0) {
    throw new Error(`The design is not supported:\n${unsupported.map((issue) => issue.message).join('\n')}`);
  }
  return compilation.files;
}

/** The files that a design file compiles to. */
export function generateFrom(designFile: string): readonly ProjectFile[] {
  return generate(JSON.parse(readFileSync(designFile, 'utf8')));
}
