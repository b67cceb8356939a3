import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createServer, type ServerOptions } from './create-server.ts';
import { log, messageOf } from './log.ts';

/** Longest time between the wish to end and the end. */
const GRACE_MS = 1_500;
/** How often the parent process is looked for. */
const WATCH_MS = 10_000;

/** Serves one client over stdin and stdout, until either of them or the client is gone. */
export async function serveStdio(options: ServerOptions): Promise<void> {
  const server = createServer(options);
  const shutdown = shutdownOnce(() => server.close());
  endWithClient(shutdown);
  watchParent(shutdown);
  Object.assign(server.server, {
    onerror: (problem: unknown) => log('warn', 'protocol', { message: messageOf(problem) }),
    onclose: () => shutdown(0, 'transport closed'),
  });
  await server.connect(new StdioServerTransport());
  log('info', 'started', { workspace: options.workspace !== undefined });
}

type Shutdown = (code: number, reason: string) => void;

function shutdownOnce(close: () => Promise<void>): Shutdown {
  let closing = false;
  return (code, reason) => {
    if (closing) return;
    closing = true;
    log('info', 'shutdown', { reason });
    setTimeout(() => process.exit(code), GRACE_MS).unref();
    void close().finally(() => process.exit(code));
  };
}

/** The SDK's transport listens to none of these, and would leave the process behind. */
function endWithClient(shutdown: Shutdown): void {
  process.stdin.once('end', () => shutdown(0, 'end of stdin'));
  process.stdin.once('close', () => shutdown(0, 'stdin closed'));
  process.stdin.once('error', () => shutdown(0, 'stdin failed'));
  process.stdout.on('error', () => shutdown(0, 'stdout closed'));
  process.stderr.on('error', () => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => shutdown(0, signal));
  process.on('uncaughtException', (problem) => {
    log('error', 'uncaught', { message: messageOf(problem) });
    shutdown(1, 'uncaught exception');
  });
  process.on('unhandledRejection', (problem) => log('error', 'unhandled rejection', { message: messageOf(problem) }));
}

/** A launcher that dies without closing the pipe leaves us with another parent: nobody is listening then. */
function watchParent(shutdown: Shutdown): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) shutdown(0, 'parent is gone');
  }, WATCH_MS);
  timer.unref();
}
