/** Sort orders, filters and search of a list. */
import type { Filter } from '../../../design/api-design.ts';
import { type FieldPlan, filterAttribute, type ResourcePlan } from '../../../plan/index.ts';
import { pagination, valueLists } from '../../../plan/own-symbols.ts';
import { abc, pydantic, sa, typing } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { nullableSorts } from '../shared/sorts.ts';
import { sortFields } from '../shared/tables.ts';

const { MISSING } = pydantic;

/** What a list reads: the columns of a response, and no whole rows. */
export function listedRows(resource: ResourcePlan): Part {
  const attributes = [
    'id',
    ...resource.relations.map((plan) => plan.attribute),
    ...resource.fields.filter((plan) => !plan.list && !plan.field.writeOnly).map((plan) => plan.attribute),
    ...(resource.locked ? ['version'] : []),
    ...(resource.timestamps ? ['created_at', 'updated_at'] : []),
    ...(resource.softDelete ? ['deleted_at'] : []),
  ];
  return py`
    # Lists read columns instead of whole objects, which is much faster.
    _ROWS = ${sa.select}(
        ${attributes.map((attribute) => py`${resource.model}.${new Name(attribute)},`)}
        ${resource.lists.filter((plan) => !plan.field.writeOnly).map((plan) => py`${valuesColumn(plan, resource)},`)}
    )
  `;
}

/** The values of a list field as one column. */
function valuesColumn(plan: FieldPlan, resource: ResourcePlan): Part {
  const list = plan.list!;
  const row = resource.own('models', list.className);
  const column = py`${row}.${new Name(list.value)}${plan.link && py`.label("value")`}`;
  const values = py`${sa.select}(${column}).where(${row}.${new Name(list.parentKey)} == ${resource.model}.id)`;
  const given = plan.field.unique ? [values, py`is_set=True`] : [py`${values}.order_by(${row}.position)`];
  return py`${valueLists.values_of}(${given}).label(${plan.attribute})`;
}

/** The sort orders, by their names in requests; the last column of each is unique. */
export function sortOrders(resource: ResourcePlan): Part {
  const keys = [...new Set(resource.resource.sorts.map((sort) => sort.field))];
  const nullable = nullableSorts(resource);
  return py`
    ${keys.includes('created_at') && resource.timestamps && py`# Ids are UUIDv7: they sort by time of creation.`}
    _SORT_ORDERS = ${pagination.sort_orders}(
        {
            ${keys.map((key) => py`${key}: ${sortEntry(key, resource)},`)}
        },
        ${nullable.length > 0 && py`nullable={${nullable}},`}
    )
  `;
}

function sortEntry(key: string, resource: ResourcePlan): Part {
  const columns = sortFields(key, resource).map((field) => columnOf(field, resource));
  return columns.length === 1 ? py`(${columns[0]},)` : py`(${columns})`;
}

/** The column of a field, a relation or a built-in. */
function columnOf(field: string, resource: ResourcePlan): Part {
  const relation = resource.relations.find((each) => each.relation.name === field || each.json === field);
  const plan = resource.fields.find((each) => each.json === field);
  return py`${resource.model}.${new Name(relation?.attribute ?? plan?.attribute ?? field)}`;
}

/** The function that turns the query parameters of a list into conditions. */
export const filtersFunction = (resource: ResourcePlan): Part =>
  resource.resource.filters.length > MANY ? filtersByName(resource) : filterBranches(resource);

/** From this many filters on, a table of conditions reads better than a branch for each. */
const MANY = 8;

const entry = (attribute: string, code: Part): Part => py`"${new Name(attribute)}": ${code},`;

function filtersByName(resource: ResourcePlan): Part {
  const { filters, search } = resource.resource;
  return py`
    _FILTERS: dict[str, ${abc.Callable}[[${typing.Any}], ${sa.ColumnElement}[bool]]] = {
        ${search.length > 0 && entry('q', new Name('_matches'))}
        ${filters.map((filter) => entry(filterAttribute(filter), conditionFunction(filter, resource)))}
    }


    def _filters(query: ${resource.own('schemas', `${resource.className}Query`)}) -> list[${sa.ColumnElement}[bool]]:
        given = query.model_dump(include=set(_FILTERS))
        return [_FILTERS[name](value) for name, value in given.items()]
  `;
}

/** The condition of a filter as a function of the given value. */
function conditionFunction(filter: Filter, resource: ResourcePlan): Part {
  const column = columnOf(filter.field, resource);
  const isBool = resource.fields.find((each) => each.json === filter.field)?.field.type === 'bool';
  if (filter.op === 'in') return py`${column}.in_`;
  if (isBool && filter.op === 'eq') return py`${column}.is_`;
  if (isBool && filter.op === 'ne') return py`${column}.is_not`;
  return py`lambda value: ${condition(filter, new Name('value'), resource)}`;
}

const filterBranches = (resource: ResourcePlan): Part => py`
  def _filters(query: ${resource.own('schemas', `${resource.className}Query`)}) -> list[${sa.ColumnElement}[bool]]:
      filters: list[${sa.ColumnElement}[bool]] = []
      ${
        resource.resource.search.length > 0 &&
        py`
          if query.q is not ${MISSING}:
              filters.append(_matches(query.q))
        `
      }
      ${resource.resource.filters.map((filter) => filterBlock(filter, resource))}
      return filters
`;

function filterBlock(filter: Filter, resource: ResourcePlan): Part {
  const given = py`query.${new Name(filterAttribute(filter))}`;
  return py`
    if ${given} is not ${MISSING}:
        filters.append(${condition(filter, given, resource)})
  `;
}

function condition(filter: Filter, given: Part, resource: ResourcePlan): Part {
  const column = columnOf(filter.field, resource);
  const plan = resource.fields.find((each) => each.json === filter.field);
  switch (filter.op) {
    case 'has': {
      const row = resource.own('models', plan!.list!.className);
      return py`${resource.model}.${new Name(plan!.list!.rows)}.any(${row}.${new Name(plan!.list!.value)} == ${given})`;
    }
    case 'eq':
      return plan?.field.type === 'bool' ? py`${column}.is_(${given})` : py`${column} == ${given}`;
    case 'ne':
      return plan?.field.type === 'bool' ? py`${column}.is_not(${given})` : py`${column} != ${given}`;
    case 'gt':
      return py`${column} > ${given}`;
    case 'gte':
      return py`${column} >= ${given}`;
    case 'lt':
      return py`${column} < ${given}`;
    case 'lte':
      return py`${column} <= ${given}`;
    case 'in':
      return py`${column}.in_(${given})`;
    case 'contains':
      return py`${column}.contains(${given}, autoescape=True)`;
    case 'icontains':
      return py`${column}.icontains(${given}, autoescape=True)`;
    case 'isnull':
      return py`${column}.is_(None) if ${given} else ${column}.is_not(None)`;
  }
}

/** The function that searches the text fields; null when there is no search. */
export function searchFilters(resource: ResourcePlan): Part {
  const { search } = resource.resource;
  if (search.length === 0) return null;
  const terms = search.map((field) => py`${columnOf(field, resource)}.icontains(text, autoescape=True)`);
  return py`
    def _matches(text: str) -> ${sa.ColumnElement}[bool]:
        return ${terms.length === 1 ? terms[0] : py`${sa.or_}(${terms})`}
  `;
}
