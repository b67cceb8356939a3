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

it('the official inspector finds nothing to complain about, strictly', { timeout: 300_000 }, async () => {
  const { code, output } = await inspect('--method', 'tools/list', '--strict');
  expect(output).toContain('"scaffold_service"');
  expect(output).not.toMatch(/warn|error:/i);
  expect(code).toBe(0);
});
