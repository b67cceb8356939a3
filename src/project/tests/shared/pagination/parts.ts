/** What the tests of all ways of cutting lists are made of. */
import type { ServicePlan } from '../../../../plan/index.ts';
import { pagination } from '../../../../plan/own-symbols.ts';
import { Name, type Part, py } from '../../../../python/index.ts';
import { created, type Override } from '../../resource/parts.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { pages } from '../../symbols.ts';

const { get_page } = pages;

/** The rows that the tests create at most, apart from that which fills a page of the length that lists have by default. */
export const ROWS = 5;

/** What tests know of one way of cutting lists. */
export interface PageTests {
  /** Values of parameters of its own that are out of bounds, as rows of a table of names and values. */
  invalid(plan: ServicePlan): readonly Part[];
  /** Members of the envelope of an empty list after `total_is_exact`, as items of a dictionary. */
  emptyEnvelope(tests: ResourceSuite, plan: ServicePlan): Part;
  /** The parameter by which the link to the page after `page`, of one item, differs from that to the first. */
  readonly next: { readonly name: string; readonly value: Part };
  /** Tests of its own. */
  tests(tests: ResourceSuite, suite: Suite): readonly Part[];
}

/** A page that holds all rows of a test. */
export const allRows = (tests: ResourceSuite): Part =>
  page(tests, tests.limit === undefined ? [] : [['limit', py`${ROWS}`]]);

export const create = (tests: ResourceSuite, count: number): Part => py`
  for _ in range(${count}):
      ${created(tests)}
`;

export const page = (tests: ResourceSuite, params: readonly Override[]): Part =>
  py`await ${get_page}(${[tests.who, tests.url, ...params.map(([name, code]) => py`${nameOf(name)}=${code}`)]})`;

const nameOf = (id: string): Name => new Name(id);

/** The sort order of a list when a request does not say, and the other way round. */
export const sortOf = ({ resource }: ResourceSuite): { first: string; reverse: string } => {
  const [sort] = resource.resource.sorts;
  const [up, down] = [sort!.field, `-${sort!.field}`];
  return sort!.descending ? { first: down, reverse: up } : { first: up, reverse: down };
};

/** What the application remembers of long lists is put aside for a test. */
export const ownLongLists = ({ who }: ResourceSuite, { has }: ServicePlan): Part =>
  has.loadTuning && py`monkeypatch.setattr(${who}.app.state.paginator, "_long_lists", ${pagination.LongLists}())`;
