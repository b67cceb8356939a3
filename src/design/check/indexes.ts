/** Fields that are in an index: unique together, and short enough for it. */
import type { Field } from '../api-design.ts';
import { snake } from '../naming.ts';
import type { Line } from '../normalise/lines.ts';
import { TEXT_MAX } from './bounds.ts';
import type { Columns } from './columns.ts';
import { type Draft, type DraftResource, type Mutable, placeOf } from './model.ts';

/** Reads which fields are unique together; one alone is simply unique. */
export function checkUniqueTogether(columns: Columns): void {
  const { resource, draft } = columns;
  for (const line of resource.source.uniqueTogether) {
    const names = line.text
      .replace(/^\s*[[(]|[\])]\s*$/g, '')
      .split(/[,+\s]+/)
      .map(snake)
      .filter(Boolean);
    const found = names.map((name) => columns.find([name], line, 'uniqueness'));
    if (found.some((column) => column === undefined)) continue;
    const together = [...new Set(found.map((column) => column!.name))];
    const wrong = found.find((column) => column?.list || column?.type === 'json' || column?.isBuiltIn);
    if (wrong) draft.report.error(line.path, `${wrong.name} cannot be part of what is unique`, { got: line.text });
    else if (together.length === 1) makeUnique(resource, together[0]!, line, draft);
    else if (!resource.uniqueTogether.some((other) => other.toSorted().join() === together.toSorted().join())) {
      resource.uniqueTogether.push(together);
    }
  }
}

function makeUnique(resource: DraftResource, name: string, line: Line, draft: Draft): void {
  const member =
    resource.fields.find((field) => field.name === name) ??
    resource.relations.find((relation) => relation.name === name);
  if (!member || member.unique) return;
  member.unique = true;
  draft.report.assume(line.path, `${name} is unique`);
}

/** The longest text that every database can hold in an index. */
const INDEXED_MAX = 600;

/** Fields that are in an index are bounded: unique, indexed, sorted by, or unique together. */
export function boundIndexedTexts({ resource, draft }: Columns): void {
  const indexed = new Set([...resource.sorts.map(({ field }) => field), ...resource.uniqueTogether.flat()]);
  for (const field of resource.fields) {
    if (field.list || (field.type !== 'text' && field.type !== 'string')) continue;
    const use = field.unique ? 'unique' : field.indexed ? 'indexed' : undefined;
    const why = use ?? (indexed.has(field.name) ? 'sorted by or unique together' : undefined);
    if (why !== undefined && (field.max ?? 0) > INDEXED_MAX)
      limitText(field, why, placeOf(resource, field.name), draft);
  }
}

/** A text whose length the design leaves open becomes shorter; one that it states is an error. */
function limitText(field: Mutable<Field>, why: string, path: string, { report }: Draft): void {
  if (field.type === 'text' && field.max === TEXT_MAX.text && (field.min ?? 0) <= INDEXED_MAX) {
    field.max = INDEXED_MAX;
    report.assume(path, `${field.name} has at most ${INDEXED_MAX} characters, because it is ${why}`);
    return;
  }
  const message = `${field.name} is ${why}, so it can have at most ${INDEXED_MAX} characters`;
  report.error(path, message, { got: field.max, suggestion: `max=${INDEXED_MAX}` });
}
