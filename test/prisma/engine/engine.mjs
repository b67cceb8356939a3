import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindAdapter } from '@prisma/driver-adapter-utils';

const require = createRequire(import.meta.url);
/** The code of an error that came from the driver; its text is kept by the adapter. */
const FROM_DRIVER = 'P2036';
const TRACE = '{}';

/** Prisma's query engine over an open database. Queries and answers are in Prisma's JSON protocol. */
class Engine {
  #wasm;
  #driverErrors;

  constructor(wasm, driverErrors) {
    this.#wasm = wasm;
    this.#driverErrors = driverErrors;
  }

  query(body, transaction) {
    return this.#answer(this.#wasm.query(JSON.stringify(body), TRACE, transaction));
  }

  startTransaction(options) {
    return this.#answer(this.#wasm.startTransaction(options, TRACE));
  }

  commit(id) {
    return this.#answer(this.#wasm.commitTransaction(id, TRACE));
  }

  rollback(id) {
    return this.#answer(this.#wasm.rollbackTransaction(id, TRACE));
  }

  async #answer(text) {
    const answer = JSON.parse(await text);
    for (const error of answer.errors ?? []) {
      const known = error.user_facing_error;
      if (known?.error_code !== FROM_DRIVER) continue;
      error.error = String(this.#driverErrors.consumeError(known.meta.id)?.error);
    }
    return answer;
  }
}

/** Loads the engine for a schema. */
export async function loadEngine(datamodel, database) {
  const runtime = `@prisma/client/runtime/query_engine_bg.${database.runtime}`;
  const glue = require(`${runtime}.js`);
  const bytes = await readFile(require.resolve(`${runtime}.wasm`));
  const { instance } = await WebAssembly.instantiate(bytes, { './query_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  const adapter = bindAdapter(database.adapter);
  const options = { logLevel: 'error', logQueries: false, enableTracing: false, ignoreEnvVarErrors: true, env: {} };
  const wasm = new glue.QueryEngine({ datamodel, ...options }, () => {}, adapter);
  await wasm.connect(TRACE);
  return new Engine(wasm, adapter.errorRegistry);
}
