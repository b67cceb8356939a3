/** What a way of cutting lists into pages means for every route that lists. */
import type { Sym } from '../python/index.ts';

export interface Paging {
  /** Whether they are signed, so that nobody else can make them. */
  readonly signed: boolean;
  /** Query parameters that say which page, in the order in which they are documented. */
  readonly parameters: readonly string[];
  /** What can be wrong with them besides their form, and with what kind of value. */
  readonly failures: readonly { readonly symbol: Sym; readonly status: number; readonly value: 'a cursor' }[];
  /** One note of the README: what a client must know of pages. Markdown. */
  readonly note: string;
}
