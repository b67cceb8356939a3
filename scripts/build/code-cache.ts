/**
 * Runs the program until it has answered a few requests, and writes down the code that V8 has made of it by then. Part
 * of the build: started with the requests on stdin, and in CODE_CACHE the file to write.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { programOf } from './program.ts';

const path = fileURLToPath(import.meta.url);
const program = programOf(path, undefined);
let expected = Number(process.env['CODE_CACHE_ANSWERS']);
process.stdout.write = () => {
  expected -= 1;
  if (expected === 0) setImmediate(finish);
  return true;
};
program.runInThisContext()(createRequire(path), { exports: {} });

function finish(): void {
  writeFileSync(process.env['CODE_CACHE'] ?? '', program.createCachedData());
  process.exit(0);
}
