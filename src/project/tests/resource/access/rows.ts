/** Every caller at every route on one row: a table of answers. */
import { isPresent, type Part, py } from '../../../../python/index.ts';
import {
  type CallerKind,
  doorExpectation,
  type Expectation,
  expectation,
  type RowOperation,
} from '../../expectations.ts';
import { type ResourceSuite, STAFF } from '../../suite.ts';
import { conftest, helpers } from '../../symbols.ts';
import { callerParameter, given, parametrize, rowUrl, table } from '../parts.ts';
import { type Cast, isReached } from './cast.ts';

const { Callers } = conftest;
const { assert_answer } = helpers;

const ROW_OPERATIONS: readonly RowOperation[] = ['get', 'update', 'delete', 'restore'];

const METHODS: Readonly<Record<RowOperation, readonly [method: string, suffix: string]>> = {
  get: ['GET', ''],
  update: ['PATCH', ''],
  delete: ['DELETE', ''],
  restore: ['POST', '/restore'],
};

/** Every caller at every route on a row of somebody else, apart from its owner. */
export function rowTests(cast: Cast): Part {
  const rows = answers(cast, cast.callers, cast.tests.caller);
  return rows.length > 0 ? [py`ANSWERS = ${table(rows)}`, answersTest(cast)] : null;
}

/** Every caller who can create a row, at every route on it: rules for owners, without those for more powerful callers. */
export function ownerTests(cast: Cast): Part {
  const { tests, callers } = cast;
  if (!tests.resource.owner || tests.refers || tests.who !== STAFF) return null;
  const owners = callers
    .filter((each) => each.isKnown && !each.owns && doorExpectation('create', tests.resource, each).status === 201)
    .map((each) => ({ ...each, owns: true }));
  const rows = answers(cast, owners, { ...tests.caller, owns: false });
  return rows.length > 0 ? [py`ANSWERS_TO_OWNERS = ${table(rows)}`, ownersTest(cast)] : null;
}

function answers({ tests, states }: Cast, callers: readonly CallerKind[], deleter: CallerKind): Part[] {
  const { resource } = tests;
  const named = states.length > 1;
  return ROW_OPERATIONS.filter((each) => canTry(tests, each)).flatMap((operation) =>
    states.flatMap(({ name, row }) =>
      callers.flatMap((caller) => {
        const expected = isReached(tests, operation, row, deleter) && expectation(operation, resource, caller, row);
        return expected ? [answerRow(caller, operation, named ? name : undefined, expected)] : [];
      }),
    ),
  );
}

/** Whether a row can be brought to where an operation applies to it. */
const canTry = ({ resource, able }: ResourceSuite, operation: RowOperation): boolean =>
  resource.operations.has(operation) && (operation !== 'restore' || able.has('delete'));

function answerRow(
  caller: CallerKind,
  operation: RowOperation,
  state: string | undefined,
  expected: Expectation,
): Part {
  const [method, suffix] = METHODS[operation];
  return py`(${[caller.name, method, suffix, state, expected.status, expected.code ?? py`None`]})`;
}

function answersTest({ tests, states }: Cast): Part {
  const { resource, able, who } = tests;
  const hasStates = states.length > 1;
  const restores = canTry(tests, 'restore');
  return py`
    ${parametrize(['caller', 'method', 'suffix', ...(hasStates ? ['state'] : []), 'status', 'code'], py`ANSWERS`)}
    async def test_who_may(${[callerParameter(tests), ...parametersOf(hasStates)]}) -> None:
        ${given(tests, hasStates && py`**STATES[state]`)}
        ${attempt(tests)}
        ${
          able.has('get') &&
          (resource.operations.has('update') || resource.operations.has('delete')) &&
          states.length === 1 &&
          py`
            if code${restores && py` and not suffix`}:
                assert (await ${who}.get(url)).json() == ${tests.row}
          `
        }
  `;
}

function ownersTest({ tests, states }: Cast): Part {
  const { create, row } = tests;
  const hasStates = states.length > 1;
  return py`
    ${parametrize(['caller', 'method', 'suffix', ...(hasStates ? ['state'] : []), 'status', 'code'], py`ANSWERS_TO_OWNERS`)}
    async def test_what_owners_may(${[callerParameter(tests), ...parametersOf(hasStates)]}) -> None:
        ${row} = await ${create}(${[py`callers[caller]`, hasStates && py`**STATES[state]`]})
        ${attempt(tests)}
  `;
}

/** The request of one case, and its answer; what is to be restored is deleted first. */
const attempt = (tests: ResourceSuite): Part => py`
  url = ${rowUrl(tests)}
  ${
    canTry(tests, 'restore') &&
    py`
      if suffix:
          await ${tests.who}.delete(url)
    `
  }

  response = await callers[caller].request(method, url + suffix, json={})

  ${assert_answer}(response, status, code)
`;

const parametersOf = (hasStates: boolean): Part[] =>
  [
    py`callers: ${Callers}`,
    py`caller: str`,
    py`method: str`,
    py`suffix: str`,
    hasStates && py`state: str`,
    py`status: int`,
    py`code: str | None`,
  ].filter(isPresent);
