/** Samples of every type of the design language: what a suite sends, and what the application must refuse. */
import type { Field, JsonValue } from '../../../design/api-design.ts';
import { type FieldPlan, maxItems, once } from '../../../plan/index.ts';
import { modules } from '../../../plan/symbols.ts';
import { py, value } from '../../../python/index.ts';
import { MOMENTS } from './moments.ts';
import { numberSamples } from './numbers.ts';
import { constant, oneOf, plain, type Sample, type Samples } from './sample.ts';
import { textSamples } from './texts.ts';

export type { Fresh, Sample, Samples } from './sample.ts';

/** Samples of one value: of the field, or of an item of its list. */
export const itemSamples = once(findItemSamples);

function findItemSamples(field: Field): Samples {
  const moments = MOMENTS[field.type];
  if (moments) return moments;
  switch (field.type) {
    case 'int':
    case 'float':
    case 'decimal':
    case 'money':
      return numberSamples(field);
    case 'bool':
      return { values: [false, true], fresh: constant(false), accepted: [], rejected: [plain('yes'), plain(1)] };
    case 'enum':
      return enumSamples(field);
    case 'json':
      return jsonSamples;
    default:
      return textSamples(field);
  }
}

/** Samples of a field. */
export const samplesOf = ({ field, link }: FieldPlan): Samples =>
  link ? { ...fieldSamples(field), ...UNLINKED } : fieldSamples(field);

/** Other rows must be there before a row can be linked to them, which tests of their own try. */
const UNLINKED: Pick<Samples, 'values' | 'accepted'> = { values: [[]], accepted: [] };

const fieldSamples = once((field: Field): Samples => {
  const samples = field.list ? listSamples(field, itemSamples(field)) : itemSamples(field);
  return field.nullable ? samples : { ...samples, rejected: [...samples.rejected, plain(null)] };
});

function enumSamples(field: Field): Samples {
  const simple = field.values.filter((each) => /^[A-Za-z0-9]+$/.test(each));
  const rest = field.values.filter((each) => !simple.includes(each));
  const values = [...simple.toSorted().slice(0, 3), ...rest].slice(0, 3);
  let unknown = 'unknown';
  while (field.values.includes(unknown)) unknown += '-value';
  return {
    values,
    fresh: oneOf(field.values),
    accepted: field.values.map(plain),
    rejected: [plain(unknown), plain(''), plain(1)],
  };
}

const jsonSamples: Samples = {
  values: [{ color: 'red' }, { color: 'green' }, { color: 'blue' }],
  fresh: constant({ color: 'red' }),
  accepted: [plain([]), plain('text'), plain({ deep: [{ list: [1, 2.5, true, null] }] })],
  rejected: [
    plain({ color: 'a\u0000b' }),
    plain({ 'a\u0000b': 1 }),
    { code: py`${modules.json}.loads("[" * 40 + "]" * 40)`, id: 'too-deep' },
  ],
};

function listSamples(field: Field, items: Samples): Samples {
  const least = field.min ?? 0;
  const most = maxItems(field);
  const [first = null, second = first] = items.values;
  const lists = field.unique
    ? setsOf(items.values, least)
    : [[first], [first, second], [second]].map((each) => atLeast(each, least));
  const tooMany: Sample = { code: py`[${value(first)}] * ${most + 1}` };
  return {
    values: lists,
    fresh: constant(least > 0 ? (lists[0] ?? []) : []),
    accepted: [...lists.slice(1, 2).map(plain), ...(least === 0 ? [plain([])] : [])],
    rejected: [
      plain(typeof first === 'string' ? first : 'text'),
      tooMany,
      ...(least > 0 ? [plain((lists[0] ?? []).slice(0, least - 1))] : []),
    ],
  };
}

/** Sets of at least so many different items, in order. */
function setsOf(items: readonly JsonValue[], least: number): JsonValue[][] {
  const [first, second, third] = items;
  const all = [[first], [first, second], [second], [first, third], [second, third], [first, second, third]];
  return all
    .map((each) => each.filter((item) => item !== undefined))
    .filter((each, index) => each.length >= Math.max(least, 1) && each.length === all[index]!.length)
    .slice(0, 3);
}

/** `items` with the last one repeated as often as a list needs. */
const atLeast = (items: readonly JsonValue[], least: number): JsonValue[] => [
  ...items,
  ...Array.from({ length: Math.max(0, least - items.length) }, () => items.at(-1)!),
];
