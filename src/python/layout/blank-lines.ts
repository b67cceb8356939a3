/** Decides how many blank lines stand between logical lines. */
import type { LogicalLine } from './logical-lines.ts';

type Kind = 'definition' | 'decorator' | 'comment' | 'import' | 'branch' | 'other';

const DEFINITION = /^(?:async def|def|class)\b/;
const BRANCH = /^(?:elif|else|except|finally)\b/;
const STRING = /^[rRuU]?["']/;
const CLASS = /^class\b/;
const IMPORT = /^(?:import\b|from\s+[\w.]+\s+import\b)/;

/** Only lines that begin with one of a few letters are looked at closely. */
function kindOf({ text }: LogicalLine): Kind {
  switch (text[0]) {
    case '@':
      return 'decorator';
    case '#':
      return 'comment';
    case 'a':
    case 'c':
    case 'd':
      return DEFINITION.test(text) ? 'definition' : 'other';
    case 'e':
      return BRANCH.test(text) ? 'branch' : 'other';
    case 'f':
      return IMPORT.test(text) ? 'import' : BRANCH.test(text) ? 'branch' : 'other';
    case 'i':
      return IMPORT.test(text) ? 'import' : 'other';
    default:
      return 'other';
  }
}

/** What was last seen at one depth of indentation. */
interface Level {
  readonly indent: number;
  /** Whether the last statement here was, or ended with, a definition. */
  definition: 'no' | 'yes' | 'stub';
  kind: Kind | undefined;
}

/** The number of blank lines above each of `lines`. */
export function blankLinesAbove(lines: readonly LogicalLine[]): number[] {
  return new BlankLines(lines).above();
}

class BlankLines {
  private readonly levels: Level[] = [{ indent: 0, definition: 'no', kind: undefined }];

  private readonly kinds: readonly Kind[];

  constructor(private readonly lines: readonly LogicalLine[]) {
    this.kinds = lines.map(kindOf);
  }

  above(): number[] {
    return this.lines.map((line, index) => this.line(line, index));
  }

  private line(line: LogicalLine, index: number): number {
    const previous = this.lines[index - 1];
    const opensBlock = previous !== undefined && line.indent > previous.indent;
    let inner: Level['definition'] = 'no';
    while (this.levels.at(-1)!.indent > line.indent) {
      const closed = this.levels.pop()!;
      if (closed.definition !== 'no') inner = 'yes';
    }
    if (this.levels.at(-1)!.indent < line.indent) {
      this.levels.push({ indent: line.indent, definition: 'no', kind: undefined });
    }
    const level = this.levels.at(-1)!;
    if (inner !== 'no' && level.definition === 'no') level.definition = 'yes';
    const blanks = previous === undefined ? 0 : opensBlock ? this.atStart(index) : this.between(line, index, level);
    this.remember(index, level);
    return blanks;
  }

  private remember(index: number, level: Level): void {
    const kind = this.kinds[index]!;
    if (kind === 'comment' || kind === 'decorator') {
      level.kind = kind;
      if (kind === 'decorator') level.definition = 'no';
      return;
    }
    level.kind = kind;
    level.definition = kind === 'definition' ? (this.isStub(index) ? 'stub' : 'yes') : 'no';
  }

  /** Whether the definition at `index` is nothing but `...`. */
  private isStub(index: number): boolean {
    return this.lines[index]!.text.endsWith(': ...');
  }

  /** Within a new block, only a definition in something that is no definition has a blank line above it. */
  private atStart(index: number): number {
    const kind = this.kinds[index];
    const isDefinition = kind === 'definition' || kind === 'decorator';
    return isDefinition && this.kinds[index - 1] !== 'definition' ? 1 : 0;
  }

  private between(line: LogicalLine, index: number, level: Level): number {
    const previous = this.lines[index - 1]!;
    const kind = this.kinds[index]!;
    const most = line.indent === 0 ? 2 : 1;
    const written = Math.min(line.blanks, most);
    if (kind === 'branch') return 0;
    const lastKind = level.kind;
    if (lastKind === 'decorator') return 0;
    if (lastKind === 'comment' && previous.indent === line.indent) return this.belowComment(kind, written, most);
    const startsDefinition = this.startsDefinition(index);
    if (startsDefinition || level.definition !== 'no') {
      const isOverload = level.definition === 'stub' && this.definesFunction(index) && line.blanks === 0;
      return isOverload ? 0 : most;
    }
    if (this.isDocstring(index - 1) && !(line.indent === 0 && this.endsStatement(index))) return 1;
    if (lastKind === 'import' && kind !== 'import' && !this.endsStatement(index)) return Math.max(1, written);
    return written;
  }

  private belowComment(kind: Kind, written: number, most: number): number {
    const isDefinition = kind === 'definition' || kind === 'decorator';
    return isDefinition && written > 0 ? most : written;
  }

  /** Whether a definition begins here, with its decorators and the comments above them. */
  private startsDefinition(index: number): boolean {
    if (this.endsStatement(index)) return false;
    for (let at = index; at < this.lines.length; at++) {
      const line = this.lines[at]!;
      if (line.indent !== this.lines[index]!.indent) return false;
      const kind = this.kinds[at];
      if (kind !== 'comment') return kind === 'definition' || kind === 'decorator';
    }
    return false;
  }

  /** Whether a comment stands at `index` that a blank line divides from what follows: it belongs to what is above. */
  private endsStatement(index: number): boolean {
    let at = index;
    while (this.kinds[at] === 'comment') {
      at++;
      if ((this.lines[at]?.blanks ?? 1) > 0) return true;
    }
    return false;
  }

  private definesFunction(index: number): boolean {
    return !this.lines[index]!.text.startsWith('class ');
  }

  /** Whether the line at `index` is the docstring of the module or of a class. */
  private isDocstring(index: number): boolean {
    const line = this.lines[index]!;
    if (!STRING.test(line.text)) return false;
    if (index === 0) return true;
    const head = this.lines[index - 1]!;
    return head.indent < line.indent && CLASS.test(head.text);
  }
}
