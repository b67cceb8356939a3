/** Columns that steps give values, and the values that they have when steps give none. */
import type { Expr, Field, JsonValue } from '../../design/api-design.ts';
import { NotCompiled } from '../not-compiled.ts';
import type { FieldPlan, RelationPlan } from '../plan.ts';
import type { TablePlan } from '../tables.ts';
import { relationOf } from './names.ts';

/** A column that holds one value: a field, or the key of a relation. */
export function columnOf(table: TablePlan, name: string): FieldPlan | RelationPlan | undefined {
  const field = table.fields.find((each) => each.json === name);
  if (field && (field.list || field.field.type === 'json')) return undefined;
  return field ?? relationOf(table, name);
}

/** The id that a request names a row by. */
export const idField = (plan: RelationPlan): FieldPlan => ({
  field: {
    name: plan.json,
    type: 'uuid',
    list: false,
    values: [],
    required: plan.relation.required,
    nullable: plan.relation.nullable,
    unique: false,
    indexed: false,
    readOnly: false,
    writeOnly: false,
    immutable: false,
    pii: false,
    ...(plan.relation.description !== undefined && { description: plan.relation.description }),
  },
  json: plan.json,
  attribute: plan.attribute,
  enumClass: '',
  label: plan.label,
});

/** The value that a field has when nobody gives one. */
export function defaultOf({ name, default: fallback }: Field): Expr {
  if (fallback?.kind === 'value' && !isStructure(fallback.value)) return { kind: 'literal', value: fallback.value };
  if (fallback?.kind === 'now' || fallback?.kind === 'today')
    return { kind: 'call', function: fallback.kind, arguments: [] };
  throw new NotCompiled(`"${name}" has no value`);
}

const isStructure = (value: JsonValue): value is readonly JsonValue[] | { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null;
