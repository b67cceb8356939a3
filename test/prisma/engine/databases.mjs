import { createClient } from '@libsql/client';
import { PrismaLibSQL } from '@prisma/adapter-libsql';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';

/** What only Prisma reads in the URL of a PostgreSQL database; the driver does not know it. */
const PARAMETERS = ['schema', 'connection_limit', 'pool_timeout', 'connect_timeout'];
const CONNECTIONS = 10;

const databases = { sqlite: openSqlite, postgres: openPostgres, postgresql: openPostgres };

/** Opens a database with one of Prisma's driver adapters: `{ adapter, close, runtime }`. */
export function openDatabase({ provider, url }) {
  const open = databases[provider];
  if (!open) throw new Error(`there is no driver for the provider ${provider}`);
  return open(url);
}

async function openSqlite(url) {
  const path = url.replace(/^(file|sqlite):/, '').replace(/\?.*$/, '');
  const client = createClient({ url: `file:${path}`, intMode: 'bigint' });
  await client.execute('SELECT 1');
  return { adapter: new PrismaLibSQL(client), close: async () => client.close(), runtime: 'sqlite' };
}

async function openPostgres(given) {
  const url = new URL(given);
  const schema = url.searchParams.get('schema') ?? 'public';
  for (const name of PARAMETERS) url.searchParams.delete(name);
  const pool = new Pool({ connectionString: url.toString(), max: CONNECTIONS });
  (await pool.connect()).release();
  return { adapter: new PrismaPg(pool, { schema }), close: () => pool.end(), runtime: 'postgresql' };
}
