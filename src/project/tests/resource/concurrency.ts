/** tests/test_<resources>_concurrency.py: versions, and what happens at the same moment. */
import { collections, modules, typing } from '../../../plan/symbols.ts';
import { isPresent, type ModuleSpec, paragraphs, type Part, py } from '../../../python/index.ts';
import { notFound } from '../../resource/exceptions.ts';
import type { ServicePlan } from '../../../plan/index.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import { callerParameter, given, isShown, json, parametrize, rowUrl, table, updatable } from './parts.ts';
import { raceTest } from './uniqueness.ts';
import { otherValues } from './updating.ts';

const { asyncio, pytest } = modules;
const { assert_problem } = helpers;

/** A field with two values, to change back and forth. */
interface Change {
  readonly field: string;
  readonly values: readonly [Part, Part];
}

/** The tests of a resource that has versions or constraints; null for others. */
export function concurrencyModule(tests: ResourceSuite, { has }: ServicePlan): ModuleSpec | null {
  const { resource } = tests;
  const change = changeOf(tests);
  const parts = [
    resource.locked &&
      tests.able.has('create') && [
        versionTests(tests),
        change && lastReadTest(tests, change),
        change && has.hardeningTests && updateRaces(tests, change),
      ],
    has.hardeningTests && deletionRace(tests, change),
    has.hardeningTests && raceTest(tests),
  ].filter(isPresent);
  if (parts.length === 0) return null;
  return {
    path: `tests/test_${resource.module}_concurrency.py`,
    doc: aboutModule(resource.locked, has.hardeningTests),
    body: paragraphs(parts),
  };
}

function aboutModule(locked: boolean, races: boolean): string {
  if (!locked) return 'Changes at the same moment.';
  return races ? 'ETag, If-Match and simultaneous changes.' : 'ETag and If-Match.';
}

/** A row that is deleted after a request has read it, and before it changes it. */
function deletionRace(tests: ResourceSuite, change: Change | undefined): Part {
  const { able, resource, who, flow } = tests;
  if (!able.has('delete') || !able.has('create') || (resource.softDelete && !resource.locked)) return null;
  const service = resource.own('service', `${resource.className}Service`);
  // The rows of a list would be missed too, which SQLAlchemy warns of.
  const deletes = resource.softDelete || resource.lists.length === 0;
  const rows = [change && py`("PATCH", "update")`, deletes && py`("DELETE", "delete")`].filter(isPresent);
  if (rows.length === 0) return null;
  const problem = resource.locked ? py`409, "edit-conflict"` : py`404, ${notFound(resource).code}`;
  return py`
    ${parametrize(['method', 'operation'], table(rows))}
    async def test_deletion_between_read_and_write(${[
      callerParameter(tests),
      py`monkeypatch: ${pytest}.MonkeyPatch`,
      py`method: str`,
      py`operation: str`,
    ]}) -> None:
        ${given(tests)}
        url = ${rowUrl(tests)}
        original = getattr(${service}, operation)

        ${flow.part(py`
          async def lose_the_race(*given: ${typing.Any}) -> ${typing.Any}:
              monkeypatch.undo()
              won = ${flow.inLoop(py`${who}.delete`, [py`url`])}
              assert won.status_code == 204
              return await original(*given)
        `)}

        monkeypatch.setattr(${service}, operation, lose_the_race)

        response = await ${who}.request(method, url, json=${change ? py`{${change.field}: ${change.values[0]}}` : py`{}`})

        ${assert_problem}(response, ${problem})
  `;
}

function changeOf(tests: ResourceSuite): Change | undefined {
  if (!tests.able.has('update')) return undefined;
  for (const plan of updatable(tests.resource)) {
    if (!isShown(plan) || plan.field.unique) continue;
    const [first, second] = otherValues(tests, plan);
    if (second !== undefined) return { field: plan.json, values: [json(first!), json(second)] };
  }
  return undefined;
}

/** Routes that change a row, and the version that they find. */
const writes = ({ able }: ResourceSuite): Part[] => [
  ...(able.has('update') ? [py`("PATCH", "", 1)`] : []),
  ...(able.has('delete') ? [py`("DELETE", "", 1)`] : []),
  ...(able.has('restore') && able.has('delete') ? [py`("POST", "/restore", 2)`] : []),
];

function versionTests(tests: ResourceSuite): Part[] {
  const rows = writes(tests);
  if (rows.length === 0) return [];
  const restores = rows.length === 3;
  return [
    py`WRITES = ${table(rows)}`,
    py`
      ${parametrize(['method', 'suffix', 'version'], py`WRITES`)}
      async def test_if_match_must_name_the_version(${callerParameter(tests)}, method: str, suffix: str, version: int) -> None:
          ${given(tests)}
          url = ${rowUrl(tests)}
          ${
            restores &&
            py`
              if suffix:
                  await ${tests.who}.delete(url)
            `
          }

          stale, current = [
              await ${tests.who}.request(method, url + suffix, json={}, headers={"If-Match": f'"{number}"'})
              for number in (version - 1, version)
          ]

          ${assert_problem}(stale, 412, "precondition-failed")
          assert current.is_success
    `,
  ];
}

const lastReadTest = (tests: ResourceSuite, { field, values: [first, second] }: Change): Part =>
  tests.able.has('get') &&
  py`
    async def test_the_etag_of_the_last_read_matches_until_the_next_change(${callerParameter(tests)}) -> None:
        ${given(tests)}
        url = ${rowUrl(tests)}
        headers = {"If-Match": (await ${tests.who}.get(url)).headers["ETag"]}

        first, second = [
            await ${tests.who}.patch(url, json={${field}: value}, headers=headers)
            for value in (${[first, second]})
        ]

        assert first.status_code == 200
        ${assert_problem}(second, 412, "precondition-failed")
        assert (await ${tests.who}.get(url)).json() == first.json()
  `;

/** Changes of a row at the same moment. */
function updateRaces(tests: ResourceSuite, { field, values: [first, second] }: Change): Part[] {
  const { able, resource, who, flow } = tests;
  const service = resource.own('service', `${resource.className}Service`);
  return [
    able.has('get') &&
      py`
        async def test_only_one_of_simultaneous_conditional_updates_wins(${callerParameter(tests)}) -> None:
            ${given(tests)}
            url = ${rowUrl(tests)}

            responses = await ${asyncio}.gather(
                *(
                    ${who}.patch(url, json={${field}: value}, headers={"If-Match": '"1"'})
                    for value in (${[first, second, first, second]})
                )
            )

            statuses = ${collections.Counter}(response.status_code for response in responses)
            assert statuses[200] == 1
            assert statuses[409] + statuses[412] == 3
            assert (await ${who}.get(url)).json()["version"] == 2
      `,
    py`
      async def test_change_between_read_and_write(${callerParameter(tests)}, monkeypatch: ${pytest}.MonkeyPatch) -> None:
          ${given(tests)}
          url = ${rowUrl(tests)}
          update = ${service}.update

          ${flow.part(py`
            async def lose_the_race(*given: ${typing.Any}) -> ${typing.Any}:
                monkeypatch.setattr(${service}, "update", update)
                won = ${flow.inLoop(py`${who}.patch`, [py`url`], [py`json={${field}: ${first}}`])}
                assert won.status_code == 200
                return await update(*given)
          `)}

          monkeypatch.setattr(${service}, "update", lose_the_race)

          response = await ${who}.patch(url, json={${field}: ${second}})

          ${assert_problem}(response, 409, "edit-conflict")
          ${able.has('get') && py`assert (await ${who}.get(url)).json()[${field}] == ${first}`}
    `,
  ].filter(isPresent);
}
