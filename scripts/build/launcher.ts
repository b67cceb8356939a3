/**
 * What users start: runs the program, whose text is part of the built file.
 *
 * Reading the program as text lets V8 take the code that it made of it at build time from the file beside this one,
 * which saves a third of the time to the first result. Without that file, or with another version of Node, V8 makes the
 * code again: slower, and otherwise the same.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { programOf } from './program.ts';

const path = fileURLToPath(import.meta.url);
programOf(path, codeCacheOf(path)).runInThisContext()(createRequire(path), { exports: {} });

function codeCacheOf(program: string): Buffer | undefined {
  try {
    return readFileSync(program.replace(/\.mjs$/, '.cache'));
  } catch {
    return undefined;
  }
}
