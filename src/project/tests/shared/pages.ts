/** tests/pages.py: how tests read a list page by page. */
import { dates, typing } from '../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../python/index.ts';
import type { Suite } from '../suite.ts';
import { helpers } from '../symbols.ts';

const { Any } = typing;
const { Caller, Json } = helpers;

/** Lengths of pages: one of them, some, and all that the tests make. */
function limitsOf({ plan }: Suite): Part {
  const limits = [1, 3, 7].filter((each) => each <= plan.config.max_page_size);
  return limits.length === 1 ? py`(${limits},)` : py`(${limits})`;
}

/** The helpers of tests of lists. */
export function pagesModule(suite: Suite): ModuleSpec | null {
  if (!suite.resources.some((each) => each.able.has('list'))) return null;
  const walks = suite.resources.some((each) => each.listsMany);
  return {
    path: 'tests/pages.py',
    doc: 'Reading lists page by page.',
    body: paragraphs(getPage, walks && walking(suite)),
  };
}

const getPage = py`
  async def get_page(client: ${Caller}, url: str, /, **params: ${Any}) -> ${Json}:
      """One page of the list at \`url\`."""
      response = await client.get(url, params=params or None)
      assert response.status_code == 200, response.text
      return response.json()
`;

const isTime = (field: string): boolean => field === 'created_at' || field === 'updated_at';

const sortsByTime = ({ resources }: Suite): boolean =>
  resources.some(({ resource, listsMany }) => listsMany && resource.resource.sorts.some(({ field }) => isTime(field)));

const inOrder = py`
  def in_order(rows: list[${Json}], sort: str) -> list[${Json}]:
      """The rows as \`sort\` asks for them; those without a value are the greatest."""
      key = sort.removeprefix("-")
      return sorted(
          rows,
          key=lambda row: (row[key] is None, row[key], row["id"]),
          reverse=sort.startswith("-"),
      )
`;

const inOrderOfTimes = py`
  def in_order(rows: list[${Json}], sort: str) -> list[${Json}]:
      """The rows as \`sort\` asks for them; those without a value are the greatest."""
      key = sort.removeprefix("-")

      def place(row: ${Json}) -> tuple[bool, ${Any}, str]:
          value = row[key]
          if key in {"created_at", "updated_at"}:
              # As text, a whole second would come after its fractions.
              value = ${dates.datetime}.fromisoformat(value)
          return (value is None, value, row["id"])

      return sorted(rows, key=place, reverse=sort.startswith("-"))
`;

const walking = (suite: Suite): Part =>
  paragraphs(
    py`
    async def follow(client: ${Caller}, page: ${Json}, direction: str) -> ${Json}:
        """The page that a link of \`page\` leads to."""
        return await get_page(client, page["links"][direction])
  `,
    py`
    def ids(rows: list[${Json}]) -> list[str]:
        """The ids of rows, in their order."""
        return [row["id"] for row in rows]
  `,
    sortsByTime(suite) ? inOrderOfTimes : inOrder,
    py`
    async def assert_walk(client: ${Caller}, url: str, expected: list[str], **params: ${Any}) -> None:
        """Walk through all pages, forth and back; each id must be where it is expected."""
        for limit in ${limitsOf(suite)}:
            chunks = [expected[start : start + limit] for start in range(0, len(expected), limit)]
            page = await get_page(client, url, limit=limit, **params)
            assert page["links"]["prev"] is None
            forth = [page]
            while page["links"]["next"]:
                page = await follow(client, page, "next")
                forth.append(page)
            back = [page]
            while page["links"]["prev"]:
                page = await follow(client, page, "prev")
                back.append(page)

            assert [ids(page["items"]) for page in forth] == chunks
            assert [ids(page["items"]) for page in reversed(back)] == chunks
            assert {page["total"] for page in forth + back} == {len(expected)}
            assert page["links"]["next"] == forth[0]["links"]["next"]
  `,
  );
