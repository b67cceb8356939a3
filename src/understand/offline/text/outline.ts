import { everyMatch } from './every-match.ts';

/** The lines of a text as a tree: what is indented, or has a bullet, belongs to the line above. */

const BULLET = /^\s*(?:[-*•+o](?=\s)|\(?\d{1,3}[.)](?=\s)|\d{1,2}(?:\.\d{1,2})+[.)]?(?=\s)|[a-z]\)(?=\s))\s+/;

export interface Line {
  /** Where the words begin, behind the bullet. */
  readonly start: number;
  /** Where the words end. */
  readonly end: number;
  readonly text: string;
  readonly hasBullet: boolean;
  readonly children: Line[];
}

interface Open {
  readonly line: Line;
  readonly depth: number;
}

/** The lines that stand for themselves, each with those below it. */
export function outlineOf(text: string): Line[] {
  const roots: Line[] = [];
  const open: Open[] = [];
  let afterBlank = false;
  for (const { 0: raw, index } of everyMatch(text, /[^\n]+|\n(?=[ \t]*\n)/g)) {
    if (raw.trim() === '') {
      afterBlank = true;
      continue;
    }
    const { line, depth } = lineOf(raw, index);
    while (open.length > 0 && !isBelow(depth, open.at(-1)!, line, afterBlank)) open.pop();
    (open.at(-1)?.line.children ?? roots).push(line);
    open.push({ line, depth });
    afterBlank = false;
  }
  return roots;
}

function lineOf(raw: string, at: number): { line: Line; depth: number } {
  const bullet = BULLET.exec(raw)?.[0] ?? '';
  const words = raw.slice(bullet.length);
  const start = at + bullet.length + (words.length - words.trimStart().length);
  const text = words.trim();
  const indent = raw.length - raw.trimStart().length;
  return {
    line: { start, end: start + text.length, text, hasBullet: bullet !== '', children: [] },
    // A bullet below a plain line of the same indentation belongs to it.
    depth: indent * 2 + (bullet === '' ? 0 : 1),
  };
}

/** Plain lines further to the right belong to a line that introduces something; bullets to any line. */
function isBelow(depth: number, { line, depth: above }: Open, below: Line, afterBlank: boolean): boolean {
  if (depth <= above) return false;
  if (below.hasBullet) return !afterBlank || !line.hasBullet || depth > above + 1;
  return line.text.endsWith(':') || /^[\w /()-]{1,40}$/.test(line.text);
}
