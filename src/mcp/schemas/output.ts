import { array, integer, type JsonSchema, object, text, texts } from './json-schema.ts';

const ROUTE = object({
  method: text(),
  path: text(),
  operation_id: text(),
  summary: text(),
  access: text('Who may call it'),
  params: texts('Path, query and header parameters'),
  body: texts('Fields of the request body'),
  success: text('Status and body'),
  errors: texts('Statuses of the error responses'),
});

const FILE = object(
  {
    path: text('POSIX path relative to the project'),
    bytes: integer(),
    sha256: text(),
    content: text('Whole text; absent when left out: call read_files'),
    part: text('e.g. 2/3: content is this part of a file too large for one result'),
  },
  ['path', 'bytes', 'sha256'],
);

const FOLLOW_UP = object({ tool: text(), arguments: { type: 'object' }, why: text() }, ['tool', 'arguments', 'why']);

/** What every generator and `read_files` answer. */
export const GENERATOR_OUTPUT: JsonSchema = object(
  {
    bundle_id: text('Names these files: the same input gives the same id. Absent from a draft without files'),
    summary: text(),
    engine: text('Who understood the request: design, model, offline or legacy'),
    design: { type: 'object', description: 'The normalised design: edit it and call again' },
    routes: array(ROUTE),
    files: array(FILE, 'In reading order'),
    files_total: integer(),
    omitted: integer('How many files were left out or sent without content'),
    assumptions: texts('Every default chosen for the caller'),
    unparsed: texts('Pieces of the description that no rule claimed'),
    warnings: texts(),
    next: array(FOLLOW_UP, 'Useful calls, ready to send'),
  },
  ['summary', 'engine', 'routes', 'files', 'files_total', 'omitted', 'assumptions', 'unparsed', 'warnings', 'next'],
);

/** What `write_files` answers. */
export const WRITE_OUTPUT: JsonSchema = object(
  {
    bundle_id: text(),
    summary: text(),
    root: text('The workspace'),
    dir: text('The folder in it'),
    dry_run: { type: 'boolean', description: 'True when nothing was written' },
    written: texts('New files'),
    overwritten: texts('Existing files that were replaced'),
    unchanged: texts('Existing files with this very content'),
    skipped: texts('Existing files with other content that were kept'),
    warnings: texts(),
  },
  ['bundle_id', 'summary', 'root', 'dir', 'dry_run', 'written', 'overwritten', 'unchanged', 'skipped', 'warnings'],
);
