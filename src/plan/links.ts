/**
 * Many-to-many relations. To requests and responses, each is a set of ids; it is stored like any list, in a table of its own,
 * whose values are foreign keys.
 */
import type { Field, Link, Resource } from '../design/api-design.ts';
import { idsOf, singularOf } from '../design/naming.ts';
import { kebab, pascal, words } from './names.ts';
import type { FieldPlan, ResourcePlan } from './plan.ts';
import { claim, type Taken } from './taken.ts';

/** What the ids of a many-to-many relation are the ids of. */
export interface LinkPlan {
  readonly link: Link;
  /** `tag`: one of the rows, in names. */
  readonly singular: string;
  /** Below the path of a row, e.g. `/tags`. */
  readonly path: string;
  /** The resource that has it. */
  readonly source: () => ResourcePlan;
  /** The resource it leads to. */
  readonly target: () => ResourcePlan;
}

/** A many-to-many relation as a set of ids. */
export type LinkedField = FieldPlan & Required<Pick<FieldPlan, 'list' | 'link'>>;

/** Most rows that a row can be linked to by one request. */
export const MOST_LINKS = 100;

/** Plans a many-to-many relation. */
export function planLink(
  link: Link,
  { name, singular }: Resource,
  lookUp: (name: string) => ResourcePlan | null,
  taken: Taken,
): LinkedField {
  const one = singularOf(link.name);
  const json = idsOf(link.name);
  const key = `${one}_id`;
  const parentKey = `${singular}_id`;
  return {
    field: { ...IDS, name: json, ...(link.description !== undefined && { description: link.description }) },
    json,
    attribute: json,
    enumClass: `${name}${pascal(json)}`,
    label: words(json),
    list: {
      className: claim(`${name}${pascal(one)}`, 'Link', taken.classes),
      table: claim(`${singular}_${link.name}`, '_links', taken.tables),
      rows: `${one}_links`,
      parentKey,
      value: key === parentKey || key === 'parent_id' ? `linked_${key}` : key,
    },
    link: {
      link,
      singular: one,
      path: `/${kebab(link.name)}`,
      source: () => lookUp(name)!,
      target: () => lookUp(link.target)!,
    },
  };
}

const IDS: Omit<Field, 'name'> = {
  type: 'uuid',
  list: true,
  values: [],
  max: MOST_LINKS,
  required: false,
  nullable: false,
  unique: true,
  indexed: false,
  readOnly: false,
  writeOnly: false,
  immutable: false,
  pii: false,
  default: { kind: 'value', value: [] },
};
