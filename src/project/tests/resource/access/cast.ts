/** Who and what the access tests of a resource try: kinds of callers, and states of rows. */
import { typing } from '../../../../plan/symbols.ts';
import { type Part, py, value } from '../../../../python/index.ts';
import type { Row } from '../../conditions.ts';
import { type CallerKind, expectation, type RowOperation } from '../../expectations.ts';
import { textOf } from '../../samples/sample.ts';
import { distinctStates, MAX_STATES } from '../../states.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';

const { Any } = typing;

/** A state of a row, with the name that tests give it. */
export interface State {
  readonly name: string;
  readonly row: Row;
}

/** Everything that the table of one resource is made of. */
export interface Cast {
  readonly tests: ResourceSuite;
  readonly callers: readonly CallerKind[];
  readonly states: readonly State[];
}

/** Plans the access tests of a resource. */
export const castOf = (tests: ResourceSuite, suite: Suite): Cast => ({
  tests,
  callers: callersOf(suite, tests),
  states: statesOf(tests),
});

const known = (name: string): CallerKind => ({ name, isKnown: true, owns: false, grants: [] });

/** The kinds of callers whom the rules of a service tell apart. */
export function callersOf({ owner, grants }: Suite, { who, caller }: ResourceSuite): CallerKind[] {
  return [
    { name: 'anonymous', isKnown: false, owns: false, grants: [] },
    known('stranger'),
    ...grants.map((grant) => ({ ...known(`${grant.kind}:${grant.name}`), grants: [grant] })),
    { ...caller, name: who.id === owner.id ? owner.id : who.id },
  ];
}

function statesOf({ resource, state, limit = MAX_STATES }: ResourceSuite): State[] {
  const rows = distinctStates(resource).slice(0, limit);
  if (rows.length < 2) return [{ name: 'existing', row: state }];
  const named = rows.map((row) => ({ name: stateName(row), row }));
  return named.map((each, index) =>
    named.findIndex((other) => other.name === each.name) === index
      ? each
      : { ...each, name: `${each.name} (${index + 1})` },
  );
}

const stateName = (row: Row): string =>
  Object.entries(row)
    .map(([name, given]) => {
      const label = name.replaceAll('_', ' ').replace(/^is /, '');
      if (given === true) return label;
      if (given === false) return `not ${label}`;
      return given === null ? `no ${label}` : `${label} ${textOf(given)}`;
    })
    .join(', ');

/** The states by their names. */
export const stateTable = (states: readonly State[]): Part => py`
  STATES: dict[str, dict[str, ${Any}]] = {
      ${states.map(({ name, row }) => py`${name}: ${value(row)},`)}
  }
`;

/** Whether `deleter` can bring a row in this state to where an operation applies to it. */
export const isReached = (
  { resource }: ResourceSuite,
  operation: RowOperation,
  row: Row,
  deleter: CallerKind,
): boolean => operation !== 'restore' || expectation('delete', resource, deleter, row)?.status === 204;
