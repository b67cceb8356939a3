import { clip, oneLine } from '../text.ts';
import { jsonLength } from './budget.ts';

/** Room for everything that is said about a result beside its design, routes and files. */
const NOTES_ROOM = 15_000;
const LONGEST_NOTE = 600;

/** The lists of remarks of a result. */
export interface Notes {
  readonly unparsed: readonly string[];
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
}

/** Keeps remarks within their room: what was not understood first, then warnings, then assumptions. */
export function fitNotes(notes: Notes): Notes {
  const room = { left: NOTES_ROOM };
  const unparsed = fitList(notes.unparsed, room);
  const warnings = fitList(notes.warnings, room);
  const assumptions = fitList(notes.assumptions, room);
  return { unparsed, warnings, assumptions };
}

function fitList(list: readonly string[], room: { left: number }): readonly string[] {
  const unique = [...new Set(list)].map((note) => clip(oneLine(note), LONGEST_NOTE));
  const taken: string[] = [];
  for (const note of unique) {
    const cost = jsonLength(note) + 2;
    if (cost > room.left) return [...taken, `… and ${unique.length - taken.length} more`];
    room.left -= cost;
    taken.push(note);
  }
  return taken;
}
