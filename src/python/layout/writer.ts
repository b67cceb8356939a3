/** Builds layout documents; knows whether what is being written stands within brackets, and places comments. */
import {
  type Condition,
  type Element,
  end,
  ENTRY,
  EXPAND_PARENT,
  type Group,
  type GroupId,
  HARD_LINE,
  INDENT,
  SOFT_LINE,
  SOFT_LINE_OR_SPACE,
} from './document.ts';
import type { Token } from './tokens.ts';
import { textWidth } from './width.ts';

/**
 * Where an expression stands: not within brackets, within brackets, or within parentheses that are printed only if the
 * group with this number breaks.
 */
export type Level = 'open' | 'brackets' | GroupId;

type Content = () => void;

/** What a comment says to a tool: no width is kept for it. */
const PRAGMA = /\s*#\s*(?:type:|noqa|NOQA|ty:|pyright:|pylint:|flake8:|ruff:|isort:|nosec|fmt:)/;

export class Writer {
  level: Level = 'open';
  private elements: Element[] = [];
  private groups = 0;
  private readonly written = new Set<number>();

  constructor(readonly tokens: readonly Token[]) {}

  get document(): Element[] {
    return this.elements;
  }

  newGroup(): GroupId {
    return this.groups++;
  }

  text(...texts: readonly string[]): void {
    for (const text of texts) this.append(text);
  }

  space(): void {
    this.append(' ');
  }

  private append(text: string): void {
    const { elements } = this;
    const last = elements.length - 1;
    const before = elements[last];
    if (typeof before === 'string') elements[last] = before + text;
    else elements.push(text);
  }

  softLine(): void {
    this.elements.push(SOFT_LINE);
  }

  softLineOrSpace(): void {
    this.elements.push(SOFT_LINE_OR_SPACE);
  }

  hardLine(): void {
    this.elements.push(HARD_LINE);
  }

  expandParent(): void {
    this.elements.push(EXPAND_PARENT);
  }

  add(element: Element): void {
    this.elements.push(element);
  }

  /** What `content` writes, to be added later, as often as needed. */
  capture(content: Content): Element[] {
    const outer = this.elements;
    const inner: Element[] = [];
    this.elements = inner;
    content();
    this.elements = outer;
    return inner;
  }

  group(content: Content, options: { id?: GroupId; expanded?: boolean; condition?: Condition } = {}): void {
    const { expanded = false, ...rest } = options;
    this.elements.push({ kind: 'group', expanded, ...rest } satisfies Group);
    content();
    this.elements.push(end('group'));
  }

  indent(content: Content): void {
    this.elements.push(INDENT);
    content();
    this.elements.push(end('indent'));
  }

  /** `content` on lines of its own and indented, if the enclosing group breaks. */
  softBlockIndent(content: Content): void {
    this.indent(() => {
      this.softLine();
      content();
    });
    this.softLine();
  }

  blockIndent(content: Content): void {
    this.indent(() => {
      this.hardLine();
      content();
    });
    this.hardLine();
  }

  conditional(condition: Condition, content: Content): void {
    this.elements.push({ kind: 'conditional', condition });
    content();
    this.elements.push(end('conditional'));
  }

  ifBreaks(content: Content, id?: GroupId): void {
    this.conditional({ mode: 'expanded', id }, content);
  }

  indentIfBreaks(id: GroupId, content: Content): void {
    this.elements.push({ kind: 'indent-if-breaks', id });
    content();
    this.elements.push(end('indent-if-breaks'));
  }

  fitsExpanded(content: Content, condition?: Condition): void {
    this.elements.push({ kind: 'fits-expanded', propagates: false, ...(condition && { condition }) });
    content();
    this.elements.push(end('fits-expanded'));
  }

  bestFitParenthesize(id: GroupId, content: Content): void {
    this.elements.push({ kind: 'best-fit-parenthesize', id });
    content();
    this.elements.push(end('best-fit-parenthesize'));
  }

  bestFitting(variants: readonly Content[], allLines = false): void {
    const captured = variants.map((variant) => [ENTRY, ...this.capture(variant), end('entry')]);
    this.elements.push({ kind: 'best-fitting', variants: captured, allLines });
  }

  /** Writes `content` at another level. */
  at(level: Level, content: Content): void {
    const outer = this.level;
    this.level = level;
    content();
    this.level = outer;
  }

  get isParenthesized(): boolean {
    return this.level !== 'open';
  }

  // What only brackets make breakable.

  /** A group, where brackets make breaks possible. */
  groupInBrackets(content: Content): void {
    if (this.level === 'open') content();
    else if (this.level === 'brackets') this.group(content);
    else this.group(content, { condition: { mode: 'expanded', id: this.level } });
  }

  softLineInBrackets(): void {
    if (this.level === 'brackets') this.softLine();
    else if (this.level !== 'open') this.ifBreaks(() => this.softLine(), this.level);
  }

  softLineOrSpaceInBrackets(): void {
    if (this.level === 'open') return this.space();
    if (this.level === 'brackets') return this.softLineOrSpace();
    this.ifBreaks(() => this.softLineOrSpace(), this.level);
    this.conditional({ mode: 'flat', id: this.level }, () => this.space());
  }

  /** Content in brackets that is indented if it breaks, unless it `hugs` them. */
  bracketed(open: string, content: Content, close: string, openToken?: number, hugs = false): void {
    const outer = this.level;
    const inner = (): void =>
      this.group(() => {
        if (openToken !== undefined) this.commentAfter(openToken);
        if (hugs) content();
        else this.softBlockIndent(content);
      });
    this.text(open);
    this.at('brackets', () => {
      if (typeof outer === 'number') this.fitsExpanded(inner, { mode: 'flat', id: outer });
      else inner();
    });
    this.text(close);
  }

  /** Parentheses, only if `content` would not fit although its first or last brackets were broken. */
  optionalParentheses(content: Content): void {
    const id = this.newGroup();
    this.at(id, () => this.parentheses(id, content));
  }

  /** Parentheses, if `content` takes more than one line. */
  parenthesizeIfExpands(content: Content): void {
    this.at('brackets', () => this.parentheses(this.newGroup(), content));
  }

  /** Parentheses and indentation, both only if their group breaks. */
  private parentheses(id: GroupId, content: Content): void {
    const inner = (): void => {
      this.ifBreaks(() => this.text('('));
      this.indentIfBreaks(id, () => {
        this.softLine();
        content();
      });
      this.softLine();
      this.ifBreaks(() => this.text(')'));
    };
    this.group(inner, { id });
  }

  // Comments. Each is written once, by the outermost syntax that begins or ends with its token.

  /** Writes the comments above `token`, each on a line of its own. */
  commentsBefore(token: number): void {
    for (const comment of this.claimBefore(token)) {
      this.text(comment);
      this.hardLine();
    }
  }

  /** Writes the comments above a closing bracket behind what stands in the brackets. */
  commentsBeforeClose(token: number): void {
    for (const comment of this.claimBefore(token)) {
      this.hardLine();
      this.text(comment);
    }
  }

  private claimBefore(token: number): readonly string[] {
    const comments = this.tokens[token]!.before;
    if (comments.length === 0 || this.written.has(2 * token)) return [];
    this.written.add(2 * token);
    return comments;
  }

  /** Writes the comment behind `token` at the end of its line. */
  commentAfter(token: number): void {
    this.lineComments(this.takeAfter(token, token));
  }

  /** The comments behind the tokens from `first` to `last`, which the caller is going to write. */
  takeAfter(first: number, last: number): readonly string[] {
    const comments: string[] = [];
    for (let token = first; token <= last; token++) {
      const comment = this.tokens[token]!.after;
      if (comment === undefined || this.written.has(2 * token + 1)) continue;
      this.written.add(2 * token + 1);
      comments.push(comment);
    }
    return comments;
  }

  lineComments(comments: readonly string[]): void {
    for (const comment of comments) this.lineComment(comment);
  }

  /** Writes `comment` at the end of the line. */
  lineComment(comment: string): void {
    const text = `  ${comment}`;
    const kept = PRAGMA.exec(text)?.index ?? text.length;
    this.elements.push({ kind: 'suffix', text, width: textWidth(text.slice(0, kept)) });
    this.expandParent();
  }

  /** Whether every comment was written. */
  get isComplete(): boolean {
    return this.tokens.every(
      ({ before, after }, token) =>
        (before.length === 0 || this.written.has(2 * token)) &&
        (after === undefined || this.written.has(2 * token + 1)),
    );
  }
}
