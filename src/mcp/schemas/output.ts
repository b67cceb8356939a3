import { array, integer, type JsonSchema, object, text, texts } from './json-schema.ts';

// A model sees what a tool answers, and `tools/list` has to stay small: only the keys of an output are described.

/** What every generator and `read_files` answer. */
export const GENERATOR_OUTPUT: JsonSchema = object({
  bundle_id: text(),
  summary: text(),
  engine: text(),
  design: { type: 'object' },
  routes: array({ type: 'object' }),
  files: array({ type: 'object' }),
  files_total: integer(),
  omitted: integer(),
  assumptions: texts(),
  unparsed: texts(),
  warnings: texts(),
  next: array({ type: 'object' }),
  usage: { type: 'object' },
});

/** What `write_files` answers. */
export const WRITE_OUTPUT: JsonSchema = object({
  bundle_id: text(),
  summary: text(),
  root: text(),
  dir: text(),
  dry_run: { type: 'boolean' },
  written: texts(),
  overwritten: texts(),
  unchanged: texts(),
  skipped: texts(),
  warnings: texts(),
});
