import { execFile } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { buildServer, cleanEnvironment, SERVER } from './built-server.ts';

const INSPECTOR = '@modelcontextprotocol/inspector@2.12.0';

beforeAll(buildServer);

/** It is large, and used only here: fetched from the registry rather than installed with the project. */
function inspect(...args: string[]): Promise<{ code: number; output: string }> {
  const words = ['--yes', INSPECTOR, '--cli', process.execPath, SERVER, ...args];
  return new Promise((done) => {
    execFile('npx', words, { env: { ...process.env, ...cleanEnvironment() } }, (problem, stdout, stderr) => {
      const code = problem === null ? 0 : typeof problem.code === 'number' ? problem.code : 1;
      done({ code, output: stdout + stderr });
    });
  });
}

/** What is said besides the list; npm's own remarks about versions of Node are not about the server. */
function complaints(output: string): string[] {
  const lines = output.split('\n').filter((line) => !line.startsWith('npm '));
  return lines.filter((line) => /\b(warn(ing)?|error|portab|strict)\b/i.test(line) && !line.startsWith(' '));
}

it('the official inspector finds nothing to complain about, strictly', { timeout: 300_000 }, async () => {
  const { code, output } = await inspect('--method', 'tools/list', '--strict');
  expect(output).toContain('"scaffold_service"');
  expect(complaints(output)).toEqual([]);
  expect(code).toBe(0);
});
