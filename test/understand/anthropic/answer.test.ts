import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GRAMMAR, readDesign } from '../../../src/design/index.ts';
import { coverageOf, readAnswer } from '../../../src/understand/anthropic/answer.ts';
import { type AnswerSchema, answerSchema } from '../../../src/understand/anthropic/answer-schema.ts';
import { repairOf, SYSTEM, taskOf } from '../../../src/understand/anthropic/words.ts';

/** Every node of a schema. */
function* nodes(schema: AnswerSchema): Generator<AnswerSchema> {
  yield schema;
  if (schema.items) yield* nodes(schema.items);
  for (const child of Object.values(schema.properties ?? {})) yield* nodes(child);
}

/** What a model may answer at least: every key, and in each the blank. */
function blankOf({ type, properties = {}, enum: choices }: AnswerSchema): unknown {
  if (type === 'array') return [];
  if (type === 'object') return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, blankOf(one)]));
  return choices === undefined || choices.includes('') ? '' : expect.fail(`no blank among ${choices.join()}`);
}

/** What a value has that its schema does not allow. */
function* notSaid({ properties, items, enum: choices }: AnswerSchema, value: unknown, path = '$'): Generator<string> {
  if (choices !== undefined && !choices.includes(String(value))) yield `${path}: ${String(value)}`;
  if (Array.isArray(value)) for (const one of value) yield* notSaid(items ?? expect.fail(path), one, `${path}[]`);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const schema = properties?.[key];
      if (schema === undefined) yield `${path}.${key}`;
      else yield* notSaid(schema, inner, `${path}.${key}`);
    }
  }
}

describe('answerSchema', () => {
  it.each(readdirSync('examples'))('can say all of examples/%s', (file) => {
    const design: unknown = JSON.parse(readFileSync(`examples/${file}`, 'utf8'));
    expect([...notSaid(answerSchema(), design)]).toEqual([]);
  });

  it('lets no key be left out and none be added', () => {
    for (const { type, properties, required, additionalProperties } of nodes(answerSchema())) {
      if (type !== 'object') continue;
      expect(required).toEqual(Object.keys(properties ?? {}));
      expect(additionalProperties).toBe(false);
    }
  });

  it('knows texts, lists and objects only', () => {
    const types = new Set([...nodes(answerSchema())].map(({ type }) => type));
    expect([...types].toSorted()).toEqual(['array', 'object', 'string']);
  });

  it('has a blank for everything, which says nothing', () => {
    expect(readAnswer(JSON.stringify(blankOf(answerSchema())))).toEqual({ wire: {}, assumptions: [], unparsed: [] });
  });

  it('has a blank for everything in a resource too', () => {
    const blank = blankOf(answerSchema().properties?.['resources']?.items ?? expect.fail('no resources')) as object;
    const answer = readAnswer(JSON.stringify({ resources: [{ ...blank, name: 'Boat', fields: ['name: string'] }] }));
    expect(answer.wire).toEqual({ resources: [{ name: 'Boat', fields: ['name: string'] }] });
  });
});

describe('readAnswer', () => {
  it.each(['', 'null', '[]', '"a"', '{"a":', '7'])('takes %j as a text that is no design', (text) => {
    const { wire } = readAnswer(text);
    expect(wire).toBe(text);
    expect(readDesign(wire).errors).toHaveLength(1);
  });

  it('keeps only texts among the remarks', () => {
    const { assumptions, unparsed } = readAnswer('{"assumptions":["a",7,null,""," "],"unparsed":"b"}');
    expect({ assumptions, unparsed }).toEqual({ assumptions: ['a'], unparsed: [] });
  });

  it('keeps false, 0 and blanks within lists', () => {
    const wire = { a: false, b: 0, c: ['', 'd'] };
    expect(readAnswer(JSON.stringify(wire)).wire).toEqual(wire);
  });
});

describe('coverageOf', () => {
  it.each([
    ['Boats have a name.', [], 1],
    ['Boats have a name.', ['a name'], 0.5],
    ['Boats.', ['Boats and more than was said'], 0],
    ['', [], 1],
  ])('of %j without %j is %d', (description, unparsed, coverage) => {
    expect(coverageOf(description, unparsed)).toBe(coverage);
  });
});

describe('what the model is told', () => {
  it('has the grammar, and an example that is a valid answer', () => {
    expect(SYSTEM.endsWith(GRAMMAR)).toBe(true);
    const example = /^\{".*\}$/m.exec(SYSTEM)?.[0] ?? '';
    const { wire, assumptions } = readAnswer(example);
    expect(readDesign(wire)).toMatchObject({ errors: [], warnings: [] });
    expect(assumptions).toHaveLength(1);
  });

  it('has the decisions of the caller only when there are some', () => {
    expect(taskOf('Boats.', {})).toBe('<description>\nBoats.\n</description>');
    expect(taskOf('Boats.', { service: 'B' })).toMatch(/make the rest fit:\n\{"service":"B"\}$/);
  });

  it('has every problem, but not hundreds of them', () => {
    const problems = Array.from({ length: 40 }, (_, index) => ({ path: `fields[${index}]`, message: 'is wrong' }));
    const lines = repairOf(problems).split('\n');
    expect(lines[1]).toBe('- fields[0]: is wrong');
    expect(lines.slice(-2)).toEqual(['- and 15 more', 'Send the whole corrected design.']);
  });
});
