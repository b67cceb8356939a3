/** Finds out whether the rest of a line fits. */
import type { Condition, Element, Mode, TagKind } from './document.ts';
import { Frame, INDENT_WIDTH, type Measure, type Page, type Position, skip } from './frames.ts';

/** Whether what is still to print fits, up to the first line break that is sure to come. */
export class Measurement {
  constructor(
    private readonly page: Page,
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
    return mode === (id === undefined ? frame.mode : (this.page.modes.get(id) ?? frame.mode));
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
        return element.width > 0 && this.column > this.page.width ? false : undefined;
      case 'best-fitting': {
        const flat = frame.mode === 'flat';
        const measure = flat ? (element.allLines ? 'all-lines' : 'first-line') : frame.measure;
        this.queue.push({ elements: flat ? element.variants[0]! : element.variants.at(-1)!, index: 1 });
        return this.push('entry', frame, frame.mode, measure);
      }
      case 'group': {
        if (element.condition && !this.holds(element.condition, frame)) return this.same('group', frame);
        const mode = element.expanded ? 'expanded' : frame.mode;
        if (element.id !== undefined) this.page.modes.set(element.id, mode);
        return this.push('group', frame, mode, frame.measure);
      }
      case 'best-fit-parenthesize':
        this.page.modes.set(element.id, frame.mode);
        return this.same('best-fit-parenthesize', frame);
      case 'indent':
        return this.deeper('indent', frame, INDENT_WIDTH);
      case 'indent-if-breaks': {
        const deeper = this.page.modes.get(element.id) === 'expanded' ? INDENT_WIDTH : 0;
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
    this.column += this.page.widthOf(text);
    return this.column > this.page.width && frame.measure !== 'all-lines-any-width' ? false : undefined;
  }
}
