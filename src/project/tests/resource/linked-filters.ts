/** Tests of filters whose values only the server knows: ids of other rows, and times of creation and change. */
import type { Filter, FilterOp } from '../../../design/api-design.ts';
import type { RelationPlan } from '../../../plan/index.ts';
import { typing, uuids } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { ResourceSuite } from '../suite.ts';
import { pages } from '../symbols.ts';
import { factoryOf } from './factory.ts';
import { callerParameter, createdOne, dictionary, keywords, parametrize, table, wholePage } from './parts.ts';

const { Any } = typing;
const { ids } = pages;

const filtersOf = ({ resource }: ResourceSuite): readonly Filter[] => resource.resource.filters;

/** Filters by `created_at` and `updated_at`. */
export function timeFilters(tests: ResourceSuite): Part {
  const rows = filtersOf(tests)
    .filter(({ field }) => field === 'created_at' || field === 'updated_at')
    .flatMap(({ op, param, field }) => (TIMES[op] ?? []).map(([of, found]) => py`(${[param, field, of, found]})`));
  if (rows.length === 0) return null;
  return py`
    ${parametrize(['param', 'field', 'of', 'found'], table(rows))}
    async def test_filter_by_time(${callerParameter(tests)}, param: str, field: str, of: int, found: list[int]) -> None:
        rows = [${createdOne(tests)} for _ in range(2)]

        page = ${wholePage(tests, py`**{param: rows[of][field]}`)}

        assert set(${ids}(page["items"])) == {rows[index]["id"] for index in found}
  `;
}

/** Of two rows: whose time is asked for, and which rows that finds. */
const TIMES: Readonly<Partial<Record<FilterOp, readonly (readonly [of: number, found: Part])[]>>> = {
  eq: [[0, py`[0]`]],
  ne: [[0, py`[1]`]],
  in: [[1, py`[1]`]],
  gt: [
    [0, py`[1]`],
    [1, py`[]`],
  ],
  gte: [
    [0, py`[0, 1]`],
    [1, py`[1]`],
  ],
  lt: [
    [0, py`[]`],
    [1, py`[0]`],
  ],
  lte: [
    [0, py`[0]`],
    [1, py`[0, 1]`],
  ],
};

/** Filters by the owner of a row. */
export function ownerFilters(tests: ResourceSuite): Part {
  const { owner } = tests.resource;
  const filter = owner && filtersOf(tests).find((each) => isAbout(each, owner) && each.op === 'eq');
  if (!filter) return null;
  return py`
    async def test_filter_by_${new Name(owner.relation.name)}(${callerParameter(tests)}) -> None:
        row = ${createdOne(tests)}

        found = ${wholePage(tests, keywords([[filter.param, py`row[${owner.json}]`]]))}
        nothing = ${wholePage(tests, keywords([[filter.param, py`${uuids.uuid4}()`]]))}

        assert ${ids}(found["items"]) == [row["id"]]
        assert nothing["items"] == []
  `;
}

const isAbout = ({ field }: Filter, { relation, json }: RelationPlan): boolean =>
  field === relation.name || field === json;

/** Filters by what a request refers to. */
export function relationFilters(tests: ResourceSuite): Part[] {
  const { resource } = tests;
  return resource.relations
    .filter((each) => each !== resource.owner && !each.relation.readOnly)
    .flatMap((relation) => {
      const filters = filtersOf(tests).filter((each) => isAbout(each, relation));
      return filters.length > 0 ? [relationFilter(tests, relation, filters)] : [];
    });
}

function relationFilter(tests: ResourceSuite, plan: RelationPlan, filters: readonly Filter[]): Part {
  const rows = filters.flatMap((filter) => paramsOf(filter, plan));
  const needsOther = filters.some(({ op }) => op === 'isnull' || (op === 'ne' && !plan.relation.nullable));
  const second = plan.relation.nullable ? py`None` : py`second["id"]`;
  return py`
    async def test_filter_by_${new Name(plan.relation.name)}(${callerParameter(tests)}) -> None:
        first = await ${factoryOf(plan)}(${tests.who})
        ${!plan.relation.nullable && py`second = await ${factoryOf(plan)}(${tests.who})`}
        with_first = ${createdOne(tests, keywords([[plan.json, py`first["id"]`]]))}
        ${needsOther && py`other = `}${createdOne(tests, keywords([[plan.json, second]]))}
        cases: list[tuple[dict[str, ${Any}], list[str]]] = ${table(rows)}

        for params, expected in cases:
            page = ${wholePage(tests, py`**params`)}
            assert ${ids}(page["items"]) == expected
  `;
}

/** What the filter is tried with, and which of the two rows that finds. */
function paramsOf({ op, param }: Filter, { relation }: RelationPlan): Part[] {
  const row = (given: Part, found: Part): Part => py`(${[dictionary([[param, given]]), py`[${found}]`]})`;
  const first = py`with_first["id"]`;
  const other = py`other["id"]`;
  switch (op) {
    case 'eq':
      return [row(py`first["id"]`, first), row(py`${uuids.uuid4}()`, null)];
    case 'in':
      return [row(py`[first["id"]]`, first)];
    case 'ne':
      return [row(py`first["id"]`, relation.nullable ? null : other)];
    case 'isnull':
      return [row(py`True`, other), row(py`False`, first)];
    default:
      return [];
  }
}
