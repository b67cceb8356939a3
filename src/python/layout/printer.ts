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
import { Frame, INDENT_WIDTH, type Page, type Position, skip } from './frames.ts';
import { indentation } from './indentation.ts';
import { Measurement } from './measurement.ts';
import { textWidth } from './width.ts';

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

class Printer implements Page {
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
      this.text += indentation(this.pendingIndent);
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
