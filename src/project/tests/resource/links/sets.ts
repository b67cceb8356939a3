/** Tests of many-to-many relations as sets of ids: what requests give, and what lists show and find. */
import { uuids } from '../../../../plan/symbols.ts';
import { isPresent, Name, type Part, py } from '../../../../python/index.ts';
import type { ResourceSuite } from '../../suite.ts';
import { helpers, pages } from '../../symbols.ts';
import { callerParameter, createdOne, given, keywords, payloadOf, rowUrl, wholePage } from '../parts.ts';
import { newIds, setTest, type TriedLink } from './scene.ts';

const { assert_problem } = helpers;
const { uuid4 } = uuids;

/** Tests of what requests to create and to update give. */
export function setTests(tests: ResourceSuite): Part[] {
  const { able } = tests;
  return [
    able.has('create') && [keeps(tests), reports(tests, 'create')],
    able.has('update') && [replaces(tests), reports(tests, 'update')],
  ].filter(isPresent);
}

const keeps = (tests: ResourceSuite): Part => py`
  ${setTest(tests, 'test_ids_are_a_set')}
      ${newIds(tests, 2)}

      ${given(tests, py`**{field: [targets[1], targets[0], targets[1]]}`)}

      assert ${tests.row}[field] == targets
      ${tests.able.has('get') && py`assert (await ${tests.who}.get(${rowUrl(tests)})).json() == ${tests.row}`}
`;

/** Every id that is unknown is named, in the order of the request. */
function reports(tests: ResourceSuite, operation: 'create' | 'update'): Part {
  const creates = operation === 'create';
  const unknown = py`[str(${uuid4}()), targets[0], str(${uuid4}())]`;
  return py`
    ${setTest(tests, `test_${operation}_names_all_unknown_ids`)}
        ${newIds(tests, 1)}
        ${!creates && given(tests, py`**{field: targets}`)}

        response = await ${
          creates
            ? py`${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**{field: ${unknown}}`)})`
            : py`${tests.who}.patch(${rowUrl(tests)}, json={field: ${unknown}})`
        }

        problem = ${assert_problem}(response, 422, "unknown-reference")
        assert [each["location"] for each in problem["errors"]] == [
            f"/body/{field}/{index}" for index in (0, 2)
        ]
        ${!creates && tests.able.has('get') && py`assert (await ${tests.who}.get(${rowUrl(tests)})).json() == ${tests.row}`}
  `;
}

const replaces = (tests: ResourceSuite): Part => py`
  ${setTest(tests, 'test_update_replaces_the_set')}
      ${newIds(tests, 3)}
      ${given(tests, py`**{field: targets[:2]}`)}
      url = ${rowUrl(tests)}

      replaced = await ${tests.who}.patch(url, json={field: [targets[2], targets[1]]})
      cleared = await ${tests.who}.patch(url, json={field: []})

      assert replaced.json()[field] == targets[1:]
      assert cleared.json()[field] == []
      ${tests.able.has('get') && py`assert (await ${tests.who}.get(url)).json() == cleared.json()`}
`;

/** Lists show the ids of each row, and find rows by one. */
export function listTests(tests: ResourceSuite, tried: readonly TriedLink[]): Part[] {
  if (!tests.listsMany || !tests.able.has('create')) return [];
  return [shows(tests), ...tried.map((each) => finds(tests, each))].filter(isPresent);
}

const shows = (tests: ResourceSuite): Part => py`
  ${setTest(tests, 'test_lists_show_the_ids_of_each_row')}
      ${newIds(tests, 2)}
      rows = [${createdOne(tests, py`**{field: targets[:count]}`)} for count in range(3)]

      page = ${wholePage(tests)}

      shown = {item["id"]: item[field] for item in page["items"]}
      assert [shown[row["id"]] for row in rows] == [targets[:count] for count in range(3)]
`;

function finds(tests: ResourceSuite, { field, target }: TriedLink): Part {
  const filter = tests.resource.resource.filters.find((each) => each.field === field.json);
  if (!filter) return null;
  const { singular } = field.link;
  return py`
    async def test_filter_by_${new Name(singular)}(${callerParameter(tests)}) -> None:
        first, second = [(await ${target.create}(${tests.who}))["id"] for _ in range(2)]
        both = ${createdOne(tests, keywords([[field.json, py`[first, second]`]]))}
        ${createdOne(tests, keywords([[field.json, py`[first]`]]))}

        found = ${wholePage(tests, keywords([[filter.param, py`second`]]))}
        nothing = ${wholePage(tests, keywords([[filter.param, py`${uuid4}()`]]))}

        assert ${pages.ids}(found["items"]) == [both["id"]]
        assert nothing["items"] == []
  `;
}
