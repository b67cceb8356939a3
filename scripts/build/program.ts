import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** The text of the program, a function of `require` and `module`: the build puts it in. */
declare const PROGRAM: string;

/** The program as a script, with the code that V8 made of it before, if there is some. */
export function programOf(filename: string, cachedData: Buffer | undefined): Script {
  optimizeLater();
  return new Script(PROGRAM, {
    filename,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
}

/**
 * A server is started for a session, often for a handful of calls, so what counts is the first one. By default V8
 * optimizes functions and compiles regular expressions so early that a third of the first call goes into that. It waits
 * a little longer now; later calls are as fast as ever.
 */
function optimizeLater(): void {
  setFlagsFromString('--interrupt-budget=500000');
  setFlagsFromString('--no-regexp-tier-up');
}
