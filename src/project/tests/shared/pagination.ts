/** tests/test_pagination.py: what all lists have in common, tried with one of them. */
import { pagination } from '../../../plan/own-symbols.ts';
import { base64, modules, typing, urlParse } from '../../../plan/symbols.ts';
import { isPresent, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { callerParameter, created, dictionary, type Override, parametrize, table } from '../resource/parts.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { helpers, pages } from '../symbols.ts';

const { pytest } = modules;
const { Any } = typing;
const { assert_invalid, assert_problem } = helpers;
const { follow, get_page, ids } = pages;

/** More rows than this are not created only to see where the first page ends. */
const MOST_ROWS = 60;

/** The rows that the tests create at most, apart from that. */
const ROWS = 5;

/** The tests of pages and cursors; null when there is no list that tests can fill. */
export function paginationTests(suite: Suite): ModuleSpec | null {
  const tests = suite.resources.find(
    (each) => each.able.has('list') && each.able.has('create') && !each.single && each.capacity > MOST_ROWS,
  );
  if (!tests) return null;
  return {
    path: 'tests/test_pagination.py',
    doc: 'What all lists have in common: pages, links, cursors and totals.',
    body: paragraphs(
      limits(tests, suite),
      suite.plan.config.max_page_size >= ROWS && [links(tests), changes(tests), totals(tests), recounts(tests)],
      forgedCursors(tests),
      foreignCursors(tests, suite),
    ),
  };
}

/** A page that holds all rows of a test. */
const allRows = (tests: ResourceSuite): Part => page(tests, tests.limit === undefined ? [] : [['limit', py`${ROWS}`]]);

const create = (tests: ResourceSuite, count: number): Part => py`
  for _ in range(${count}):
      ${created(tests)}
`;

const page = (tests: ResourceSuite, params: readonly Override[]): Part =>
  py`await ${get_page}(${[tests.who, tests.url, ...params.map(([name, code]) => py`${nameOf(name)}=${code}`)]})`;

const nameOf = (id: string): Name => new Name(id);

/** The sort order of a list when a request does not say, and the other way round. */
const sortOf = ({ resource }: ResourceSuite): { first: string; reverse: string } => {
  const [sort] = resource.resource.sorts;
  const [up, down] = [sort!.field, `-${sort!.field}`];
  return sort!.descending ? { first: down, reverse: up } : { first: up, reverse: down };
};

function limits(tests: ResourceSuite, { plan }: Suite): Part[] {
  const { page_size: size, max_page_size: max } = plan.config;
  return [
    size < MOST_ROWS &&
      py`
        async def test_length_of_the_first_page(${callerParameter(tests)}) -> None:
            ${create(tests, size + 1)}

            page = ${page(tests, [])}

            assert len(page["items"]) == ${size}
            assert page["total"] == ${size + 1}
            assert page["next_cursor"]
      `,
    py`
      ${parametrize(['limit'], py`[1, ${max}]`)}
      async def test_limits_at_the_edge(${callerParameter(tests)}, limit: int) -> None:
          assert (${page(tests, [['limit', py`limit`]])})["total"] == 0
    `,
    py`
      ${parametrize(
        ['name', 'value'],
        table([
          py`("limit", "0")`,
          py`(${['limit', String(max + 1)]})`,
          py`("limit", "many")`,
          py`${pytest}.param("cursor", "x" * 2001, id="long-cursor")`,
        ]),
      )}
      async def test_limits_beyond_the_edge(${callerParameter(tests)}, name: str, value: str) -> None:
          response = await ${tests.who}.get(${tests.url}, params={name: value})

          ${assert_invalid}(response, f"/query/{name}")
    `,
  ].filter(isPresent);
}

function links(tests: ResourceSuite): Part[] {
  const { reverse } = sortOf(tests);
  return [
    py`
      async def test_links_keep_the_other_parameters(${callerParameter(tests)}) -> None:
          ${create(tests, 3)}

          page = ${page(tests, [
            ['sort', py`${reverse}`],
            ['limit', py`1`],
          ])}

          path, query = page["links"]["next"].split("?")
          assert path == ${tests.url}
          assert ${urlParse.parse_qs}(query) == {
              "sort": [${reverse}],
              "limit": ["1"],
              "cursor": [page["next_cursor"]],
          }
          assert page["links"]["self"] == f"{${tests.url}}?sort=${nameOf(reverse)}&limit=1"
          assert await ${follow}(${tests.who}, page, "self") == page
    `,
    py`
      async def test_the_limit_may_change_between_pages(${callerParameter(tests)}) -> None:
          ${create(tests, 4)}
          page = ${page(tests, [['limit', py`1`]])}

          rest = ${page(tests, [
            ['limit', py`4`],
            ['cursor', py`page["next_cursor"]`],
          ])}

          assert ${ids}(page["items"] + rest["items"]) == ${ids}((${allRows(tests)})["items"])
          assert rest["next_cursor"] is None
          assert rest["prev_cursor"]
    `,
  ];
}

/** What the application remembers of long lists is put aside for a test. */
const ownLongLists = ({ who }: ResourceSuite): Part =>
  py`monkeypatch.setattr(${who}.app.state.paginator, "_long_lists", ${pagination.LongLists}())`;

/** That a long list is counted again only after a while. */
const recounts = (tests: ResourceSuite): Part => py`
  async def test_long_lists_are_not_counted_for_every_page(${[
    callerParameter(tests),
    py`monkeypatch: ${pytest}.MonkeyPatch`,
  ]}) -> None:
      ${ownLongLists(tests)}
      monkeypatch.setattr("app.core.pagination.COUNT_LIMIT", 2)
      ${create(tests, 3)}
      first = ${page(tests, [['limit', py`1`]])}
      monkeypatch.setattr("app.core.pagination.COUNT_LIMIT", 3)

      again = await ${follow}(${tests.who}, first, "self")
      monkeypatch.setattr("app.core.pagination.RECOUNT_SECONDS", 0)
      later = await ${follow}(${tests.who}, first, "self")

      assert (again["total"], again["total_is_exact"]) == (2, False)
      assert (later["total"], later["total_is_exact"]) == (3, True)
`;

/** Rows that come and go while somebody turns the pages. */
function changes(tests: ResourceSuite): Part[] {
  if (!tests.able.has('delete')) return [];
  return [
    py`
      async def test_changes_between_pages_neither_repeat_nor_skip_items(${callerParameter(tests)}) -> None:
          ${create(tests, 4)}
          expected = ${ids}((${allRows(tests)})["items"])
          page = ${page(tests, [['limit', py`2`]])}
          await ${tests.who}.delete(f"{${tests.url}}/{expected[1]}")

          rest = await ${follow}(${tests.who}, page, "next")

          assert ${ids}(rest["items"]) == expected[2:]
    `,
    py`
      async def test_page_past_the_end_is_empty(${callerParameter(tests)}) -> None:
          ${create(tests, 2)}
          page = ${page(tests, [['limit', py`1`]])}
          last = (await ${follow}(${tests.who}, page, "next"))["items"][0]
          await ${tests.who}.delete(f"{${tests.url}}/{last['id']}")

          rest = await ${follow}(${tests.who}, page, "next")

          assert rest["items"] == []
          assert rest["next_cursor"] is rest["prev_cursor"] is None
    `,
  ];
}

const totals = (tests: ResourceSuite): Part => py`
  ${parametrize(
    ['count_limit', 'total', 'is_exact'],
    table([py`(3, 3, False)`, py`(5, 5, True)`, py`(6, 5, True)`, py`(None, 5, True)`]),
  )}
  async def test_totals_are_exact_up_to_a_limit(${[
    callerParameter(tests),
    py`monkeypatch: ${pytest}.MonkeyPatch`,
    py`count_limit: int | None`,
    py`total: int`,
    py`is_exact: bool`,
  ]}) -> None:
      ${ownLongLists(tests)}
      monkeypatch.setattr("app.core.pagination.COUNT_LIMIT", count_limit)
      ${create(tests, 5)}

      page = ${page(tests, [['limit', py`1`]])}
      whole = ${allRows(tests)}

      assert (page["total"], page["total_is_exact"]) == (total, is_exact)
      assert (whole["total"], whole["total_is_exact"]) == (5, True)
`;

function forgedCursors(tests: ResourceSuite): Part[] {
  const cursor = (): Part => py`
    ${create(tests, 2)}
    cursor = (${page(tests, [['limit', py`1`]])})["next_cursor"]
  `;
  const send = (code: Part): Part => py`
    response = await ${tests.who}.get(${tests.url}, params={"cursor": ${code}})

    ${assert_problem}(response, 422, "invalid-cursor")
  `;
  return [
    py`
      ${parametrize(['position'], py`[0, 8, 15, 16, 20, -1]`)}
      async def test_altered_cursors_are_rejected(${callerParameter(tests)}, position: int) -> None:
          ${cursor()}
          raw = bytearray(${base64.urlsafe_b64decode}(cursor))
          raw[position] ^= 1

          ${send(py`${base64.urlsafe_b64encode}(raw).decode()`)}
    `,
    py`
      ${parametrize(['junk'], py`["!", "\n", "=", "é"]`)}
      async def test_cursors_with_junk_are_rejected(${callerParameter(tests)}, junk: str) -> None:
          ${cursor()}

          ${send(py`cursor[:4] + junk + cursor[4:]`)}
    `,
    py`
      ${parametrize(['cursor'], py`["", "e30=", "no base64!", "Ärger", "e30"]`)}
      async def test_made_up_cursors_are_rejected(${callerParameter(tests)}, cursor: str) -> None:
          ${send(py`cursor`)}
    `,
  ];
}

/** Cursors of one list, tried on another. */
function foreignCursors(tests: ResourceSuite, { resources }: Suite): Part[] {
  const { resource } = tests;
  const { first, reverse } = sortOf(tests);
  const others = resource.resource.filters.filter(
    ({ field, op }) => op === 'eq' && resource.fields.some((each) => each.json === field && each.field.type === 'bool'),
  );
  const params = [
    py`{"sort": ${reverse}}`,
    ...others.map((filter) => py`${dictionary([[filter.param, py`"false"`]])}`),
    resource.operations.has('restore') && py`{"deleted": "true"}`,
  ].filter(isPresent);
  const other = resources.find(
    (each) => each !== tests && each.able.has('list') && each.who === tests.who && sortOf(each).first === first,
  );
  return [
    py`
      ${parametrize(['params'], table(params))}
      async def test_cursors_of_other_lists_are_rejected(${callerParameter(tests)}, params: dict[str, ${Any}]) -> None:
          ${create(tests, 2)}
          cursor = (${page(tests, [['limit', py`1`]])})["next_cursor"]

          response = await ${tests.who}.get(${tests.url}, params={**params, "cursor": cursor})

          ${assert_problem}(response, 422, "invalid-cursor")
    `,
    other &&
      py`
        async def test_cursors_of_other_resources_are_rejected(${callerParameter(tests)}) -> None:
            ${create(tests, 2)}
            cursor = (${page(tests, [['limit', py`1`]])})["next_cursor"]

            response = await ${tests.who}.get(${other.url}, params={"cursor": cursor})

            ${assert_problem}(response, 422, "invalid-cursor")
      `,
  ].filter(isPresent);
}
