/** Tests of pages that are counted from the start of a list. */
import type { Config } from '../../../../design/api-design.ts';
import { modules } from '../../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../../python/index.ts';
import { callerParameter, parametrize, table } from '../../resource/parts.ts';
import type { ResourceSuite } from '../../suite.ts';
import { pages } from '../../symbols.ts';
import { allRows, create, ownLongLists, page, type PageTests, ROWS } from './parts.ts';

const { pytest } = modules;
const { ids } = pages;

/** What the tests of a numbering are made of; the pages are those of two of five rows. */
interface Numbering {
  readonly key: Exclude<Config['pagination'], 'cursor'>;
  readonly least: number;
  readonly most: number;
  /** Numbers of pages with those before and behind them. */
  readonly neighbours: readonly (readonly [at: number, prev: number | null, next: number | null])[];
  /** Expression: how many rows come before the page `at`. */
  readonly start: Part;
  /** The number of the last page. */
  readonly last: number;
  /** Members of the envelope of the page `at` of `limit` items, as items of a dictionary. */
  members(at: Part, limit: Part, pages: Part): Part;
  /** The number of the page, of one row, that the fourth row is on. */
  readonly far: number;
}

const numberedTests = (numbering: Numbering): PageTests => {
  const { key, least, most } = numbering;
  return {
    invalid: () => [String(least - 1), String(most + 1), 'many'].map((value) => py`(${[key, value]})`),
    emptyEnvelope: (tests, plan) => py`
      ${numbering.members(py`${least}`, py`${plan.config.page_size}`, py`1`)}
      "links": {
          "self": ${tests.url},
          "first": f"{${tests.url}}?${new Name(key)}=${least}",
          "prev": None,
          "next": None,
          "last": f"{${tests.url}}?${new Name(key)}=${least}",
      },
    `,
    next: { name: key, value: py`"${least + 1}"` },
    tests: (tests, { plan }) =>
      plan.config.max_page_size >= ROWS ? [links(tests, numbering), farPages(tests, numbering)] : [],
  };
};

const links = (tests: ResourceSuite, numbering: Numbering): Part => py`
  ${parametrize(
    ['at', 'prev', 'following'],
    table(numbering.neighbours.map((row) => py`(${row.map((each) => (each === null ? py`None` : py`${each}`))})`)),
  )}
  async def test_pages_and_their_neighbours(${[
    callerParameter(tests),
    py`at: int`,
    py`prev: int | None`,
    py`following: int | None`,
  ]}) -> None:
      ${create(tests, ROWS)}
      whole = (${allRows(tests)})["items"]

      page = ${page(tests, [
        ['limit', py`2`],
        [numbering.key, py`at`],
      ])}

      def link(number: int | None) -> str | None:
          return None if number is None else f"{${tests.url}}?limit=2&${new Name(numbering.key)}={number}"

      start = ${numbering.start}
      assert ${ids}(page.pop("items")) == ${ids}(whole)[start : start + 2]
      assert page == {
          "total": ${ROWS},
          "total_is_exact": True,
          ${numbering.members(py`at`, py`2`, py`3`)}
          "links": {
              "self": link(at),
              "first": link(${numbering.least}),
              "prev": link(prev),
              "next": link(following),
              "last": link(${numbering.last}),
          },
      }
`;

const farPages = (tests: ResourceSuite, { key, far }: Numbering): Part => py`
  async def test_far_pages_raise_a_total_that_is_not_exact(${[
    callerParameter(tests),
    py`monkeypatch: ${pytest}.MonkeyPatch`,
  ]}) -> None:
      ${ownLongLists(tests)}
      monkeypatch.setattr("app.core.pagination.COUNT_LIMIT", 2)
      ${create(tests, ROWS)}

      page = ${page(tests, [
        ['limit', py`1`],
        [key, py`${far}`],
      ])}

      assert (page["total"], page["total_is_exact"]) == (${ROWS}, False)
      assert page["links"]["last"] is None
      assert page["links"]["next"]
`;

/** Limit and offset. */
export const offsetTests = numberedTests({
  key: 'offset',
  least: 0,
  most: 1_000_000_000,
  neighbours: [
    [0, null, 2],
    [1, 0, 3],
    [3, 1, null],
    [4, 2, null],
    [9, 7, null],
  ],
  start: py`at`,
  last: 4,
  members: (at, limit) => py`
    "limit": ${limit},
    "offset": ${at},
  `,
  far: 3,
});

/** Numbered pages. */
export const pageTests = numberedTests({
  key: 'page',
  least: 1,
  most: 10_000_000,
  neighbours: [
    [1, null, 2],
    [2, 1, 3],
    [3, 2, null],
    [9, 8, null],
  ],
  start: py`(at - 1) * 2`,
  last: 3,
  members: (at, limit, count) => py`
    "page": ${at},
    "pages": ${count},
    "limit": ${limit},
  `,
  far: 4,
});
