/** Small designs for tests, and short ways to what a reading says. */
import { readFileSync, readdirSync } from 'node:fs';
import type { ApiDesign, Field, Resource } from '../../src/design/index.ts';
import { type DesignReading, type Issue, readDesign } from '../../src/design/index.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url);

export const exampleNames = (): string[] =>
  readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.json'))
    .toSorted();

export const example = (name: string): unknown => JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8'));

/** A design of one resource, `Post`. */
export const post = (fields: readonly unknown[], extra: object = {}, top: object = {}): Record<string, unknown> => ({
  service: 'Test',
  resources: [{ name: 'Post', fields, ...extra }],
  ...top,
});

/** The design; fails with its errors when there are some. */
export function designOf(wire: unknown): ApiDesign {
  const { design, errors } = readDesign(wire);
  if (!design) throw new Error(JSON.stringify(errors, null, 1));
  return design;
}

export const resourceOf = (wire: unknown, name = 'Post'): Resource => {
  const found = designOf(wire).resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no resource ${name}`);
  return found;
};

/** The field that a line makes, in a design without accounts. */
export const fieldOf = (line: unknown): Field =>
  resourceOf(post([line], {}, { config: { auth_style: 'none' } })).fields[0]!;

export const errorsOf = (wire: unknown): readonly Issue[] => readDesign(wire).errors;

/** The only error of a field line. */
export function fieldError(line: string): Issue {
  const errors = errorsOf(post([line]));
  if (errors.length !== 1) throw new Error(`expected one error for ${line}: ${JSON.stringify(errors)}`);
  return errors[0]!;
}

/** Messages of warnings or assumptions. */
export const messages = (reading: DesignReading, kind: 'warnings' | 'assumptions'): string[] =>
  reading[kind].map(({ message }) => message);
