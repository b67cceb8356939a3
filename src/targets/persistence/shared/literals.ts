/** Defaults of columns, as models give them. */
import type { Field, JsonValue } from '../../../design/api-design.ts';
import { storedLiteral } from '../../../pydantic/values.ts';
import { type Part, py, value } from '../../../python/index.ts';

/** A default; mutable values are made anew for each row. */
export function columnLiteral(field: Field, given: JsonValue): Part {
  if (field.type !== 'json') return storedLiteral(field, given);
  if (given !== null && typeof given === 'object' && Object.keys(given).length === 0) {
    return Array.isArray(given) ? py`list` : py`dict`;
  }
  return py`lambda: ${value(given)}`;
}
