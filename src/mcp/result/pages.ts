import type { BundleFile } from '../../deliver/index.ts';
import { Budget, jsonLength, takeWhileFits } from './budget.ts';
import { costOfFile, fileFact } from './compose.ts';
import type { FileFact } from './contract.ts';

/** Room that the frame of a page takes: its summary, its remarks, and the call for the next page. */
export const PAGE_FRAME = 4_000;
/** Longest part of a file, in characters of its JSON form. */
const PART_ROOM = 38_000;

/** As many files as one result holds. */
export interface Page {
  readonly files: readonly FileFact[];
  /** How many of the wanted files are done with: read whole, or to their last part. */
  readonly done: number;
  /** The part of the next file to ask for, when it is being read in parts. */
  readonly nextPart?: number;
}

/**
 * The first page of files: whole ones as long as they fit, or one part of a file that is too large for any result.
 *
 * @param part which part of the first file is wanted, from 1
 */
export function firstPage(files: readonly BundleFile[], part: number): Page {
  const whole = takeWhileFits(new Budget({ json: PAGE_FRAME, text: PAGE_FRAME }), files, costOfFile);
  if (whole.length > 0 || files[0] === undefined) {
    return { files: whole.map((file) => fileFact(file, true)), done: whole.length };
  }
  return partOf(files[0], part);
}

/** How many parts a file is read in when it does not fit into a result. */
export function partsOf(file: BundleFile): readonly string[] {
  return splitText(file.text, PART_ROOM);
}

function partOf(file: BundleFile, wanted: number): Page {
  const parts = partsOf(file);
  const number = Math.min(Math.max(wanted, 1), parts.length);
  const content = parts[number - 1] ?? '';
  const last = number === parts.length;
  return {
    files: [{ ...fileFact(file, false), part: `${number}/${parts.length}`, content }],
    done: last ? 1 : 0,
    ...(last ? {} : { nextPart: number + 1 }),
  };
}

/** Splits a text at the ends of lines into parts whose JSON form has at most `room` characters. */
export function splitText(text: string, room: number): readonly string[] {
  const parts: string[] = [];
  let current = '';
  let used = 0;
  for (const piece of linesOf(text, room)) {
    const cost = jsonLength(piece) - 3;
    if (used + cost > room && current !== '') {
      parts.push(current);
      current = '';
      used = 0;
    }
    current += piece;
    used += cost;
  }
  return [...parts, current];
}

/** Lines with their ends; one that is too long by itself is cut between characters. */
function linesOf(text: string, room: number): readonly string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.flatMap((line) => (jsonLength(line) - 3 <= room ? [line] : cutLine(line, Math.floor(room / 6))));
}

function cutLine(line: string, length: number): readonly string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > length) {
    const splitsPair = /[\uD800-\uDBFF]/.test(rest[length - 1] ?? '');
    const end = splitsPair ? length - 1 : length;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...pieces, rest];
}
