import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDesign, toWire } from '../../src/design/index.ts';
import { example, exampleNames } from './support.ts';

const JUNK: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  true,
  [],
  {},
  [[]],
  { name: 'a' },
  { toString: 1 },
  'x',
  '-> ',
  ': :',
  'a: list<',
  'enum()',
  '((((',
  "'",
  '🚀: string',
  'x: -> User',
  'a -> b: c',
  'list: ',
  'id: int',
  'class: string',
  'constructor: string',
  '__proto__',
  'x'.repeat(5000),
  "s: enum(in progress|n/a|'x|y') = in progress",
  'd: datetime = 2030-01-01',
  'j: json = {"a": [1, "x # y"]}',
  'p: string /a{2}\\/b/ # note',
  'public when (a or b) and not c',
];
const SIGNS = Array.from(':,()<>|=-\'. {}0aZ/"\\#?\u0000');

/** Decisions for one mutation, drawn by fast-check so that failures shrink. */
interface Dice {
  next(below: number): number;
}

const pick = <T>(items: readonly T[], dice: Dice): T => items[dice.next(items.length)]!;

function mutateText(text: string, dice: Dice): string {
  const at = dice.next(text.length + 1);
  const ways = [
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + pick(SIGNS, dice) + text.slice(at),
    text.slice(0, at),
    text.slice(at),
  ];
  return pick(ways, dice);
}

/** The value with about one in `rate` of its parts changed. */
function mutate(value: unknown, rate: number, dice: Dice): unknown {
  if (dice.next(rate) === 0)
    return typeof value === 'string' && dice.next(3) > 0 ? mutateText(value, dice) : pick(JUNK, dice);
  if (Array.isArray(value)) {
    const items = value.map((item) => mutate(item, rate, dice));
    if (dice.next(rate) === 0) items.push(pick(JUNK, dice));
    return items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    dice.next(rate * 2) === 0 ? mutateText(key, dice) : key,
    mutate(item, rate, dice),
  ]);
  return Object.fromEntries(entries);
}

const bases = exampleNames().map((name) => example(name));
const mutated = fc
  .tuple(fc.constantFrom(...bases), fc.constantFrom(15, 60, 250), fc.infiniteStream(fc.nat(2 ** 30)))
  .map(([base, rate, stream]) => mutate(base, rate, { next: (below) => Number(stream.next().value) % below }));

it('no mutated design throws, takes long, or changes on a round trip', () => {
  let slowest = 0;
  fc.assert(
    fc.property(mutated, (wire) => {
      const start = performance.now();
      const { design, errors } = readDesign(wire);
      slowest = Math.max(slowest, performance.now() - start);
      expect(design === undefined).toBe(errors.length > 0);
      if (!design) return;
      const again = readDesign(JSON.parse(JSON.stringify(toWire(design))));
      expect(again.errors).toEqual([]);
      expect(again.design).toEqual(design);
    }),
    { numRuns: 600, seed: 20260728 },
  );
  expect(slowest).toBeLessThan(1500);
});

it('no text in any place of a line throws', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...SIGNS, 'string', ' or ', ' when ', '..', '->') }),
  );
  fc.assert(
    fc.property(text, text, text, (one, two, three) => {
      const resource = {
        name: 'Post',
        fields: [`a: ${one}`, two, `b: string = ${three}`],
        access: [`list: ${one}`, two],
        filters: [one],
        sort: [two],
        states: [three],
        actions: [{ name: 'x', steps: [one, `require ${two}`], input: [three] }],
      };
      expect(() =>
        readDesign({ resources: [resource], tasks: [one], endpoints: [{ route: `GET /${two}`, steps: [three] }] }),
      ).not.toThrow();
    }),
    { numRuns: 600, seed: 20260728 },
  );
});

it('hostile texts come back as they were', () => {
  const hostile = fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }).map((text) => `x${text}y`);
  fc.assert(
    fc.property(hostile, hostile, (one, two) => {
      const wire = {
        service: one,
        description: two,
        resources: [
          {
            name: 'Post',
            description: one,
            fields: [
              { name: 'a', type: 'string', description: one, default: two },
              { name: 'b', type: 'json', default: { [one]: two } },
            ],
            actions: [{ name: 'x', description: two, python: one }],
          },
        ],
      };
      const { design, errors } = readDesign(wire);
      expect(errors).toEqual([]);
      const [post] = design!.resources;
      expect(post?.description).toBe(one.trim());
      expect(post?.fields[0]).toMatchObject({ description: one.trim(), default: { value: two } });
      expect(readDesign(toWire(design!)).design).toEqual(design);
    }),
    { numRuns: 500, seed: 20260728 },
  );
});
