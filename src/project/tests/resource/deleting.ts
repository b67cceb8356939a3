/** Tests of deleting and restoring rows. */
import { uuids } from '../../../plan/symbols.ts';
import { fstring, isPresent, Name, type Part, py } from '../../../python/index.ts';
import { notFound } from '../../resource/exceptions.ts';
import { samplesOf } from '../samples/index.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import {
  callerParameter,
  createdOne,
  given,
  isShown,
  json,
  keywords,
  moment,
  type Override,
  rowUrl,
  writable,
} from './parts.ts';

const { assert_problem } = helpers;

/** Tests of the delete and restore routes. */
export function deletionTests(tests: ResourceSuite): Part[] {
  if (!tests.able.has('delete')) return [];
  const restores = tests.able.has('restore');
  return [
    deletes(tests),
    tests.resource.softDelete && restores && listsDeleted(tests),
    restores && restoresTheRow(tests),
    restores && needsADeletedRow(tests),
  ].filter(isPresent);
}

const plural = ({ resource }: ResourceSuite): Name => new Name(resource.plural);
const singular = ({ resource }: ResourceSuite): Name => new Name(resource.singular);

function deletes(tests: ResourceSuite): Part {
  const { able, resource, who } = tests;
  const missing = (call: Part): Part => py`${assert_problem}(await ${call}, 404, ${notFound(resource).code})`;
  return py`
    async def test_delete_hides_the_${singular(tests)}(${callerParameter(tests)}) -> None:
        ${given(tests)}
        url = ${rowUrl(tests)}

        response = await ${who}.delete(url)

        assert response.status_code == 204
        assert response.content == b""
        ${able.has('get') && missing(py`${who}.get(url)`)}
        ${able.has('update') && missing(py`${who}.patch(url, json={})`)}
        ${missing(py`${who}.delete(url)`)}
        ${able.has('list') && py`assert (await ${who}.get(${tests.url})).json()["items"] == []`}
  `;
}

function listsDeleted(tests: ResourceSuite): Part {
  const { resource, row, who } = tests;
  if (!tests.listsMany) return null;
  return py`
    async def test_deleted_${plural(tests)}_can_be_listed(${callerParameter(tests)}) -> None:
        kept = ${createdOne(tests)}
        ${given(tests)}
        await ${who}.delete(${rowUrl(tests)})

        deleted = (await ${who}.get(${tests.url}, params={"deleted": True})).json()["items"]
        existing = (await ${who}.get(${tests.url}, params={"deleted": False})).json()["items"]

        assert [item["id"] for item in deleted] == [${row}["id"]]
        ${
          resource.timestamps
            ? py`assert ${moment(py`deleted[0]`, 'deleted_at')} >= ${moment(row, 'updated_at')}`
            : py`assert deleted[0]["deleted_at"]`
        }
        ${resource.locked && py`assert deleted[0]["version"] == 2`}
        assert [item["id"] for item in existing] == [kept["id"]]
  `;
}

function restoresTheRow(tests: ResourceSuite): Part {
  const { able, resource, row, who } = tests;
  const lists = writable(resource).filter((plan) => plan.list && isShown(plan));
  const start = lists.map((plan): Override => [plan.json, json(samplesOf(plan).values[0] ?? [])]);
  const other = [resource.locked && py`"version": 3`, resource.timestamps && py`"updated_at": restored["updated_at"]`];
  return py`
    async def test_restore_brings_the_${singular(tests)}_back(${callerParameter(tests)}) -> None:
        ${given(tests, keywords(start))}
        url = ${rowUrl(tests)}
        await ${who}.delete(url)

        response = await ${who}.post(f"{url}/restore")

        assert response.status_code == 200
        restored = response.json()
        assert restored == ${row}${isPresent(other) && py` | {${other}}`}
        ${resource.timestamps && py`assert ${moment(new Name('restored'), 'updated_at')} > ${moment(row, 'updated_at')}`}
        ${resource.locked && py`assert response.headers["ETag"] == '"3"'`}
        ${able.has('get') && py`assert (await ${who}.get(url)).json() == restored`}
  `;
}

const needsADeletedRow = (tests: ResourceSuite): Part => py`
  async def test_restore_needs_a_deleted_${singular(tests)}(${callerParameter(tests)}) -> None:
      ${given(tests)}

      for row_id in (${tests.row}["id"], ${uuids.uuid4}()):
          response = await ${tests.who}.post(${fstring(tests.url, '/', py`row_id`, '/restore')})
          ${assert_problem}(response, 404, ${notFound(tests.resource).code})
`;
