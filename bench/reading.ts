/** How long a description takes to be read, once warm: part of `npm run bench`, `-- --strict` to fail above the bar. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDesign } from '../src/design/index.ts';
import { readEnglish } from '../src/understand/offline/index.ts';
import { duration, median } from './startup/statistics.ts';

const FOLDER = 'test/understand/english';
const ROUNDS = 15;
/** Milliseconds a description, in the middle of all. */
const BAR = 10;

const descriptions = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => (JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { description: string }).description);

/** The quickest of some rounds: what the machine does besides is no part of it. */
function quickest(description: string): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    readEnglish(description, readDesign);
    return performance.now() - start;
  });
  return Math.min(...rounds);
}

for (const description of descriptions) readEnglish(description, readDesign);
const times = descriptions.map(quickest);
const typical = median(times);
const isOver = typical > BAR;
console.log(
  `\nreading a description, ${descriptions.length} of them: median ${duration(typical)}, slowest ${duration(Math.max(...times))}, ` +
    `bar ${duration(BAR)} ${isOver ? 'OVER' : 'ok'}`,
);
if (isOver && process.argv.includes('--strict')) process.exitCode = 1;
