const made = new Map<string, RegExp>();

/** A pattern, in upper and lower case alike, that is too long for one line; made once, wherever it is written. */
export function regex(...parts: readonly string[]): RegExp {
  const source = parts.join('');
  const known = made.get(source);
  if (known) return known;
  const pattern = new RegExp(source, 'i');
  made.set(source, pattern);
  return pattern;
}
