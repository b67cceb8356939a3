/**
 * How fast the server is, in one run: its start against the start of Node, its calls, its memory, and other generators
 * on the same resources. `npm run bench`, `-- --no-peers` without the others, `-- --strict` to fail above the bars.
 */
import { resolve } from 'node:path';
import { type Figures, measure, timeFresh } from './startup/measure.ts';
import { measurePeers, type PeerOutcome } from './startup/peers.ts';
import { duration } from './startup/statistics.ts';

const SERVER = resolve('dist/fastapi-architect.mjs');
const AMOUNTS = [1, 100];

/** A figure with the bar that it must not exceed. */
interface Line {
  readonly what: string;
  readonly value: number;
  readonly bar: number;
  readonly print: (value: number) => string;
}

const ratio = (value: number): string => `${value.toFixed(2)} × node -e 0`;
const megabytes = (value: number): string => `${value.toFixed(0)} MB`;

function linesOf(figures: Figures): readonly Line[] {
  return [
    { what: 'start to first bundle', value: figures.firstBundle / figures.node, bar: 4, print: ratio },
    { what: 'warm generate_crud', value: figures.warm, bar: 15, print: duration },
    { what: 'scaffold_service, 100 resources', value: figures.hundred, bar: 500, print: duration },
    { what: 'memory after 20 calls', value: figures.memory, bar: 120, print: megabytes },
  ];
}

function printFigures(figures: Figures): boolean {
  console.log(`node -e 0                        ${duration(figures.node)}`);
  console.log(`start to initialize              ${duration(figures.initialized)}`);
  console.log(`start to first bundle            ${duration(figures.firstBundle)}`);
  console.log(`the same from English            ${duration(figures.firstBundleOfEnglish)}`);
  console.log(`warm generate_crud from English  ${duration(figures.warmOfEnglish)}`);
  console.log(`memory after 100 resources       ${figures.memoryOfHundred.toFixed(0)} MB\n`);
  const lines = linesOf(figures);
  for (const { what, value, bar, print } of lines) {
    const verdict = Number.isNaN(value) ? 'not measured here' : value <= bar ? 'ok' : 'OVER';
    console.log(`${what.padEnd(32)} ${print(value).padEnd(20)} bar ${print(bar).padEnd(20)} ${verdict}`);
  }
  return lines.every(({ value, bar }) => !(value > bar));
}

async function printPeers(): Promise<void> {
  console.log('\nFrom process start to all files, against other generators (which make stubs):');
  const ours = new Map<number, number>();
  for (const amount of AMOUNTS) ours.set(amount, await timeFresh(SERVER, amount));
  for (const outcome of await measurePeers(AMOUNTS)) console.log(describePeer(outcome, ours));
}

function describePeer(outcome: PeerOutcome, ours: ReadonlyMap<number, number>): string {
  if ('skipped' in outcome) return `SKIPPED ${outcome.name}: ${outcome.skipped}`;
  const facts = AMOUNTS.map((amount) => {
    const [own = Number.NaN, theirs = Number.NaN] = [ours.get(amount), outcome.milliseconds.get(amount)];
    const resources = amount === 1 ? '1 resource' : `${amount} resources`;
    return `${resources} ${duration(theirs)}, here ${duration(own)} (${(theirs / own).toFixed(1)} × faster)`;
  });
  return `${outcome.name.padEnd(32)} ${facts.join('; ')}`;
}

const within = printFigures(await measure(SERVER));
if (!process.argv.includes('--no-peers')) await printPeers();
if (process.argv.includes('--strict') && !within) process.exitCode = 1;
