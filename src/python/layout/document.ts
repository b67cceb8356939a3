/**
 * The layout document: text and the places where it may break, as one flat list of elements. The printer decides.
 *
 * The model is that of Ruff's formatter, so that the same choices come out: groups, conditional groups that act only if
 * another group broke, content that may be measured expanded, and lists of variants of which the first that fits wins.
 */

export type Mode = 'flat' | 'expanded';
export type GroupId = number;

export interface Condition {
  readonly mode: Mode;
  /** The group to ask; the enclosing one if absent. */
  readonly id?: GroupId | undefined;
}

export interface Group {
  readonly kind: 'group';
  readonly id?: GroupId | undefined;
  /** A conditional group acts only if its condition holds. */
  readonly condition?: Condition;
  expanded: boolean;
}
export interface FitsExpanded {
  readonly kind: 'fits-expanded';
  readonly condition?: Condition;
  propagates: boolean;
}
export interface BestFitting {
  readonly kind: 'best-fitting';
  readonly variants: readonly Element[][];
  /** Whether all lines of a variant must fit, not only the first. */
  readonly allLines: boolean;
}
export type Tag =
  | Group
  | FitsExpanded
  | { readonly kind: 'indent' }
  | { readonly kind: 'indent-if-breaks'; readonly id: GroupId }
  | { readonly kind: 'conditional'; readonly condition: Condition }
  | { readonly kind: 'best-fit-parenthesize'; readonly id: GroupId }
  | { readonly kind: 'entry' };
export type TagKind = Tag['kind'];

export type Element =
  | string
  | Element[]
  | Tag
  | BestFitting
  | { readonly kind: 'end'; readonly of: TagKind }
  | { readonly kind: 'line'; readonly mode: 'soft' | 'space' | 'hard' }
  | { readonly kind: 'expand-parent' }
  /** Text that moves behind everything else on its line; `width` columns are kept for it. */
  | { readonly kind: 'suffix'; readonly text: string; readonly width: number };

const END: { readonly [K in TagKind]: Element } = {
  group: { kind: 'end', of: 'group' },
  'fits-expanded': { kind: 'end', of: 'fits-expanded' },
  indent: { kind: 'end', of: 'indent' },
  'indent-if-breaks': { kind: 'end', of: 'indent-if-breaks' },
  conditional: { kind: 'end', of: 'conditional' },
  'best-fit-parenthesize': { kind: 'end', of: 'best-fit-parenthesize' },
  entry: { kind: 'end', of: 'entry' },
};
export const end = (of: TagKind): Element => END[of];

export const SOFT_LINE: Element = { kind: 'line', mode: 'soft' };
export const SOFT_LINE_OR_SPACE: Element = { kind: 'line', mode: 'space' };
export const HARD_LINE: Element = { kind: 'line', mode: 'hard' };
export const EXPAND_PARENT: Element = { kind: 'expand-parent' };
export const INDENT: Element = { kind: 'indent' };
export const ENTRY: Element = { kind: 'entry' };

type Enclosing = Group | FitsExpanded | 'boundary';

/** Marks the groups that must expand because something in them does; returns whether `elements` expand themselves. */
export function propagateExpansion(elements: readonly Element[], enclosing: Enclosing[] = []): boolean {
  const saved: boolean[] = [];
  let expands = false;
  for (const element of elements) {
    let here = false;
    if (typeof element === 'string') here = element.includes('\n');
    else if (Array.isArray(element)) here = propagateExpansion(element, enclosing);
    else
      switch (element.kind) {
        case 'group':
          enclosing.push(element);
          break;
        case 'fits-expanded':
          enclosing.push(element);
          saved.push(expands);
          break;
        case 'best-fit-parenthesize':
          enclosing.push('boundary');
          saved.push(expands);
          expands = false;
          break;
        case 'best-fitting':
          enclosing.push('boundary');
          for (const variant of element.variants) propagateExpansion(variant, enclosing);
          enclosing.pop();
          expands = false;
          break;
        case 'end':
          if (element.of === 'group') {
            const group = enclosing.pop();
            here = typeof group === 'object' && group.kind === 'group' && group.expanded;
          } else if (element.of === 'fits-expanded' || element.of === 'best-fit-parenthesize') {
            enclosing.pop();
            expands = saved.pop()!;
          }
          break;
        case 'expand-parent':
          here = true;
          break;
        case 'line':
          here = element.mode === 'hard';
          break;
        default:
      }
    if (here) {
      expands = true;
      expand(enclosing.at(-1));
    }
  }
  return expands;
}

function expand(parent: Enclosing | undefined): void {
  if (parent === undefined || parent === 'boundary') return;
  if (parent.kind === 'group') parent.expanded = true;
  else parent.propagates = true;
}

/** Whether `elements` are sure to take more than one line. */
export function willBreak(elements: readonly Element[]): boolean {
  let ignored = 0;
  for (const element of elements) {
    if (typeof element === 'string') {
      if (element.includes('\n')) return true;
    } else if (Array.isArray(element)) {
      if (!ignored && willBreak(element)) return true;
    } else if (element.kind === 'fits-expanded') ignored++;
    else if (element.kind === 'end' && element.of === 'fits-expanded') ignored--;
    else if (ignored) continue;
    else if (element.kind === 'line' ? element.mode === 'hard' : element.kind === 'expand-parent') return true;
    else if (element.kind === 'group' && element.expanded) return true;
    else if (element.kind === 'best-fitting' && willBreak(element.variants[0]!)) return true;
  }
  return false;
}
