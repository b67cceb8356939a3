import { expect, it } from 'vitest';
import { mustRun, run } from './run.ts';

const node = (code: string): [string, string[]] => [process.execPath, ['-e', code]];

it('collects both streams, the lines and the exit status', async () => {
  const lines: string[] = [];
  const finished = await run(...node('console.log("a\\nb"); console.error("c"); process.exitCode = 3'), {
    onLine: (line, stream) => lines.push(`${stream} ${line}`),
  });
  expect(finished).toMatchObject({ code: 3, stdout: 'a\nb\n', stderr: 'c\n' });
  expect(lines.toSorted()).toEqual(['stderr c', 'stdout a', 'stdout b']);
});

it('ends a command whose time runs out', async () => {
  const finished = await run(...node('setInterval(() => {}, 1000)'), { timeoutSeconds: 0.3 });
  expect(finished.code).toBe(124);
});

it('gives a command its input and its environment', async () => {
  const code = 'process.stdin.on("data", (text) => console.log(String(text) + process.env.WORD))';
  expect(await mustRun(...node(code), { input: 'in ', env: { WORD: 'out' } })).toBe('in out\n');
});

it('tells what a command that must succeed printed', async () => {
  await expect(mustRun(...node('console.error("why"); process.exit(1)'))).rejects.toThrow(/ended with 1:\n.*why/s);
});

it('rejects when there is no such command', async () => {
  await expect(run('no-such-command-here', [])).rejects.toThrow('cannot run no-such-command-here');
});
