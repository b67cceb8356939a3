// Prisma's command line 6.19.3 with its schema engine in WebAssembly: migrate deploy, status and diff, db push.
// SCHEMA and MIGRATIONS are absolute paths; DATABASE_URL says which database.
import { PrismaLibSQL } from '@prisma/adapter-libsql';
import { PrismaPg } from '@prisma/adapter-pg';
import { defineConfig } from 'prisma/config';
import { mendPostgres } from './postgres.mjs';

const LONG_MS = 20_000;
const url = process.env.DATABASE_URL ?? '';
mendPostgres();

// `db push` leaves a timer of a minute behind, which must not keep the process.
const { setTimeout } = globalThis;
globalThis.setTimeout = (work, delay, ...given) => {
  const timer = setTimeout(work, delay, ...given);
  return delay > LONG_MS ? timer.unref() : timer;
};

export default defineConfig({
  experimental: { adapter: true },
  engine: 'js',
  schema: process.env.SCHEMA,
  migrations: { path: process.env.MIGRATIONS },
  adapter: async () =>
    url.startsWith('file:')
      ? new PrismaLibSQL({ url })
      : new PrismaPg({ connectionString: url, idleTimeoutMillis: 100 }),
});
