/** The many-to-many relations that tests try, and the pieces that those tests are made of. */
import type { LinkedField } from '../../../../plan/index.ts';
import { abc } from '../../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../../python/index.ts';
import { notFound } from '../../../resource/exceptions.ts';
import { isVisible } from '../../expectations.ts';
import { allStates } from '../../states.ts';
import { type ResourceSuite, STAFF, type Suite } from '../../suite.ts';
import { helpers } from '../../symbols.ts';
import { callerParameter, parametrize } from '../parts.ts';

/** A many-to-many relation, and what tests know of the resource that it leads to. */
export interface TriedLink {
  readonly field: LinkedField;
  readonly target: ResourceSuite;
}

/** Rows of a target that a test makes at most. */
const MOST = 3;

/** The relations to rows that the caller can make and see. */
export function triedLinks(tests: ResourceSuite, suite: Suite): TriedLink[] {
  return tests.resource.links.flatMap((field) => {
    const target = suite.resources.find((each) => each.resource === field.link.target())!;
    const makes = target.who === tests.who || tests.who === STAFF || !target.able.has('create');
    const sees = allStates(target.resource).some((state) => isVisible(target.resource, tests.caller, state) === true);
    return makes && sees && !target.single && target.capacity > MOST ? [{ field, target }] : [];
  });
}

/** The row of a table: what the ids are called, what makes a row, where it is linked, and the problem without it. */
export const linkRow = ({ field, target }: TriedLink): Part =>
  py`(${[field.json, target.create, field.link.path.slice(1), notFound(target.resource).code]})`;

/** The head of a test that each relation goes through, as a set of ids. */
export const setTest = (tests: ResourceSuite, id: string): Part => py`
  ${parametrize(['field', 'make'], py`SETS`)}
  async def ${new Name(id)}(${[callerParameter(tests), py`field: str`, py`make: ${factoryType}`]}) -> None:
`;

const factoryType = py`${abc.Callable}[..., ${abc.Awaitable}[${helpers.Json}]]`;

/** The head of a test that the routes of each relation go through. */
export const routeTest = (tests: ResourceSuite, id: string, names: readonly ('field' | 'path' | 'missing')[]): Part => {
  const all = ['field', 'make', 'path', 'missing'] as const;
  const used = all.filter((each) => each === 'make' || names.includes(each));
  const rows =
    used.length === all.length
      ? py`LINKS`
      : py`[(${used.map((each) => new Name(each))}) for ${pattern(used)} in LINKS]`;
  const parameters = used.map((each) => (each === 'make' ? py`make: ${factoryType}` : py`${new Name(each)}: str`));
  return py`
    ${parametrize(used, rows)}
    async def ${new Name(id)}(${[callerParameter(tests), ...parameters]}) -> None:
  `;
};

const pattern = (used: readonly string[]): Part =>
  ['field', 'make', 'path', 'missing'].map((each) => new Name(used.includes(each) ? each : `_${each}`));

/** Statement: the ids of new rows, in the order of sets of ids. */
export const newIds = (tests: ResourceSuite, count: number): Part =>
  py`targets = sorted([(await make(${tests.who}))["id"] for _ in range(${count})])`;
