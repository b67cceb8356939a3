// Runs a command with a PostgreSQL server in TEST_POSTGRES_URL: `npx tsx scripts/with-postgres.ts COMMAND ARGUMENT…`.
import { spawn } from 'node:child_process';
import { startPostgres } from '../test/support/postgres.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('Usage: npx tsx scripts/with-postgres.ts COMMAND ARGUMENT…');
  process.exit(2);
}
const server = await startPostgres();
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, TEST_POSTGRES_URL: server.url } });
child.on('error', (error) => console.error(`cannot run ${command}: ${error.message}`));
child.on('close', (code) => {
  process.exitCode = code ?? 1;
  void server.stop();
});
