import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Client } = require('pg');
const Result = require('pg/lib/result.js');

/** The types "char" and name, and their arrays, as text, which the adapter knows how to read (prisma/orm#27403). */
const AS_TEXT = { 18: 25, 19: 25, 1002: 1009, 1003: 1009 };
/** The engine does not know that PostgreSQL 18 has constraints for NOT NULL too (type `n`), and panics. */
const CONSTRAINTS = "contype NOT IN ('p', 'u', 'f')";
const KNOWN_CONSTRAINTS = "contype NOT IN ('p', 'u', 'f', 'n')";

/** Makes the driver tell the schema engine only what it understands. */
export function mendPostgres() {
  around(Result.prototype, 'addFields', (fields) => {
    for (const field of fields) field.dataTypeID = AS_TEXT[field.dataTypeID] ?? field.dataTypeID;
  });
  around(Client.prototype, 'query', (config) => {
    if (config?.text) config.text = config.text.replace(CONSTRAINTS, KNOWN_CONSTRAINTS);
  });
}

/** Lets `prepare` see, and change, the first argument of a method before the method does. */
function around(prototype, name, prepare) {
  const method = prototype[name];
  prototype[name] = function (first, ...rest) {
    prepare(first);
    return method.call(this, first, ...rest);
  };
}
