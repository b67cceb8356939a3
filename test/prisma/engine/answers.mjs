/** Marks a whole number that JavaScript cannot hold, so that `encode` can print its digits. */
const DIGITS = '\u0000int:';
const PRINTED = /"\\u0000int:(-?\d+)"/g;

/** An answer of the JSON protocol as one of GraphQL: under the name that was asked for, and with bare scalars. */
export function named(answer, alias) {
  if (answer.errors) return answer;
  const [[key, data]] = Object.entries(answer.data);
  return { ...answer, data: { [alias ?? key]: bare(data) } };
}

/** JSON of an answer. */
export function encode(answer) {
  return JSON.stringify(answer).replace(PRINTED, '$1');
}

/** How the native engine reports what is not an error of a query. */
export function failure(error) {
  const message = String(error?.message ?? error);
  return { errors: [{ error: message, user_facing_error: { is_panic: false, message } }] };
}

function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  if ('$type' in value) return value.$type === 'BigInt' ? `${DIGITS}${value.value}` : value.value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, bare(member)]));
}
