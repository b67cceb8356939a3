/** Arithmetic in the database, which keeps decimals in its own way. */
import { type Counter, decimalDigits, isDecimal } from '../../../plan/index.ts';
import { type Part, py } from '../../../python/index.ts';
import { ownFields } from './symbols.ts';

/** An amount as its column keeps it. */
export function kept({ field: { field } }: Counter, amount: Part): Part {
  return isDecimal(field) ? py`${ownFields.kept_decimal}(${[amount, py`${decimalDigits(field).scale}`]})` : amount;
}
