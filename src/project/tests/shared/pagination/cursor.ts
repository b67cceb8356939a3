/** Tests of signed cursors. */
import { base64, modules, typing } from '../../../../plan/symbols.ts';
import { isPresent, type Part, py } from '../../../../python/index.ts';
import { callerParameter, dictionary, parametrize, table } from '../../resource/parts.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { helpers, pages } from '../../symbols.ts';
import { allRows, create, page, type PageTests, ROWS, sortOf } from './parts.ts';

const { pytest } = modules;
const { Any } = typing;
const { assert_problem } = helpers;
const { follow, ids } = pages;

/** Cursors that were altered, or made for another list, and pages while rows come and go. */
export const cursorTests: PageTests = {
  invalid: () => [py`${pytest}.param("cursor", "x" * 2001, id="long-cursor")`],
  emptyEnvelope: (tests) => py`
    "next_cursor": None,
    "prev_cursor": None,
    "links": {"self": ${tests.url}, "next": None, "prev": None},
  `,
  next: { name: 'cursor', value: py`page["next_cursor"]` },
  tests: (tests, suite) => [
    ...(suite.plan.config.max_page_size >= ROWS ? [otherLimit(tests), ...changes(tests)] : []),
    ...forgedCursors(tests),
    ...foreignCursors(tests, suite),
  ],
};

const otherLimit = (tests: ResourceSuite): Part => py`
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
