/** tests/test_pagination.py: what all lists have in common, tried with one of them. */
import type { Config } from '../../../../design/api-design.ts';
import { modules, urlParse } from '../../../../plan/symbols.ts';
import { isPresent, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../../python/index.ts';
import { callerParameter, parametrize, table } from '../../resource/parts.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { helpers, pages } from '../../symbols.ts';
import { cursorTests } from './cursor.ts';
import { offsetTests, pageTests } from './numbered.ts';
import { allRows, create, ownLongLists, page, type PageTests, ROWS, sortOf } from './parts.ts';

const { pytest } = modules;
const { assert_invalid } = helpers;
const { follow } = pages;

/** More rows than this are not created only to see where the first page ends. */
const MOST_ROWS = 60;

const STYLES: Readonly<Record<Config['pagination'], PageTests>> = {
  cursor: cursorTests,
  offset: offsetTests,
  page: pageTests,
};

/** What tests know of the pages of a service. */
export const pageTestsOf = ({ plan }: Suite): PageTests => STYLES[plan.config.pagination];

/** The tests of pages; null when there is no list that tests can fill. */
export function paginationTests(suite: Suite): ModuleSpec | null {
  const tests = suite.resources.find(
    (each) => each.able.has('list') && each.able.has('create') && !each.single && each.capacity > MOST_ROWS,
  );
  if (!tests) return null;
  return {
    path: 'tests/test_pagination.py',
    doc: 'What all lists have in common: pages, links and totals.',
    body: paragraphs(
      limits(tests, suite),
      suite.plan.config.max_page_size >= ROWS && [
        links(tests, suite),
        totals(tests, suite),
        suite.plan.has.loadTuning && recounts(tests, suite),
      ],
      pageTestsOf(suite).tests(tests, suite),
    ),
  };
}

function limits(tests: ResourceSuite, suite: Suite): Part[] {
  const { plan } = suite;
  const { page_size: size, max_page_size: max } = plan.config;
  return [
    size < MOST_ROWS &&
      py`
        async def test_length_of_the_first_page(${callerParameter(tests)}) -> None:
            ${create(tests, size + 1)}

            page = ${page(tests, [])}

            assert len(page["items"]) == ${size}
            assert page["total"] == ${size + 1}
            assert page["links"]["next"]
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
          ...pageTestsOf(suite).invalid(plan),
        ]),
      )}
      async def test_limits_beyond_the_edge(${callerParameter(tests)}, name: str, value: str) -> None:
          response = await ${tests.who}.get(${tests.url}, params={name: value})

          ${assert_invalid}(response, f"/query/{name}")
    `,
  ].filter(isPresent);
}

function links(tests: ResourceSuite, suite: Suite): Part {
  const { reverse } = sortOf(tests);
  const { next } = pageTestsOf(suite);
  return py`
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
              ${next.name}: [${next.value}],
          }
          assert page["links"]["self"] == f"{${tests.url}}?sort=${new Name(reverse)}&limit=1"
          assert await ${follow}(${tests.who}, page, "self") == page
    `;
}

/** That a long list is counted again only after a while. */
const recounts = (tests: ResourceSuite, { plan }: Suite): Part => py`
  async def test_long_lists_are_not_counted_for_every_page(${[
    callerParameter(tests),
    py`monkeypatch: ${pytest}.MonkeyPatch`,
  ]}) -> None:
      ${ownLongLists(tests, plan)}
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

const totals = (tests: ResourceSuite, { plan }: Suite): Part => py`
  ${parametrize(
    ['count_limit', 'total', 'is_exact'],
    table(
      [py`(3, 3, False)`, py`(5, 5, True)`, py`(6, 5, True)`, plan.has.loadTuning && py`(None, 5, True)`].filter(
        isPresent,
      ),
    ),
  )}
  async def test_totals_are_exact_up_to_a_limit(${[
    callerParameter(tests),
    py`monkeypatch: ${pytest}.MonkeyPatch`,
    plan.has.loadTuning ? py`count_limit: int | None` : py`count_limit: int`,
    py`total: int`,
    py`is_exact: bool`,
  ]}) -> None:
      ${ownLongLists(tests, plan)}
      monkeypatch.setattr("app.core.pagination.COUNT_LIMIT", count_limit)
      ${create(tests, 5)}

      page = ${page(tests, [['limit', py`1`]])}
      ${plan.has.loadTuning && py`whole = ${allRows(tests)}`}

      assert (page["total"], page["total_is_exact"]) == (total, is_exact)
      ${plan.has.loadTuning && py`assert (whole["total"], whole["total_is_exact"]) == (5, True)`}
`;
