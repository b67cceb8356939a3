/** A pattern, in upper and lower case alike, that is too long for one line. */
export function regex(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join(''), 'i');
}
