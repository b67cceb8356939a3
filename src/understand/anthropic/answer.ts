/** What a model answered, as a design with remarks. */
export interface ModelAnswer {
  /** The design in wire form; the text itself where that is no object. */
  readonly wire: unknown;
  readonly assumptions: string[];
  readonly unparsed: string[];
}

/** Reads an answer. Blanks stand for what it does not say, and are left out. */
export function readAnswer(text: string): ModelAnswer {
  const answer = parsed(text);
  if (!isObject(answer)) return { wire: text, assumptions: [], unparsed: [] };
  const { assumptions, unparsed, ...wire } = answer;
  return { wire: withoutBlanks(wire), assumptions: textsOf(assumptions), unparsed: textsOf(unparsed) };
}

/** The share of the words of a description that a model did not hand back as impossible. */
export function coverageOf(description: string, unparsed: readonly string[]): number {
  const all = wordsIn(description);
  const left = unparsed.reduce((sum, piece) => sum + wordsIn(piece), 0);
  return all === 0 ? 1 : Math.max(0, 1 - left / all);
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (!isObject(value)) return value;
  const said = Object.entries(value).map(([key, inner]) => [key, withoutBlanks(inner)] as const);
  return Object.fromEntries(said.filter(([, inner]) => !isBlank(inner)));
}

function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string' && item.trim() !== '') : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
