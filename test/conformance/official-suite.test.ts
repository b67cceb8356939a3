import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

const SUITE = resolve('node_modules/@modelcontextprotocol/conformance/dist/index.js');

let folder: string;
let harness: Harness;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  harness = await startHarness();
});
afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
});

it('passes the official conformance suite: 30 scenarios, no failed check', { timeout: 120_000 }, async () => {
  const { code, output } = await runSuite(['server', '--url', harness.url]);
  expect(output).toContain('Total:');
  const scenarios = [...output.matchAll(/^([✓✗]) ([\w-]+): (\d+) passed, (\d+) failed/gm)];
  expect(scenarios.filter(([, mark, , , failed]) => mark !== '✓' || failed !== '0').map(([line]) => line)).toEqual([]);
  expect(scenarios).toHaveLength(30);
  expect(code).toBe(0);
});

function runSuite(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const options = { cwd: folder, env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 1 << 26 };
    execFile(process.execPath, [runnableSuite(), ...args], options, (problem, stdout, stderr) => {
      const code = problem === null ? 0 : typeof problem.code === 'number' ? problem.code : 1;
      done({ code, output: stdout + stderr });
    });
  });
}

/**
 * The suite, in a form that Node 20 loads: it imports `fs.globSync` of Node 22, for a command of its own that is not
 * used here. The import is left out of a copy; nothing else of it changes.
 */
function runnableSuite(): string {
  const source = readFileSync(SUITE, 'utf8');
  const copy = join(folder, 'suite.mjs');
  writeFileSync(copy, source.replace(/globSync as \w+,/, ''));
  symlinkSync(resolve(dirname(SUITE), '../../..'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), readFileSync(join(dirname(SUITE), '../package.json')));
  return copy;
}
