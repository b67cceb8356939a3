import { didYouMean } from '../design/suggest.ts';
import { type Problem, problemsError, ToolError } from './errors.ts';
import { quote } from './text.ts';

/** The arguments of a tool call, as they arrived. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * The arguments that were meant: some models wrap them in an envelope of `name` and `arguments`, as if the call
 * itself were the argument. What stands beside the envelope stays.
 */
export function unwrapArguments(received: Arguments): Arguments {
  const { name: _name, tool: _tool, arguments: inside, ...beside } = received;
  const inner = parseJsonText(inside);
  return isRecord(inner) ? { ...beside, ...inner } : received;
}

/** Some hosts send objects and arrays as JSON text. Any other value is returned as it is. */
export function parseJsonText(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Whether a value is an object with keys, and not an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads arguments one by one, and reports all that is wrong with them at once. */
export class ArgumentReader {
  readonly #values: Arguments;
  readonly #problems: Problem[] = [];

  constructor(values: Arguments) {
    this.#values = values;
  }

  /** Whether the caller gave it; null and an empty text mean that it is left out. */
  has(key: string): boolean {
    const value = this.#values[key];
    return value !== undefined && value !== null && value !== '';
  }

  text(key: string): string | undefined {
    if (!this.has(key)) return undefined;
    const value = this.#values[key];
    if (typeof value === 'string') return value;
    this.#reject(key, 'must be a text', value);
    return undefined;
  }

  choice<T extends string>(key: string, values: readonly T[]): T | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const found = values.find((one) => one === value.trim().toLowerCase());
    if (found === undefined) this.#reject(key, `must be one of ${values.join(', ')}`, value, didYouMean(value, values));
    return found;
  }

  flag(key: string): boolean | undefined {
    if (!this.has(key)) return undefined;
    const value = this.#values[key];
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    this.#reject(key, 'must be true or false', value);
    return undefined;
  }

  /** A whole number that is not negative. */
  index(key: string): number | undefined {
    if (!this.has(key)) return undefined;
    const value = this.#values[key];
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
    this.#reject(key, 'must be a whole number from 0', value);
    return undefined;
  }

  texts(key: string): readonly string[] | undefined {
    if (!this.has(key)) return undefined;
    const value = parseJsonText(this.#values[key]);
    const list = typeof value === 'string' ? [value] : value;
    if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
    this.#reject(key, 'must be an array of texts', value);
    return undefined;
  }

  /** Throws when anything so far was wrong. */
  check(tool: string): void {
    if (this.#problems.length === 0) return;
    throw problemsError('INVALID_DESIGN', this.#problems, `Correct these arguments and call ${tool} again.`);
  }

  #reject(path: string, message: string, got: unknown, suggestion?: string): void {
    this.#problems.push({ path, message, got, ...(suggestion === undefined ? {} : { suggestion }) });
  }
}

/** The bundle id that was given. */
export function readBundleId(reader: ArgumentReader, tool: string): string {
  const id = reader.text('bundle_id');
  reader.check(tool);
  if (id !== undefined && /^[0-9a-f]{12}$/.test(id.trim())) return id.trim();
  throw new ToolError(
    'INVALID_DESIGN',
    id === undefined ? 'bundle_id: is missing' : `bundle_id: must be 12 hex digits (got ${quote(id)})`,
    'Pass the bundle_id of an earlier result.',
  );
}

/** Warnings about arguments that a tool does not know. */
export function unknownArguments(given: Arguments, known: readonly string[]): readonly string[] {
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = didYouMean(key, known);
      return `${quote(key)}: unknown argument, ignored${meant === undefined ? '' : ` - did you mean ${meant}?`}`;
    });
}
