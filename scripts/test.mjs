// All tests, stage by stage: `npm test`, or `npm test -- unit protocol` for some. The last line counts over all stages.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'npm-test-'));
const sources = ['src', 'test', 'bench', 'scripts'];

/** A stage that is one command, and counts as one test. */
const command = (name, ...words) => ({ name, words });
/** A stage that runs a project of vitest.config.ts, and counts its tests. */
const suite = (name) => ({
  name,
  report: join(scratch, `${name}.json`),
  words: ['vitest', 'run', '--project', name, '--reporter=default', '--reporter=json'],
});

const stages = [
  command('types', 'tsc', '-p', 'tsconfig.json'),
  command('lint', 'oxlint', '--type-aware', '--deny-warnings', ...sources),
  command('format', 'biome', 'format', ...sources),
  command('build', 'node', 'scripts/build.mjs'),
  suite('unit'),
  suite('protocol'),
  suite('generated'),
];

function runStage(stage) {
  console.log(`\n── ${stage.name}`);
  const started = performance.now();
  const output = stage.report ? [`--outputFile.json=${stage.report}`] : [];
  const [program, ...words] = [...stage.words, ...output];
  const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  const ended = spawnSync(program, words, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  if (ended.error) console.error(`${stage.name}: ${ended.error.message}`);
  const seconds = (performance.now() - started) / 1000;
  return { name: stage.name, seconds, ...count(stage, ended.status === 0) };
}

/** A suite that ends badly without a failed test, or that has no tests at all, counts as one failure. */
function count(stage, ended) {
  if (!stage.report) return { passed: ended ? 1 : 0, failed: ended ? 0 : 1, skipped: 0 };
  const report = existsSync(stage.report) ? JSON.parse(readFileSync(stage.report, 'utf8')) : {};
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0 } = report;
  const broken = failed === 0 && (!ended || passed + skipped === 0);
  return { passed, failed: broken ? 1 : failed, skipped };
}

function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    console.error(`There is no stage "${unknown}"; there are: ${stages.map((stage) => stage.name).join(', ')}`);
    return 2;
  }
  const results = stages.filter((stage) => wanted.length === 0 || wanted.includes(stage.name)).map(runStage);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log('\nstage          seconds  passed  failed  skipped');
  for (const { name, seconds, passed, failed, skipped } of results) {
    const figures = [seconds.toFixed(1).padStart(9), ...[passed, failed, skipped].map((n) => String(n).padStart(7))];
    console.log(`${name.padEnd(13)}${figures.join(' ')}`);
  }
  console.log(`total ${sum('seconds').toFixed(0)} s\n`);
  const skipped = sum('skipped');
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
