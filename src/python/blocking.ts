/**
 * Asynchronous Python as blocking Python: the same functions without `async` and `await`. Works on templates, which we
 * write, so that no text of a user is ever touched.
 */
import { Code, isPresent, type Part } from './code.ts';
import { Sym } from './names.ts';

/** What stands for a symbol in blocking code, e.g. `Session` for `AsyncSession`. */
export type Replacements = ReadonlyMap<Sym, Sym>;

type Line = Code['template'][number];

/** `async with`, `async for` and `await`; a definition is a case of its own. */
const WAITS = /\basync (?=with\b|for\b)|\bawait (?=[\w(]|$)/g;
const DEFINITION = /^async def /;

/**
 * `part` as blocking code. A function that waits for nothing stays asynchronous: FastAPI runs those without a thread.
 * Routes never do, nor does what has another decorator.
 */
export function blocking(part: Part, replacements: Replacements): Part {
  if (Array.isArray(part)) return (part as readonly Part[]).map((each) => blocking(each, replacements));
  if (part instanceof Sym) return replacements.get(part) ?? part;
  if (!(part instanceof Code)) return part;
  return part.with(
    part.template.map((line, index) => {
      const { segments } = line;
      const isDefinition = typeof segments[0] === 'string' && DEFINITION.test(segments[0]);
      const becomesPlain = isDefinition && (isDecorated(part.template, index) || bodyWaits(part, index));
      return { ...line, segments: segments.map((segment, at) => plain(segment, becomesPlain && at === 0)) };
    }),
    part.holes.map((hole) => blocking(hole, replacements)),
  );
}

function plain(segment: string | number, isDefinition: boolean): string | number {
  if (typeof segment === 'number') return segment;
  return (isDefinition ? segment.replace(DEFINITION, 'def ') : segment).replace(WAITS, '');
}

/** Whether a decorator, or the end of one of several lines, stands before the definition. */
function isDecorated(template: readonly Line[], index: number): boolean {
  const before = template[index - 1];
  const [first] = before?.segments ?? [];
  return before?.indent === template[index]!.indent && typeof first === 'string' && /^[@)]/.test(first);
}

/** Whether anything below the definition waits. */
function bodyWaits(code: Code, index: number): boolean {
  const { indent } = code.template[index]!;
  for (const line of code.template.slice(index + 1)) {
    const [first] = line.segments;
    const endsSignature = typeof first === 'string' && first.startsWith(')');
    if (line.segments.length > 0 && line.indent <= indent && !endsSignature) return false;
    if (
      line.segments.some((segment) => (typeof segment === 'string' ? waits(segment) : partWaits(code.holes[segment])))
    ) {
      return true;
    }
  }
  return false;
}

const waits = (text: string): boolean => text.search(WAITS) >= 0;

function partWaits(part: Part): boolean {
  if (!isPresent(part)) return false;
  if (Array.isArray(part)) return (part as readonly Part[]).some(partWaits);
  if (!(part instanceof Code)) return false;
  return (
    part.template.some((line) => line.segments.some((each) => typeof each === 'string' && waits(each))) ||
    part.holes.some(partWaits)
  );
}
