/** Whether the caller gave a value for a key; an empty text, list or object is none. */
export function isGiven(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return !/^\s*(?:\[\s*\]|\{\s*\})?\s*$/.test(value);
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** What was read from the description, with what the caller gave put over it; the keys of `config` one by one. */
export function mergeGiven(
  read: Record<string, unknown>,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...read };
  for (const [key, value] of Object.entries(given)) {
    if (!isGiven(value)) continue;
    const own = key === 'config' ? objectOf(value) : undefined;
    merged[key] = own ? { ...objectOf(read['config']), ...own } : value;
  }
  return merged;
}

/** An object, also one that came as JSON text. */
function objectOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value === 'string') return parsedObject(value);
  return isObject(value) ? value : undefined;
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
