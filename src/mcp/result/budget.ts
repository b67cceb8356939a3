import { MAX_RESULT } from '../limits.ts';

/** What a piece of a result costs in each rendering, in characters. */
export interface Cost {
  readonly json: number;
  readonly text: number;
}

/** The room that is left in both renderings of one result. A piece is taken whole or not at all. */
export class Budget {
  #json: number;
  #text: number;

  constructor(used: Cost, limit: number = MAX_RESULT) {
    this.#json = limit - used.json;
    this.#text = limit - used.text;
  }

  /** Spends a cost if there is room for it in both renderings. */
  take(cost: Cost): boolean {
    if (cost.json > this.#json || cost.text > this.#text) return false;
    this.#json -= cost.json;
    this.#text -= cost.text;
    return true;
  }
}

/** The leading items for which there is room; the first that does not fit ends it. */
export function takeWhileFits<T>(budget: Budget, items: readonly T[], costOf: (item: T) => Cost): readonly T[] {
  const end = items.findIndex((item) => !budget.take(costOf(item)));
  return end === -1 ? items : items.slice(0, end);
}

/** Length of a value in a structured result, with the comma after it. */
export function jsonLength(value: unknown): number {
  return (JSON.stringify(value) ?? '').length + 1;
}
