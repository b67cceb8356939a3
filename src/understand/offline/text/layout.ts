import { beginsStatement, statesSomething } from './statements.ts';
import { isDefinition, type Heading, headingOf } from './headings.ts';
import { type Line, outlineOf } from './outline.ts';
import type { Edit, Rewriting } from './rewriting.ts';

/** Between the items of a list, which may have commas of their own. */
export const ITEM_SIGN = '•';
const ITEM_SIGNS = new RegExp(ITEM_SIGN, 'g');

/** Makes one sentence of a heading and the fields below it: "Posts have:\n- a title\n- a body" is "Posts have: a title• a body". */
export function layOut(rewriting: Rewriting): void {
  rewriting.replace(ITEM_SIGNS, '-');
  const edits: Edit[] = [];
  let at = 0;
  let first = true;
  for (const { line, sign } of placed(outlineOf(rewriting.text))) {
    edits.push({ start: at, end: line.start, text: first ? '' : sign });
    at = line.end - (sign === '\n' && line.children.length === 0 ? 0 : trailing(line.text));
    first = false;
  }
  edits.push({ start: at, end: rewriting.text.length, text: '' });
  rewriting.apply(edits);
}

/** Lines that were broken because they were full go on. */
export function joinLines(rewriting: Rewriting): void {
  const { text } = rewriting;
  const widest = Math.max(...text.split('\n', MOST_LINES).map(({ length }) => length));
  rewriting.replace(LINE_END, (_found, at) => {
    const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
    const next = /^\S*/.exec(text.slice(at + 1, at + 40))![0];
    return isFull(line) && line.length + 1 + next.length > widest - SLACK ? ' ' : undefined;
  });
}

/** So many lines tell how wide the text is. */
const MOST_LINES = 1000;
/** Lines are broken by hand a little before they are full. */
const SLACK = 12;

/** The end of a line after which a word in lower case follows, which is no label. */
const LINE_END = /\n(?=[a-z]{2})(?![a-z]{1,2}[.)]|[^\n|]*\||\w+(?:[ -]\w+)?:)/g;

/** Whether a line was broken because it was full, and goes on on the next. */
function isFull(line: string): boolean {
  return line.length >= 55 && line.length <= 120 && !/[.:;!?|)]$/.test(line);
}

/** "belongs to a shelf", below the heading "Book". */
const LACKS_SUBJECT = /^(?:belongs? to|has|have|can|must|references?|contains?|is|cannot)\b/i;

/** Below these every label is the name of a resource. */
const MODELS =
  /(?:^|\s)(?:entities|models|resources|tables|objects|data ?model|schema|domain(?: model)?|collections)$/i;

interface Placed {
  readonly line: Line;
  /** What stands before the line. */
  readonly sign: string;
}

function trailing(text: string): number {
  return text.length - text.replace(/\s*[:.,;-]+$/, '').length;
}

/** The lines in order; an item of a list of fields follows its heading on the same line. */
function* placed(lines: readonly Line[]): Generator<Placed> {
  for (const line of lines) {
    yield { line, sign: '\n' };
    yield* below(line);
  }
}

function* below(parent: Line): Generator<Placed> {
  const heading = headingOf(parent);
  const definesThings = parent.children.filter((child) => isDefinition(child, heading)).length > 1;
  let sign = ': ';
  for (const line of parent.children) {
    if (!(definesThings && heading.kind === 'resource') && isItem(line, heading)) {
      yield { line, sign };
      sign = `${ITEM_SIGN} `;
      // What stands below a field describes it.
      for (const detail of flat(line.children)) yield { line: detail, sign: ', ' };
    } else {
      const entity =
        heading.kind === 'topic' && MODELS.test(heading.text) && /^[A-Za-z]\w*(?:\s\w+)?\s*:/.test(line.text)
          ? 'entity '
          : '';
      yield {
        line,
        sign:
          entity !== ''
            ? `\n${entity}`
            : heading.kind === 'resource' && LACKS_SUBJECT.test(line.text)
              ? `\nEach ${heading.text} `
              : '\n',
      };
      yield* below(line);
      if (heading.kind === 'resource') sign = `\n${heading.text} fields: `;
      else if (sign !== ': ') sign = '\nFields: ';
    }
  }
}

function isItem(line: Line, heading: Heading): boolean {
  if (heading.kind === 'topic' || statesSomething(line.text)) return false;
  if (heading.kind === 'fields') return !beginsStatement(line.text);
  return (
    !beginsStatement(line.text) &&
    line.children.every(({ children }) => children.length === 0) &&
    !isDefinition(line, heading)
  );
}

function flat(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => [line, ...flat(line.children)]);
}
