#!/usr/bin/env node
// Stands in for Prisma's native `query-engine` 5.17.0 where that cannot be downloaded. The engine is Prisma's own, the
// WebAssembly build that ships in @prisma/client; only its surroundings (drivers, HTTP, GraphQL) are ours.
import { readFileSync } from 'node:fs';
import { datasourceOf } from './datasource.mjs';
import { openDatabase } from './databases.mjs';
import { loadEngine } from './engine.mjs';
import { QueryReader } from './graphql.mjs';
import { createEngineServer } from './server.mjs';

const ENGINE_COMMIT = '393aa359c9ad4a4bb28630fb5613f9c281cde053';

async function main() {
  const argv = process.argv.slice(2);
  if (argv.includes('--version')) {
    console.log(`query-engine ${ENGINE_COMMIT}`);
    return;
  }
  const datamodel = readFileSync(process.env.PRISMA_DML_PATH, 'utf8');
  const database = await openDatabase(datasourceOf(datamodel, process.env));
  const engine = await loadEngine(datamodel, database);
  const server = createEngineServer(engine, new QueryReader(datamodel));
  server.listen(Number(argv[argv.indexOf('-p') + 1]), 'localhost');
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await database.close().catch(() => {});
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
}

await main();
