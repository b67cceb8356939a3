/** What samples of a field are: values that requests may hold, and values that they may not. */
import type { JsonValue } from '../../../design/api-design.ts';
import { type Part, py, value } from '../../../python/index.ts';

/** A value of a request. */
export interface Sample {
  readonly code: Part;
  /** What a test is called that uses it, when its text is too long for that. */
  readonly id?: string;
}

/** A valid value as a Python expression. */
export interface Fresh {
  readonly code: Part;
  /** Whether the expression holds `number`, and so differs from call to call. */
  readonly numbered: boolean;
}

/** Values for one field, or for one item of a list. */
export interface Samples {
  /** Valid and different, in ascending order, as responses show them: three where the type has as many. */
  readonly values: readonly JsonValue[];
  /** A valid value that differs from call to call, where the type has many. */
  readonly fresh: Fresh;
  /** Valid values at the edge of what is valid, which come back as they were sent. */
  readonly accepted: readonly Sample[];
  /** Values just beyond it, and of the wrong kind. */
  readonly rejected: readonly Sample[];
}

/** A value as text: itself, or as JSON. */
export const textOf = (given: JsonValue): string => (typeof given === 'string' ? given : JSON.stringify(given));

/** The items of a list; none of anything else. */
export const itemsOf = (given: JsonValue): readonly JsonValue[] => (Array.isArray(given) ? given : []);

/** A sample that is plain JSON. */
export const plain = (json: JsonValue): Sample => ({ code: value(json) });

export const constant = (json: JsonValue): Fresh => ({ code: value(json), numbered: false });

const LONG = 300;

/** `char` repeated, named by its length when it is long. */
export function repeated(char: string, length: number): Sample {
  if (length <= 1) return plain(char.repeat(length));
  const code = py`${char} * ${length}`;
  return length > LONG ? { code, id: `${length}-characters` } : { code };
}

/** One of `values`, another one each time. */
export const oneOf = (values: readonly JsonValue[]): Fresh =>
  values.length === 1
    ? constant(values[0]!)
    : { code: py`${value(values)}[number % ${values.length}]`, numbered: true };
