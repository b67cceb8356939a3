/** Where a walk through a layout document is: positions in its elements, and what holds there. */
import type { Element, GroupId, Mode, TagKind } from './document.ts';

export const INDENT_WIDTH = 4;

/** What is measured: the first line only, all lines, or all lines but without caring for their length. */
export type Measure = 'first-line' | 'all-lines' | 'all-lines-any-width';

/** What holds for the elements between a tag and its end. */
export class Frame {
  constructor(
    readonly kind: TagKind | 'root',
    readonly mode: Mode,
    readonly indent: number,
    readonly measure: Measure,
  ) {}
}

/** A position in a list of elements; the innermost list is last. */
export interface Position {
  readonly elements: readonly Element[];
  index: number;
}

/** What a walk knows of the page: its width, how wide texts are, and which groups are broken. */
export interface Page {
  readonly width: number;
  readonly widthOf: (text: string) => number;
  readonly modes: Map<GroupId, Mode>;
}

/** Skips to the end of the `kind` that was just begun. */
export function skip(queue: Position[], kind: TagKind): void {
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
