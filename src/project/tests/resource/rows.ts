/** Rows that tests of lists need: with ties for sort orders, and different ones for filters. */
import type { JsonValue } from '../../../design/api-design.ts';
import { type FieldPlan, isDecimal, kebab } from '../../../plan/index.ts';
import { samplesOf } from '../samples/index.ts';
import { textOf } from '../samples/sample.ts';
import type { ResourceSuite } from '../suite.ts';
import { isShown } from './parts.ts';

/** What a row has, by the names of its fields in JSON. */
export type Values = Readonly<Record<string, JsonValue>>;

/** Which of three values each of seven rows has: with ties, and in no order. */
const TIED = [1, 0, 1, 2, 0, 1, 0];

/** Fields that a list can be sorted by, and that responses show. */
export const sortFields = ({ resource }: ResourceSuite): FieldPlan[] =>
  resource.fields.filter((plan) => isShown(plan) && resource.resource.sorts.some((each) => each.field === plan.json));

/** Seven rows that have values in common, some of them none. */
export function tiedRows(tests: ResourceSuite): Values[] {
  const fields = sortFields(tests).filter((plan) => canGive(plan, tests));
  const rows = TIED.map(
    (choice, row): Values =>
      Object.fromEntries(
        fields.flatMap((plan, index) => {
          const given = tiedValue(plan, TIED[(row + index) % TIED.length] ?? choice);
          return given === undefined ? [] : [[plan.json, given]];
        }),
      ),
  );
  return withSlugs(withoutClashes(rows, tests), tests);
}

/** Leaves out values that are unique together and that an earlier row has: new rows get other ones by themselves. */
function withoutClashes(rows: readonly Values[], { resource }: ResourceSuite): Values[] {
  const kept: Values[] = [];
  for (const row of rows) {
    let values = row;
    for (const { columns } of resource.uniques) {
      const isKnown = columns.every((each) => each in row);
      const clashes = kept.some((other) => columns.every((each) => other[each] !== null && other[each] === row[each]));
      const fresh = resource.fields.find((plan) => columns.includes(plan.json) && samplesOf(plan).fresh.numbered);
      if (!isKnown || !clashes || !fresh) continue;
      values = Object.fromEntries(Object.entries(values).filter(([name]) => name !== fresh.json));
    }
    kept.push(values);
  }
  return kept;
}

/** Slugs that are made from equal texts would clash. */
export function withSlugs(rows: readonly Values[], { resource }: ResourceSuite): Values[] {
  const made = resource.fields.filter(
    ({ field, json }) =>
      field.unique &&
      field.from !== undefined &&
      isSlug(field.pattern) &&
      rows.some((row) => Object.hasOwn(row, field.from ?? '') && !(json in row)),
  );
  return rows.map((row, index) => ({
    ...row,
    ...Object.fromEntries(made.map((plan) => [plan.json, `${kebab(resource.singular)}-${index + 1}`])),
  }));
}

/** Whether a test can choose the value: unique ones differ anyway, and states are those of new rows. */
export const canGive = (plan: FieldPlan, { state, stored, resource }: ResourceSuite): boolean => {
  const isUnique = resource.uniques.some((unique) => unique.columns.length === 1 && unique.columns[0] === plan.json);
  return !isUnique && sortsAsText(plan) && !(plan.json in state) && (!plan.field.readOnly || stored.includes(plan));
};

/** Whether values compare as their texts do: negative decimals do not. */
const sortsAsText = (plan: FieldPlan): boolean =>
  !isDecimal(plan.field) || samplesOf(plan).values.every((each) => !textOf(each).startsWith('-'));

function tiedValue(plan: FieldPlan, choice: number): JsonValue | undefined {
  const { values } = samplesOf(plan);
  if (plan.field.nullable) return choice === 0 ? null : values[(choice - 1) % values.length];
  return values[choice % values.length];
}

const isSlug = (pattern: string | undefined): boolean =>
  pattern === undefined || new RegExp(pattern, 'u').test('some-slug-1');
