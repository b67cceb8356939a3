/** What one field line says, before it is checked against the rest of the design. */
import type { Default, Relation } from '../api-design.ts';
import type { RelationKind, WrittenType } from './type-names.ts';

/** The other side of a relation line. */
export interface RelationSpec {
  readonly kind: RelationKind;
  readonly target: string;
}

/** Things a line can say that are known to the language and not compiled. */
export type UnsupportedPart = 'computed' | 'read' | 'write';

/** Filled in by the grammar while it reads; a relation has `relation`, everything else has a type. */
export interface FieldSpec {
  readonly name: string;
  type: WrittenType;
  list: boolean;
  relation?: RelationSpec;
  values: string[];
  /** `required` or `!` stands in the line. */
  required: boolean;
  /** `?`, `optional` or the like stands in the line. */
  optional: boolean;
  /** `nullable`, `null` or `= null` stands in the line. */
  nullable: boolean;
  default?: Default;
  min?: number;
  max?: number;
  itemMin?: number;
  itemMax?: number;
  pattern?: string;
  precision?: number;
  scale?: number;
  unique: boolean;
  indexed: boolean;
  readOnly: boolean;
  writeOnly: boolean;
  immutable: boolean;
  pii: boolean;
  from?: string;
  onDelete?: Relation['onDelete'];
  inverse?: string;
  through?: string;
  embed: boolean;
  description?: string;
  readonly unsupported: UnsupportedPart[];
  /** What the grammar assumed. */
  readonly notes: string[];
}

/** A field of which only the name is known. */
export const blankField = (name: string): FieldSpec => ({
  name,
  type: 'string',
  list: false,
  values: [],
  required: false,
  optional: false,
  nullable: false,
  unique: false,
  indexed: false,
  readOnly: false,
  writeOnly: false,
  immutable: false,
  pii: false,
  embed: false,
  unsupported: [],
  notes: [],
});
