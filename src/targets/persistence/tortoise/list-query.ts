/** Sort orders, filters and search of a list. */
import type { Field, Filter } from '../../../design/api-design.ts';
import { type FieldPlan, filterAttribute, type ResourcePlan } from '../../../plan/index.ts';
import { pagination } from '../../../plan/own-symbols.ts';
import { abc, pydantic, typing, uuids } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { nullableSorts } from '../shared/sorts.ts';
import { sortFields } from '../shared/tables.ts';
import { TYPES } from './columns.ts';
import { expressions } from './symbols.ts';

const { MISSING } = pydantic;
const { Q, Subquery } = expressions;

/** The sort orders, by their names in requests; the last column of each is unique. */
export function sortOrders(resource: ResourcePlan): Part {
  const keys = [...new Set(resource.resource.sorts.map((sort) => sort.field))];
  const nullable = nullableSorts(resource);
  return py`
    ${keys.includes('created_at') && resource.timestamps && py`# Ids are UUIDv7: they sort by time of creation.`}
    _SORT_ORDERS = ${pagination.sort_orders}(
        {
            ${keys.map((key) => py`${key}: {${sortFields(key, resource).map((field) => sortEntry(field, resource))}},`)}
        },
        ${nullable.length > 0 && py`nullable={${nullable}},`}
    )
  `;
}

/** A column and its type. */
function sortEntry(field: string, resource: ResourcePlan): Part {
  const attribute = attributeOf(field, resource);
  return py`${attribute}: ${pythonType(field, resource)}`;
}

function pythonType(field: string, resource: ResourcePlan): Part {
  const plan = resource.fields.find((each) => each.json === field);
  if (plan) return TYPES.of(plan.field).python;
  if (field === 'version') return TYPES.integer.python;
  return ['created_at', 'updated_at', 'deleted_at'].includes(field) ? TYPES.timestamp.python : uuids.UUID;
}

/** The attribute of a field, a relation or a built-in. */
function attributeOf(field: string, resource: ResourcePlan): string {
  const relation = resource.relations.find((each) => each.relation.name === field || each.json === field);
  const plan = resource.fields.find((each) => each.json === field);
  return relation?.attribute ?? plan?.attribute ?? field;
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
    _FILTERS: dict[str, ${abc.Callable}[[${typing.Any}], ${Q}]] = {
        ${search.length > 0 && entry('q', new Name('_matches'))}
        ${filters.map((filter) => entry(filterAttribute(filter), py`lambda value: ${condition(filter, new Name('value'), resource)}`))}
    }


    def _filters(query: ${resource.own('schemas', `${resource.className}Query`)}) -> list[${Q}]:
        given = query.model_dump(include=set(_FILTERS))
        return [_FILTERS[name](value) for name, value in given.items()]
  `;
}

const filterBranches = (resource: ResourcePlan): Part => py`
  def _filters(query: ${resource.own('schemas', `${resource.className}Query`)}) -> list[${Q}]:
      filters: list[${Q}] = []
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

const typeOf = (plan: FieldPlan | undefined): Field['type'] | undefined => plan?.field.type;

function condition(filter: Filter, given: Part, resource: ResourcePlan): Part {
  const attribute = attributeOf(filter.field, resource);
  const plan = resource.fields.find((each) => each.json === filter.field);
  const test = (suffix: string): Part => py`${Q}(${new Name(`${attribute}${suffix}`)}=${given})`;
  switch (filter.op) {
    case 'has': {
      const rows = py`${resource.own('models', plan!.list!.className)}.filter(${new Name(plan!.list!.value)}=${given}).values("parent_id")`;
      return py`${Q}(id__in=${Subquery}(${rows}))`;
    }
    case 'eq':
      return test('');
    case 'ne':
      return typeOf(plan) === 'bool' ? test('__not') : py`~${test('')}`;
    default:
      return test(`__${filter.op}`);
  }
}

/** The function that searches the text fields; null when there is no search. */
export function searchFilters(resource: ResourcePlan): Part {
  const { search } = resource.resource;
  if (search.length === 0) return null;
  const terms = search.map((field) => py`${Q}(${new Name(`${attributeOf(field, resource)}__icontains`)}=text)`);
  return py`
    def _matches(text: str) -> ${Q}:
        return ${terms.length === 1 ? terms[0] : py`${Q}(${[...terms, py`join_type=${Q}.OR`]})`}
  `;
}
