/** Prints a layout document: breaks the outermost groups that do not fit, and only those. */
import {
  type BestFitting,
  type Condition,
  type Element,
  type GroupId,
  HARD_LINE,
  INDENT,
  type Mode,
  propagateExpansion,
  type TagKind,
} from './document.ts';
import { textWidth } from './width.ts';

const INDENT_WIDTH = 4;

/** What is measured: the first line only, all lines, or all lines but without caring for their length. */
type Measure = 'first-line' | 'all-lines' | 'all-lines-any-width';

/** What holds for the elements between a tag and its end. */
class Frame {
  constructor(
    readonly kind: TagKind | 'root',
    readonly mode: Mode,
    readonly indent: number,
    readonly measure: Measure,
  ) {}
}

/** A position in a list of elements; the innermost list is last. */
interface Position {
  readonly elements: readonly Element[];
  index: number;
}

const OPEN_PARENTHESIS: readonly Element[] = ['(', INDENT, HARD_LINE];
const CLOSE_PARENTHESIS: readonly Element[] = [HARD_LINE, ')'];

/**
 * The text of `document`, whose first line begins at column `indent`, with lines of at most `width` columns. In a plain
 * document every character takes one column.
 */
export function printDocument(document: Element[], indent: number, width: number, isPlain: boolean): string {
  propagateExpansion(document);
  return new Printer(indent, width, isPlain ? (text) => text.length : textWidth).print(document);
}

class Printer {
  private text = '';
  private column = 0;
  private lineIsEmpty = true;
  private pendingIndent: number;
  private measured = false;
  private suffixes: string[] = [];
  private queue: Position[] = [];
  private readonly stack: Frame[];
  readonly modes = new Map<GroupId, Mode>();

  constructor(
    indent: number,
    readonly width: number,
    readonly widthOf: (text: string) => number,
  ) {
    this.pendingIndent = indent;
    this.stack = [new Frame('root', 'expanded', indent, 'first-line')];
  }

  print(document: readonly Element[]): string {
    this.queue.push({ elements: document, index: 0 });
    for (let element = this.pop(); element !== undefined; element = this.pop()) this.element(element);
    this.flushSuffixes();
    return this.text;
  }

  private pop(): Element | undefined {
    for (;;) {
      const top = this.queue.at(-1);
      if (top === undefined) return undefined;
      if (top.index < top.elements.length) return top.elements[top.index++];
      this.queue.pop();
    }
  }

  private enter(elements: readonly Element[]): void {
    this.queue.push({ elements, index: 0 });
  }

  private push(kind: TagKind, { mode, indent, measure }: Frame): void {
    this.stack.push(new Frame(kind, mode, indent, measure));
  }

  private pushMode(kind: TagKind, mode: Mode, { indent, measure }: Frame): void {
    this.stack.push(new Frame(kind, mode, indent, measure));
  }

  private pushIndent(kind: TagKind, indent: number, { mode, measure }: Frame): void {
    this.stack.push(new Frame(kind, mode, indent, measure));
  }

  private element(element: Element): void {
    if (typeof element === 'string') return this.write(element);
    if (Array.isArray(element)) return this.enter(element);
    const frame = this.stack.at(-1)!;
    switch (element.kind) {
      case 'line':
        return this.line(element.mode, frame);
      case 'suffix':
        this.column += element.width;
        this.suffixes.push(element.text);
        return;
      case 'best-fitting':
        return this.bestFitting(element, frame);
      case 'group': {
        if (element.condition && !this.holds(element.condition, frame)) return this.push('group', frame);
        const mode = element.expanded ? 'expanded' : this.flatOrExpanded('group', element.id, frame);
        if (element.id !== undefined) this.modes.set(element.id, mode);
        return this.pushMode('group', mode, frame);
      }
      case 'best-fit-parenthesize':
        return this.bestFitParenthesize(element.id, frame);
      case 'indent':
        return this.pushIndent('indent', frame.indent + INDENT_WIDTH, frame);
      case 'indent-if-breaks': {
        const deeper = this.modes.get(element.id) === 'expanded' ? INDENT_WIDTH : 0;
        return this.pushIndent('indent-if-breaks', frame.indent + deeper, frame);
      }
      case 'conditional':
        if (this.holds(element.condition, frame)) this.push('conditional', frame);
        else skip(this.queue, 'conditional');
        return;
      case 'fits-expanded':
        if (!element.condition || this.holds(element.condition, frame)) this.measured = false;
        return this.push('fits-expanded', frame);
      case 'entry':
        return this.push('entry', frame);
      case 'end':
        return this.end(element.of, frame);
      default:
    }
  }

  private end(of: TagKind, frame: Frame): void {
    if (of === 'best-fit-parenthesize' && frame.mode === 'expanded') {
      this.stack.pop();
      this.enter(CLOSE_PARENTHESIS);
    }
    this.stack.pop();
  }

  private holds({ mode, id }: Condition, frame: Frame): boolean {
    return mode === (id === undefined ? frame.mode : (this.modes.get(id) ?? frame.mode));
  }

  private line(mode: 'soft' | 'space' | 'hard', frame: Frame): void {
    if (frame.mode === 'flat' && mode !== 'hard') {
      if (mode === 'space') this.write(' ');
      return;
    }
    this.flushSuffixes();
    if (!this.lineIsEmpty) this.newline();
    this.pendingIndent = frame.indent;
  }

  private newline(): void {
    this.text += '\n';
    this.column = 0;
    this.lineIsEmpty = true;
    this.measured = false;
  }

  private flushSuffixes(): void {
    for (const suffix of this.suffixes) this.text += suffix;
    this.suffixes = [];
  }

  private write(text: string): void {
    if (text === '') return;
    if (this.pendingIndent > 0) {
      this.text += ' '.repeat(this.pendingIndent);
      this.column += this.pendingIndent;
      this.pendingIndent = 0;
    }
    this.text += text;
    this.lineIsEmpty = false;
    const lastBreak = text.lastIndexOf('\n');
    if (lastBreak < 0) this.column += this.widthOf(text);
    else {
      this.column = this.widthOf(text.slice(lastBreak + 1));
      this.measured = false;
    }
  }

  private flatOrExpanded(kind: TagKind, id: GroupId | undefined, frame: Frame): Mode {
    if (frame.mode === 'flat' && this.measured) return 'flat';
    this.measured = true;
    if (id !== undefined) this.modes.set(id, 'flat');
    return this.fits(new Frame(kind, 'flat', frame.indent, frame.measure)) ? 'flat' : 'expanded';
  }

  private bestFitParenthesize(id: GroupId, frame: Frame): void {
    let mode = this.flatOrExpanded('best-fit-parenthesize', id, frame);
    if (mode === 'expanded') {
      this.modes.set(id, 'expanded');
      const measured = new Frame('best-fit-parenthesize', frame.mode, frame.indent, 'all-lines');
      mode = this.fits(measured, OPEN_PARENTHESIS) ? 'expanded' : 'flat';
    }
    this.modes.set(id, mode);
    if (mode === 'expanded') this.enter(OPEN_PARENTHESIS);
    this.pushMode('best-fit-parenthesize', mode, frame);
  }

  private bestFitting({ variants, allLines }: BestFitting, frame: Frame): void {
    if (frame.mode === 'flat' && this.measured) return this.variant(variants[0]!, 'flat', frame);
    this.measured = true;
    const measured = new Frame('entry', 'flat', frame.indent, allLines ? 'all-lines' : 'first-line');
    for (const variant of variants.slice(0, -1)) {
      if (this.fits(measured, variant.slice(1))) return this.variant(variant, 'flat', frame);
    }
    this.variant(variants.at(-1)!, 'expanded', frame);
  }

  /** Enters a variant, which is enclosed in an entry, in `mode`. */
  private variant(elements: readonly Element[], mode: Mode, frame: Frame): void {
    this.queue.push({ elements, index: 1 });
    this.pushMode('entry', mode, frame);
  }

  private fits(frame: Frame, first: readonly Element[] = []): boolean {
    const queue = this.queue.map(({ elements, index }) => ({ elements, index }));
    if (first.length > 0) queue.push({ elements: first, index: 0 });
    return new Measurement(this, queue, [...this.stack, frame], this.column, this.pendingIndent).fits();
  }
}

/** Skips to the end of the `kind` that was just begun. */
function skip(queue: Position[], kind: TagKind): void {
  let depth = 1;
  while (depth > 0) {
    const top = queue.at(-1)!;
    if (top.index >= top.elements.length) {
      queue.pop();
      continue;
    }
    const element = top.elements[top.index++]!;
    if (typeof element === 'string' || Array.isArray(element)) continue;
    if (element.kind === kind) depth++;
    else if (element.kind === 'end' && element.of === kind) depth--;
  }
}

/** Whether what is still to print fits, up to the first line break that is sure to come. */
class Measurement {
  constructor(
    private readonly printer: Printer,
    private readonly queue: Position[],
    private readonly stack: Frame[],
    private column: number,
    private pendingIndent: number,
  ) {}

  fits(): boolean {
    for (;;) {
      const top = this.queue.at(-1);
      if (top === undefined) return true;
      if (top.index >= top.elements.length) {
        this.queue.pop();
        continue;
      }
      const verdict = this.element(top.elements[top.index++]!);
      if (verdict !== undefined) return verdict;
    }
  }

  private push(kind: TagKind, { indent }: Frame, mode: Mode, measure: Measure): undefined {
    this.stack.push(new Frame(kind, mode, indent, measure));
  }

  private same(kind: TagKind, frame: Frame): undefined {
    return this.push(kind, frame, frame.mode, frame.measure);
  }

  private deeper(kind: TagKind, { mode, indent, measure }: Frame, columns: number): undefined {
    this.stack.push(new Frame(kind, mode, indent + columns, measure));
  }

  private holds({ mode, id }: Condition, frame: Frame): boolean {
    return mode === (id === undefined ? frame.mode : (this.printer.modes.get(id) ?? frame.mode));
  }

  /** True or false once it is known whether all fits. */
  private element(element: Element): boolean | undefined {
    const frame = this.stack.at(-1)!;
    if (typeof element === 'string') return this.text(element, frame);
    if (Array.isArray(element)) {
      this.queue.push({ elements: element, index: 0 });
      return undefined;
    }
    switch (element.kind) {
      case 'line':
        return this.line(element.mode, frame);
      case 'suffix':
        this.column += element.width;
        return element.width > 0 && this.column > this.printer.width ? false : undefined;
      case 'best-fitting': {
        const flat = frame.mode === 'flat';
        const measure = flat ? (element.allLines ? 'all-lines' : 'first-line') : frame.measure;
        this.queue.push({ elements: flat ? element.variants[0]! : element.variants.at(-1)!, index: 1 });
        return this.push('entry', frame, frame.mode, measure);
      }
      case 'group': {
        if (element.condition && !this.holds(element.condition, frame)) return this.same('group', frame);
        const mode = element.expanded ? 'expanded' : frame.mode;
        if (element.id !== undefined) this.printer.modes.set(element.id, mode);
        return this.push('group', frame, mode, frame.measure);
      }
      case 'best-fit-parenthesize':
        this.printer.modes.set(element.id, frame.mode);
        return this.same('best-fit-parenthesize', frame);
      case 'indent':
        return this.deeper('indent', frame, INDENT_WIDTH);
      case 'indent-if-breaks': {
        const deeper = this.printer.modes.get(element.id) === 'expanded' ? INDENT_WIDTH : 0;
        return this.deeper('indent-if-breaks', frame, deeper);
      }
      case 'conditional':
        if (this.holds(element.condition, frame)) return this.same('conditional', frame);
        skip(this.queue, 'conditional');
        return undefined;
      case 'fits-expanded':
        if (frame.mode === 'expanded') return this.same('fits-expanded', frame);
        if (!element.condition || this.holds(element.condition, frame)) {
          return this.push('fits-expanded', frame, 'expanded', 'all-lines-any-width');
        }
        return element.propagates ? false : this.same('fits-expanded', frame);
      case 'entry':
        return this.same('entry', frame);
      case 'end':
        return this.end(element.of, frame);
      default:
        return undefined;
    }
  }

  private end(of: TagKind, frame: Frame): boolean | undefined {
    if (of === 'best-fit-parenthesize' && frame.mode === 'expanded' && frame.kind === 'indent') {
      this.stack.pop();
      const outer = this.stack.pop()!;
      this.column = 0;
      this.pendingIndent = outer.indent;
      return this.text(')', outer);
    }
    this.stack.pop();
    return undefined;
  }

  private line(mode: 'soft' | 'space' | 'hard', frame: Frame): boolean | undefined {
    if (frame.mode === 'flat') {
      if (mode === 'space') return this.text(' ', frame);
      return mode === 'hard' ? true : undefined;
    }
    if (frame.measure === 'first-line') return true;
    this.column = 0;
    this.pendingIndent = frame.indent;
    return undefined;
  }

  private text(text: string, frame: Frame): boolean | undefined {
    this.column += this.pendingIndent;
    this.pendingIndent = 0;
    if (!text.includes('\n')) return this.advance(text, frame);
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) {
        if (frame.measure === 'first-line') return true;
        this.column = 0;
      }
      if (this.advance(line, frame) === false) return false;
    }
    return undefined;
  }

  private advance(text: string, frame: Frame): false | undefined {
    this.column += this.printer.widthOf(text);
    return this.column > this.printer.width && frame.measure !== 'all-lines-any-width' ? false : undefined;
  }
}
