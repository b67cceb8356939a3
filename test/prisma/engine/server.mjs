import { createServer } from 'node:http';
import { encode, failure, named } from './answers.mjs';

const END = /^\/transaction\/([^/]+)\/(commit|rollback)$/;

/** The HTTP interface of the native engine, as far as Prisma Client Python uses it. */
export function createEngineServer(engine, reader) {
  return createServer(async (request, response) => {
    const answer = await route(engine, reader, request).catch(failure);
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(encode(answer ?? failure('not found')));
  });
}

async function route(engine, reader, request) {
  const body = await text(request);
  if (request.url === '/status') return { status: 'ok' };
  if (request.url === '/transaction/start') return engine.startTransaction(body);
  const [, id, end] = END.exec(request.url) ?? [];
  if (end) return engine[end](id);
  if (request.url !== '/') return undefined;
  const asked = JSON.parse(body);
  const transaction = request.headers['x-transaction-id'];
  return asked.batch ? batch(engine, reader, asked, transaction) : query(engine, reader, asked, transaction);
}

async function query(engine, reader, asked, transaction) {
  const { alias, body } = reader.read(asked.query);
  return named(await engine.query(body, transaction), alias);
}

async function batch(engine, reader, asked, transaction) {
  const queries = asked.batch.map((each) => reader.read(each.query));
  const together = asked.transaction ? { transaction: {} } : {};
  const answer = await engine.query({ batch: queries.map((each) => each.body), ...together }, transaction);
  if (answer.errors) return answer;
  return {
    batchResult: answer.batchResult.map((result, index) => named(result, queries[index].alias)),
    errors: answer.batchResult.flatMap((result) => result.errors ?? []),
  };
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
