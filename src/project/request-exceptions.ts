/** Requests that may be refused although they have the right form, because a schema cannot say everything. */
import type { Field } from '../design/api-design.ts';
import type { FieldPlan } from '../plan/index.ts';

/** A kind of value that means more than its schema says, as the comment of the file names it. */
export type Reason =
  | 'a cursor'
  | 'an email address'
  | 'a decimal'
  | 'a point in time'
  | 'free JSON'
  | 'a pattern'
  | 'an id'
  | 'a value that an action compares';

/** An operation that may refuse well-formed requests, and for which kinds of values. */
export interface RequestException {
  readonly operation: string;
  readonly reasons: readonly Reason[];
}

/** The kinds of values of fields in requests that can be wrong although they have the right form. */
export function fieldExceptions(fields: readonly FieldPlan[], operation: 'create' | 'update'): Reason[] {
  return fields
    .map((each) => each.field)
    .filter((field) => !field.readOnly && !(operation === 'update' && field.immutable))
    .flatMap((field) => reasonOf(field) ?? []);
}

function reasonOf(field: Field): Reason | undefined {
  switch (field.type) {
    case 'email':
      return 'an email address';
    case 'decimal':
    case 'money':
      return field.min !== undefined || field.max !== undefined ? 'a decimal' : undefined;
    case 'datetime':
      return 'a point in time';
    case 'json':
      return 'free JSON';
    default:
      return field.pattern !== undefined && MAY_MATCH_NUL.test(field.pattern) ? 'a pattern' : undefined;
  }
}

/** Parts of a pattern that match almost anything; NUL, which no text may hold, among it. */
const MAY_MATCH_NUL = /\.|\[\^|\\[DSW]/;
