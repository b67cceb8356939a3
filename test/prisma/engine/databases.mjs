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
  const begin = client.transaction.bind(client);
  client.transaction = async (mode) => withPlainErrors(await begin(mode));
  await withPlainErrors(client).execute('SELECT 1');
  return { adapter: new PrismaLibSQL(client), close: async () => client.close(), runtime: 'sqlite' };
}

/** Makes errors say what SQLite says: the engine does not expect a code before it, which some have. */
function withPlainErrors(connection) {
  const execute = connection.execute.bind(connection);
  connection.execute = async (statement) => {
    try {
      return await execute(statement);
    } catch (error) {
      error.message = error.message.replace(/^SQLITE_\w+: /, '');
      throw error;
    }
  };
  return connection;
}

async function openPostgres(given) {
  const url = new URL(given);
  const schema = url.searchParams.get('schema') ?? 'public';
  for (const name of PARAMETERS) url.searchParams.delete(name);
  const pool = new Pool({ connectionString: url.toString(), max: CONNECTIONS });
  (await pool.connect()).release();
  return { adapter: new PrismaPg(pool, { schema }), close: () => pool.end(), runtime: 'postgresql' };
}
