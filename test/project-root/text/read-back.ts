import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PythonEnvironment, pythonEnvironment, pythonForSuites } from '../../support/python-environment.ts';
import { run, tail } from '../../support/run.ts';

/** Kinds of texts; a document is a whole file. */
export type Format =
  | 'toml'
  | 'yaml'
  | 'yaml-list'
  | 'env'
  | 'shell'
  | 'markdown'
  | 'table'
  | 'toml-document'
  | 'yaml-document'
  | 'env-document';

/** A text, and the format that it is in. */
export interface Printed {
  readonly format: Format;
  readonly text: string;
}

let environment: Promise<PythonEnvironment | undefined> | undefined;

/** Reads texts with parsers of Python; undefined when there is no Python. */
export async function readBack(suite: string, printed: readonly Printed[]): Promise<unknown[] | undefined> {
  environment ??= pythonForSuites(suite).then((python) =>
    python === undefined ? undefined : pythonEnvironment(python),
  );
  const found = await environment;
  if (!found) return undefined;
  const script = join(dirname(fileURLToPath(import.meta.url)), 'parse.py');
  const finished = await run(found.python, [script], { input: JSON.stringify(printed), timeoutSeconds: 120 });
  if (finished.code !== 0) throw new Error(tail(finished));
  const values: unknown[] = JSON.parse(finished.stdout);
  return values;
}
