import { Client } from 'pg';
import { expect, it } from 'vitest';
import { startPostgres } from './postgres.ts';

async function answer(url: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(statement)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

it('makes databases of their own and leaves nothing running', async () => {
  const server = await startPostgres();
  const first = await server.createDatabase('suite');
  const second = await server.createDatabase('suite');
  expect(first).not.toBe(second);
  expect(await answer(first, 'SELECT current_database()')).toBe(new URL(first).pathname.slice(1));
  await server.stop();
  await expect(answer(second, 'SELECT 1')).rejects.toThrow();
});
