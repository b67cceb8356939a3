/** Tests of references to other rows: they must be there, and the caller must see them. */
import type { RelationPlan } from '../../../plan/index.ts';
import { abc, uuids } from '../../../plan/symbols.ts';
import { isPresent, Name, type Part, py } from '../../../python/index.ts';
import { type CallerKind, doorExpectation, isVisible } from '../expectations.ts';
import { canReferTo, type ResourceSuite, type Suite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import { factoryOf } from './factory.ts';
import { callerParameter, created, given, movable, parametrize, payloadOf, rowUrl, settable, table } from './parts.ts';

const { Caller, Json, assert_problem } = helpers;

/** The type of a function that creates what a relation refers to. */
const factoryType = py`${abc.Callable}[..., ${abc.Awaitable}[${Json}]]`;

/** Tests of the relations that requests set. */
export function referenceTests(tests: ResourceSuite, suite: Suite): Part[] {
  const usable = (plan: RelationPlan): boolean => canReferTo(plan, tests.caller);
  const onCreate = tests.able.has('create') ? settable(tests.resource).filter(usable) : [];
  const onUpdate = tests.able.has('update') ? movable(tests.resource).filter(usable) : [];
  const all = onCreate.length > 0 ? onCreate : onUpdate;
  if (all.length === 0) return [];
  return [
    referenceTable('REFERENCES', all),
    onCreate.length > 0 && createKeeps(tests),
    onCreate.length > 0 && createRejectsUnknown(tests),
    onUpdate.length > 0 && updateMoves(tests, onUpdate, all),
    onUpdate.length > 0 && updateRejectsUnknown(tests, onUpdate),
    empties(tests, onUpdate),
    rejectsDeleted(tests, all, suite),
    rejectsInvisible(tests, all, suite),
  ].filter(isPresent);
}

const referenceRow = (plan: RelationPlan): Part => py`(${[plan.json, factoryOf(plan)]})`;
const referenceTable = (name: string, all: readonly RelationPlan[]): Part =>
  py`${new Name(name)} = ${table(all.map(referenceRow))}`;
const names = (all: readonly RelationPlan[]): Part => py`[${all.map((each) => each.json)}]`;

const head = (tests: ResourceSuite, id: string, rows: Part, more: Part = null): Part => py`
  ${parametrize(['field', 'make'], rows)}
  async def ${new Name(id)}(${[callerParameter(tests), more, py`field: str`, py`make: ${factoryType}`]}) -> None:
`;

const createKeeps = (tests: ResourceSuite): Part => py`
  ${head(tests, 'test_create_keeps_the_reference', py`REFERENCES`)}
      target = await make(${tests.who})

      assert (${created(tests, py`**{field: target["id"]}`)})[field] == target["id"]
`;

/** The checks of a refused reference. */
const refused = (code: Part): Part => py`
  problem = ${assert_problem}(${code}, 422, "unknown-reference")
  assert problem["errors"][0]["location"] == f"/body/{field}"
`;

const createRejectsUnknown = (tests: ResourceSuite): Part => py`
  ${parametrize(['field'], py`[field for field, _ in REFERENCES]`)}
  async def test_create_rejects_unknown_references(${callerParameter(tests)}, field: str) -> None:
      response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**{field: str(${uuids.uuid4}())}`)})

      ${refused(py`response`)}
`;

function updateMoves(tests: ResourceSuite, onUpdate: readonly RelationPlan[], all: readonly RelationPlan[]): Part {
  const rows = onUpdate.length === all.length ? py`REFERENCES` : table(onUpdate.map(referenceRow));
  return py`
    ${head(tests, 'test_update_changes_the_reference', rows)}
        ${given(tests)}
        target = await make(${tests.who})

        response = await ${tests.who}.patch(${rowUrl(tests)}, json={field: target["id"]})

        assert response.status_code == 200
        assert response.json()[field] == target["id"]
        ${tests.able.has('get') && py`assert (await ${tests.who}.get(${rowUrl(tests)})).json() == response.json()`}
  `;
}

const updateRejectsUnknown = (tests: ResourceSuite, onUpdate: readonly RelationPlan[]): Part => py`
  ${parametrize(['field'], names(onUpdate))}
  async def test_update_rejects_unknown_references(${callerParameter(tests)}, field: str) -> None:
      ${given(tests)}

      response = await ${tests.who}.patch(${rowUrl(tests)}, json={field: str(${uuids.uuid4}())})

      ${refused(py`response`)}
`;

function empties(tests: ResourceSuite, onUpdate: readonly RelationPlan[]): Part {
  const nullable = onUpdate.filter(({ relation }) => relation.nullable);
  if (nullable.length === 0) return null;
  return py`
    ${head(tests, 'test_update_can_drop_the_reference', table(nullable.map(referenceRow)))}
        target = await make(${tests.who})
        ${given(tests, py`**{field: target["id"]}`)}

        response = await ${tests.who}.patch(${rowUrl(tests)}, json={field: None})

        assert response.status_code == 200
        assert response.json()[field] is None
  `;
}

/** What was deleted, though its row is still there. */
function rejectsDeleted(tests: ResourceSuite, all: readonly RelationPlan[], suite: Suite): Part {
  const rows = all.flatMap((plan) => {
    const target = suite.resources.find((each) => each.resource === plan.target());
    return target?.resource.softDelete && target.able.has('delete')
      ? [py`(${[plan.json, factoryOf(plan), target.url]})`]
      : [];
  });
  if (rows.length === 0 || !tests.able.has('create')) return null;
  return py`
    ${parametrize(['field', 'make', 'url'], table(rows))}
    async def test_create_rejects_deleted_references(
        ${callerParameter(tests)}, field: str, make: ${factoryType}, url: str
    ) -> None:
        target = await make(${tests.who})
        await ${tests.who}.delete(f"{url}/{target['id']}")

        response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**{field: target["id"]}`)})

        ${refused(py`response`)}
  `;
}

const STRANGER: CallerKind = { name: 'stranger', isKnown: true, owns: true, grants: [] };

/** What somebody else has and the caller cannot see. */
function rejectsInvisible(tests: ResourceSuite, all: readonly RelationPlan[], suite: Suite): Part {
  if (!tests.able.has('create')) return null;
  const other: CallerKind = { ...tests.caller, owns: false };
  const rows = all.filter((plan) => {
    const target = suite.resources.find((each) => each.resource === plan.target());
    if (!target || target.refers || target.stored.length > 0 || !target.able.has('create')) return false;
    const stranger = doorExpectation('create', target.resource, STRANGER).status === 201;
    return stranger && isVisible(target.resource, other, target.state) === false;
  });
  if (rows.length === 0) return null;
  return py`
    ${head(tests, 'test_create_rejects_references_to_what_cannot_be_seen', table(rows.map(referenceRow)), py`stranger: ${Caller}`)}
        target = await make(stranger)

        response = await ${tests.who}.post(${tests.url}, json=${payloadOf(tests, py`**{field: target["id"]}`)})

        ${refused(py`response`)}
  `;
}
