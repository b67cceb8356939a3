import { execFile, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  buildServer,
  cleanEnvironment,
  INITIALIZE,
  INITIALIZED,
  type RawServer,
  SERVER,
  startRaw,
  temporaryFolder,
  toolCall,
} from './built-server.ts';

const TODO = { service: 'Todo API', resources: [{ name: 'Task', fields: ['title: string(1..200)'] }] };
const started: RawServer[] = [];
const start = (...options: Parameters<typeof startRaw>): RawServer => {
  const server = startRaw(...options);
  started.push(server);
  return server;
};
beforeAll(buildServer);
afterEach(() => {
  for (const server of started.splice(0)) server.child.kill('SIGKILL');
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false;
  }
}

/** Every line on stdout is a JSON-RPC message. */
function expectOnlyJson(lines: readonly string[]): void {
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
}

describe('the process', () => {
  it('speaks JSON-RPC on stdout and nothing else, even with everything logged', async () => {
    const server = start({ env: { LOG_LEVEL: 'debug', NODE_DEBUG: 'timer' } });
    server.send(INITIALIZE, INITIALIZED, toolCall('call', 'generate_crud', TODO));
    expect(await server.answer('call')).toMatchObject({ result: { structuredContent: { engine: 'design' } } });
    server.child.stdin.end();
    const { code, lines, stderr } = await server.ended;
    expectOnlyJson(lines);
    expect(lines).toHaveLength(2);
    expect(code).toBe(0);
    const events = stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as object] : []));
    expect(events).toContainEqual(
      expect.objectContaining({ level: 'info', event: 'shutdown', reason: 'end of stdin' }),
    );
  });

  it('says nothing on stderr by default', async () => {
    const server = start();
    server.send(INITIALIZE, INITIALIZED, toolCall('call', 'generate_crud', { resources: 'nonsense' }));
    await server.answer('call');
    server.child.stdin.end();
    expect((await server.ended).stderr).toBe('');
  });

  it('ends shortly after the end of its input', async () => {
    const server = start();
    server.send(INITIALIZE);
    await server.answer('init');
    const before = performance.now();
    server.child.stdin.end();
    expect((await server.ended).code).toBe(0);
    expect(performance.now() - before).toBeLessThan(3_000);
  });

  it('answers what it was sent before the end of its input', async () => {
    const server = start();
    server.send(INITIALIZE, INITIALIZED);
    await server.answer('init');
    server.send(toolCall('call', 'generate_crud', TODO));
    await server.answer('call');
    server.child.stdin.end();
    expect((await server.ended).code).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends on %s', async (signal) => {
    const server = start();
    server.send(INITIALIZE);
    await server.answer('init');
    server.child.kill(signal);
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
  });

  it('ends when nobody reads its answers any more', async () => {
    const server = start();
    server.send(INITIALIZE);
    await server.answer('init');
    server.child.stdout.destroy();
    server.send(...Array.from({ length: 20 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'ping' })));
    expect((await server.ended).code).toBe(0);
  });

  it('goes on after a line that is not JSON, and after one that is not JSON-RPC', async () => {
    const server = start();
    server.send(INITIALIZE, '{oops', '[]', '"text"', '{"jsonrpc":"1.0"}', '', 'null');
    server.send({ jsonrpc: '2.0', id: 'ping', method: 'ping' });
    expect(await server.answer('ping')).toMatchObject({ result: {} });
    server.child.stdin.end();
    const { code, lines, stderr } = await server.ended;
    expect(code).toBe(0);
    expectOnlyJson(lines);
    expect(stderr).toContain('"event":"protocol"');
  });

  it('takes lines that end with CRLF', async () => {
    const server = start();
    server.send(`${JSON.stringify(INITIALIZE)}\r`);
    expect(await server.answer('init')).toMatchObject({ result: { serverInfo: { name: 'fastapi-architect' } } });
  });

  it('ends cleanly, and says why, on a line of 11 MB', async () => {
    const server = start();
    server.send(INITIALIZE);
    await server.answer('init');
    server.send('x'.repeat(11 << 20));
    const { code, lines, stderr } = await server.ended;
    expect(code).toBe(0);
    expectOnlyJson(lines);
    expect(stderr).toContain('exceeded maximum size');
  });

  it('tells a client that probes for a newer protocol that there is no such method', async () => {
    const server = start();
    server.send({ jsonrpc: '2.0', id: 'probe', method: 'server/discover', params: {} });
    expect(await server.answer('probe')).toMatchObject({ error: { code: -32601 } });
    server.send(INITIALIZE);
    expect(await server.answer('init')).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
  });

  it.each(['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'])('speaks protocol %s', async (protocolVersion) => {
    const server = start();
    server.send({ ...INITIALIZE, params: { ...INITIALIZE.params, protocolVersion } });
    expect(await server.answer('init')).toMatchObject({ result: { protocolVersion } });
  });

  it('ends when its launcher died without closing the pipe', { timeout: 60_000 }, async () => {
    const script = `"${process.execPath}" "${SERVER}" <&3 3<&- >/dev/null & echo $!; sleep 1`;
    const launcher = spawn('sh', ['-c', script], {
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
      env: cleanEnvironment(),
    });
    const pid = Number(await new Promise((resolve) => launcher.stdout?.once('data', resolve)));
    await new Promise((resolve) => launcher.once('exit', resolve));
    expect(isRunning(pid)).toBe(true);
    for (let waited = 0; waited < 30_000 && isRunning(pid); waited += 250) await sleep(250);
    expect(isRunning(pid)).toBe(false);
    launcher.stdio[3]?.destroy();
  });

  it('writes nothing to the working directory, and nothing to disk before it is asked for something', async () => {
    const cache = join(temporaryFolder(), 'cache');
    const server = start({ env: { FASTAPI_ARCHITECT_CACHE: cache } });
    server.send(INITIALIZE, INITIALIZED, { jsonrpc: '2.0', id: 'list', method: 'tools/list' });
    await server.answer('list');
    expect(existsSync(cache)).toBe(false);
    server.send(toolCall('call', 'generate_crud', TODO));
    await server.answer('call');
    expect(existsSync(cache)).toBe(true);
  });

  it('works where it cannot keep designs', async () => {
    const server = start({ env: { FASTAPI_ARCHITECT_CACHE: '/dev/null/nowhere' } });
    server.send(INITIALIZE, INITIALIZED, toolCall('call', 'generate_crud', TODO));
    expect(await server.answer('call')).toMatchObject({
      result: { structuredContent: { omitted: expect.any(Number) as number } },
    });
  });
});

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [SERVER, ...args], { env: cleanEnvironment() });

describe('the built file', () => {
  it('runs alone, without the code cache beside it', async () => {
    const alone = join(temporaryFolder(), 'copied.mjs');
    copyFileSync(SERVER, alone);
    const { stdout } = await promisify(execFile)(process.execPath, [alone, '--version'], { env: cleanEnvironment() });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('runs with a code cache that is not for it', async () => {
    const copy = join(temporaryFolder(), 'server.mjs');
    copyFileSync(SERVER, copy);
    writeFileSync(copy.replace('.mjs', '.cache'), 'nonsense');
    const { stdout } = await promisify(execFile)(process.execPath, [copy, '--version'], { env: cleanEnvironment() });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('the command line', () => {
  it('prints its version and its help', async () => {
    expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await run('--help')).stdout).toContain('--workspace DIR');
  });

  it.each([
    [['--workspace', '/no/such/folder'], 'the workspace "/no/such/folder" is not an existing folder'],
    [['--wrokspace'], "Unknown option '--wrokspace'"],
  ])('refuses %j with a usage text on stderr', async (args, problem) => {
    await expect(run(...args)).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(problem) as string,
    });
  });
});
