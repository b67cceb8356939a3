/**
 * How well descriptions in English are understood: the scorer over the cases it comes with, and over the descriptions of
 * this repository. `npm run bench:english`, `-- --strict` to fail below the bars, `-- --verbose` for what was missed.
 *
 * The scorer is no part of this repository: `ENGLISH_SCORER` names it, `ENGLISH_CASES` the folder of its cases.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const SCORER = resolve(process.env['ENGLISH_SCORER'] ?? '../shared/score/score-english.mjs');
const CASES = resolve(process.env['ENGLISH_CASES'] ?? '../shared/cases');
const OWN = resolve('test/understand/english');

/** The least share of what was expected that must be found, and the largest that may be missed without a word, in percent. */
const BARS = { score: 80, silent: 2 };

interface Summary {
  readonly score: number;
  readonly silent: number;
}

/** Runs the scorer over a folder and shows its table; undefined where it did not end with a summary. */
function score(cases: string): Summary | undefined {
  const options = process.argv.includes('--verbose') ? ['--verbose'] : [];
  const { stdout, stderr } = spawnSync('node', [SCORER, '--server', '.', '--cases', cases, ...options], {
    encoding: 'utf8',
  });
  console.log(stdout.trim() || stderr.trim());
  const found = /^english: (?<score>[\d.]+)% .*silent (?<silent>[\d.]+);/m.exec(stdout)?.groups;
  return found && { score: Number(found['score']), silent: Number(found['silent']) };
}

function missing(what: string, path: string, variable: string): void {
  console.log(`SKIPPED: ${what} is not at ${path}; ${variable} can name another place.`);
}

let isBelow = false;
if (!existsSync(SCORER)) {
  missing('the scorer', SCORER, 'ENGLISH_SCORER');
} else {
  if (existsSync(CASES)) {
    console.log('The cases of the scorer\n');
    const summary = score(CASES);
    isBelow = summary === undefined || summary.score < BARS.score || summary.silent > BARS.silent;
    console.log(`bars: at least ${BARS.score} %, silent at most ${BARS.silent} %: ${isBelow ? 'BELOW' : 'ok'}\n`);
  } else {
    missing('the folder of cases', CASES, 'ENGLISH_CASES');
  }
  console.log('The descriptions of this repository, as they are read now (docs/english.md has their first contact)\n');
  score(OWN);
}
if (isBelow && process.argv.includes('--strict')) process.exitCode = 1;
