/** Tests of the routes that link a row to another one and end that, and of what ends it by itself. */
import { changesLinks } from '../../../../plan/index.ts';
import { uuids } from '../../../../plan/symbols.ts';
import { fstring, isPresent, Name, type Part, py } from '../../../../python/index.ts';
import { notFound } from '../../../resource/exceptions.ts';
import { type CallerKind, doorExpectation, expectation, isVisible } from '../../expectations.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { conftest, helpers } from '../../symbols.ts';
import { callersOf } from '../access/cast.ts';
import { callerParameter, given, keywords, moment, parametrize, payloadOf, rowUrl, table } from '../parts.ts';
import { routeTest, type TriedLink } from './scene.ts';

const { assert_answer, assert_problem, Caller } = helpers;
const { uuid4 } = uuids;

/** Tests of the routes; none where no request changes rows. */
export function routeTests(tests: ResourceSuite, tried: readonly TriedLink[], suite: Suite): Part[] {
  if (!changesLinks(tests.resource) || !tests.able.has('update')) return [];
  return [
    tests.able.has('get') && [adds(tests), removes(tests)],
    needsBoth(tests),
    tests.resource.locked && checksVersion(tests),
    answersOthers(tests, tried[0]!, suite),
  ].filter(isPresent);
}

/** A row, one that it is not linked to, and the path that links them. */
const scene = (tests: ResourceSuite, linked = false): Part => py`
  target = await make(${tests.who})
  ${given(tests, linked && py`**{field: [target["id"]]}`)}
  url = ${rowUrl(tests)}
`;

const LINK = py`f"{url}/{path}/{target['id']}"`;

/** The row as it is, compared with how it was before the only change. */
const changedOnce = ({ resource, row, who }: ResourceSuite, ids: Part): Part => py`
  after = (await ${who}.get(url)).json()
  assert after == ${row} | {${[
    py`field: ${ids}`,
    resource.locked && py`"version": 2`,
    resource.timestamps && py`"updated_at": after["updated_at"]`,
  ]}}
  ${resource.timestamps && py`assert ${moment(new Name('after'), 'updated_at')} > ${moment(row, 'updated_at')}`}
`;

const adds = (tests: ResourceSuite): Part => py`
  ${routeTest(tests, 'test_add', ['field', 'path'])}
      ${scene(tests)}

      responses = [await ${tests.who}.put(${LINK}) for _ in range(2)]

      assert [response.status_code for response in responses] == [204, 204]
      ${changedOnce(tests, py`[target["id"]]`)}
`;

const removes = (tests: ResourceSuite): Part => py`
  ${routeTest(tests, 'test_remove', ['field', 'path'])}
      ${scene(tests, true)}

      responses = [await ${tests.who}.delete(${LINK}) for _ in range(2)]

      assert [response.status_code for response in responses] == [204, 204]
      ${changedOnce(tests, py`[]`)}
`;

const needsBoth = (tests: ResourceSuite): Part => py`
  ${routeTest(tests, 'test_both_rows_must_be_there', ['path', 'missing'])}
      ${scene(tests)}

      for method in ("PUT", "DELETE"):
          no_target = await ${tests.who}.request(method, f"{url}/{path}/{${uuid4}()}")
          no_row = await ${tests.who}.request(method, f"{${tests.url}}/{${uuid4}()}/{path}/{target['id']}")

          ${assert_problem}(no_target, 404, missing)
          ${assert_problem}(no_row, 404, ${notFound(tests.resource).code})
`;

const checksVersion = (tests: ResourceSuite): Part => py`
  ${routeTest(tests, 'test_if_match_guards_what_is_linked', ['path'])}
      ${scene(tests)}

      stale = await ${tests.who}.put(${LINK}, headers={"If-Match": '"0"'})
      current = await ${tests.who}.put(${LINK}, headers={"If-Match": '"1"'})

      ${assert_problem}(stale, 412, "precondition-failed")
      assert current.status_code == 204
`;

/** Whoever may change the row may link it; others are answered as if they changed it. */
function answersOthers(tests: ResourceSuite, { field, target }: TriedLink, suite: Suite): Part {
  const other: CallerKind[] = callersOf(suite, tests).filter(({ owns }) => !owns);
  const rows = other.flatMap((caller) => {
    const expected = expectation('update', tests.resource, caller, tests.state);
    return expected?.code === undefined ? [] : [py`(${[caller.name, expected.status, expected.code]})`];
  });
  if (rows.length === 0) return null;
  return py`
    ${parametrize(['caller', 'status', 'code'], table(rows))}
    async def test_others_may_not_link(${[callerParameter(tests), py`callers: ${conftest.Callers}`, py`caller: str`, py`status: int`, py`code: str`]}) -> None:
        target = await ${target.create}(${tests.who})
        ${given(tests)}
        url = ${fstring(tests.url, '/', py`${tests.row}['id']`, field.link.path, '/', py`target['id']`)}

        for method in ("PUT", "DELETE"):
            ${assert_answer}(await callers[caller].request(method, url), status, code)
  `;
}

/** Tests of what deleting either row does to the other one. */
export function deletionTests(tests: ResourceSuite, tried: readonly TriedLink[]): Part[] {
  if (!tests.able.has('create')) return [];
  return tried.flatMap((each) => [deletesTarget(tests, each), deletesRow(tests, each)]).filter(isPresent);
}

const head = (tests: ResourceSuite, id: string, { field, target }: TriedLink): Part => py`
  async def ${new Name(id)}(${callerParameter(tests)}) -> None:
      target = await ${target.create}(${tests.who})
      ${given(tests, keywords([[field.json, py`[target["id"]]`]]))}
      target_url = ${fstring(target.url, '/', py`target['id']`)}

`;

/** The rows of a target that is only hidden stay linked. */
function deletesTarget(tests: ResourceSuite, tried: TriedLink): Part {
  const { target, field } = tried;
  if (!target.able.has('delete') || !tests.able.has('get')) return null;
  const left = target.resource.softDelete ? py`[target["id"]]` : py`[]`;
  const id = target.resource.softDelete ? 'stays_linked_when_it_is_hidden' : 'is_no_longer_linked_once_deleted';
  return py`
    ${head(tests, `test_${field.link.singular}_${id}`, tried)}
        response = await ${tests.who}.delete(target_url)

        assert response.status_code == 204
        assert (await ${tests.who}.get(${rowUrl(tests)})).json()[${field.json}] == ${left}
  `;
}

function deletesRow(tests: ResourceSuite, tried: TriedLink): Part {
  const { target, field } = tried;
  if (!tests.able.has('delete') || !target.able.has('get')) return null;
  return py`
    ${head(tests, `test_${field.link.singular}_outlives_what_is_linked_to_it`, tried)}
        response = await ${tests.who}.delete(${rowUrl(tests)})

        assert response.status_code == 204
        assert (await ${tests.who}.get(target_url)).json() == target
  `;
}

const STRANGER: CallerKind = { name: 'stranger', isKnown: true, owns: true, grants: [] };

/** Nobody can link a row to what only others can see. */
export function secrecyTests(tests: ResourceSuite, tried: readonly TriedLink[]): Part[] {
  if (!tests.able.has('create')) return [];
  const other: CallerKind = { ...tests.caller, owns: false };
  return tried
    .filter(({ target }) => {
      if (target.refers || target.stored.length > 0 || !target.able.has('create')) return false;
      const makes = doorExpectation('create', target.resource, STRANGER).status === 201;
      return makes && isVisible(target.resource, other, target.state) === false;
    })
    .map((each) => hides(tests, each));
}

function hides(tests: ResourceSuite, { field, target }: TriedLink): Part {
  const routes = changesLinks(tests.resource) && tests.able.has('update');
  return py`
    async def test_${new Name(field.link.singular)}_that_cannot_be_seen_is_unknown(${[callerParameter(tests), py`stranger: ${Caller}`]}) -> None:
        target = await ${target.create}(stranger)
        ${routes && given(tests)}

        created = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, keywords([[field.json, py`[target["id"]]`]]))})
        ${routes && py`added = await ${tests.who}.put(${fstring(tests.url, '/', py`${tests.row}['id']`, field.link.path, '/', py`target['id']`)})`}

        ${assert_problem}(created, 422, "unknown-reference")
        ${routes && py`${assert_problem}(added, 404, ${notFound(target.resource).code})`}
  `;
}
