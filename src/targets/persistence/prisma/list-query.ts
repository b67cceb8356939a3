/** Sort orders, filters and search of a list. */
import type { Filter } from '../../../design/api-design.ts';
import { type FieldPlan, filterAttribute, type ResourcePlan } from '../../../plan/index.ts';
import { pagination } from '../../../plan/own-symbols.ts';
import { abc, pydantic, typing } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import { nullableSorts } from '../shared/sorts.ts';
import { sortFields } from '../shared/tables.ts';
import type { Provider } from './providers.ts';
import { resourceTable, TEXTS } from './schema.ts';
import { columnTypes, whereInput } from './symbols.ts';

const { MISSING } = pydantic;

/** The sort orders, by their names in requests; the last column of each is unique. */
export function sortOrders(resource: ResourcePlan, provider: Provider): Part {
  const keys = [...new Set(resource.resource.sorts.map((sort) => sort.field))];
  const nullable = nullableSorts(resource);
  const { columns } = resourceTable(resource, provider);
  const entry = (field: string): Part => {
    const attribute = attributeOf(field, resource);
    return py`${attribute}: ${columns.find((column) => column.attribute === attribute)!.type.python}`;
  };
  return py`
    ${keys.includes('created_at') && resource.timestamps && py`# Ids are UUIDv7: they sort by time of creation.`}
    _SORT_ORDERS = ${pagination.sort_orders}(
        {
            ${keys.map((key) => py`${key}: {${sortFields(key, resource).map(entry)}},`)}
        },
        ${nullable.length > 0 && py`nullable={${nullable}},`}
    )
  `;
}

/** The attribute of a field, a relation or a built-in. */
function attributeOf(field: string, resource: ResourcePlan): string {
  const relation = resource.relations.find((each) => each.relation.name === field || each.json === field);
  const plan = resource.fields.find((each) => each.json === field);
  return relation?.attribute ?? plan?.attribute ?? field;
}

/** From this many filters on, a table of conditions reads better than a branch for each. */
const MANY = 8;

/** The function that turns the query parameters of a list into conditions. */
export const filtersFunction = (resource: ResourcePlan, provider: Provider): Part =>
  resource.resource.filters.length > MANY ? filtersByName(resource, provider) : filterBranches(resource, provider);

const entry = (attribute: string, code: Part): Part => py`"${new Name(attribute)}": ${code},`;
const queryType = (resource: ResourcePlan): Part => resource.own('schemas', `${resource.className}Query`);

function filtersByName(resource: ResourcePlan, provider: Provider): Part {
  const { filters, search } = resource.resource;
  const where = whereInput(resource.className);
  return py`
    _FILTERS: dict[str, ${abc.Callable}[[${typing.Any}], ${where}]] = {
        ${search.length > 0 && entry('q', new Name('_matches'))}
        ${filters.map((filter) => entry(filterAttribute(filter), py`lambda value: ${condition(filter, new Name('value'), resource, provider)}`))}
    }


    def _filters(query: ${queryType(resource)}) -> list[${where}]:
        given = query.model_dump(include=set(_FILTERS))
        return [_FILTERS[name](value) for name, value in given.items()]
  `;
}

function filterBranches(resource: ResourcePlan, provider: Provider): Part {
  const where = whereInput(resource.className);
  return py`
    def _filters(query: ${queryType(resource)}) -> list[${where}]:
        filters: list[${where}] = []
        ${
          resource.resource.search.length > 0 &&
          py`
            if query.q is not ${MISSING}:
                filters.append(_matches(query.q))
          `
        }
        ${resource.resource.filters.map((filter) => filterBlock(filter, resource, provider))}
        return filters
  `;
}

function filterBlock(filter: Filter, resource: ResourcePlan, provider: Provider): Part {
  const given = py`query.${new Name(filterAttribute(filter))}`;
  // Within a condition a long name would not fit into a line.
  if (filterAttribute(filter).length > LONG) {
    return py`
      value = ${given}
      if value is not ${MISSING}:
          filters.append(${condition(filter, new Name('value'), resource, provider)})
    `;
  }
  return py`
    if ${given} is not ${MISSING}:
        filters.append(${condition(filter, given, resource, provider)})
  `;
}

const LONG = 35;

function condition(filter: Filter, given: Part, resource: ResourcePlan, provider: Provider): Part {
  const attribute = attributeOf(filter.field, resource);
  const plan = resource.fields.find((each) => each.json === filter.field);
  const stored = storedAs(attribute, plan, resource, provider);
  switch (filter.op) {
    case 'has':
      return py`{${plan!.list!.rows}: {"some": {${plan!.list!.value}: ${stored(given)}}}}`;
    case 'eq':
      return py`{${attribute}: ${stored(given)}}`;
    case 'ne':
      return plan?.field.type === 'bool' && plan.field.nullable
        ? py`{"OR": [{${attribute}: {"not": ${given}}}, {${attribute}: None}]}`
        : py`{${attribute}: {"not": ${stored(given)}}}`;
    case 'in': {
      const each = stored(new Name('each'));
      const isPlain = each instanceof Name;
      return py`{${attribute}: {"in": ${isPlain ? py`[*${given}]` : py`[${each} for each in ${given}]`}}}`;
    }
    case 'isnull':
      return py`{${attribute}: None} if ${given} else {"NOT": [{${attribute}: None}]}`;
    case 'contains':
    case 'icontains':
      return contains(attribute, given, filter.op === 'contains', provider);
    default:
      return py`{${attribute}: {${filter.op}: ${stored(given)}}}`;
  }
}

/** How a value of a column is given to the client. */
function storedAs(
  attribute: string,
  plan: FieldPlan | undefined,
  resource: ResourcePlan,
  provider: Provider,
): (value: Part) => Part {
  if (plan) return provider.types.of(plan.field).stored;
  return resourceTable(resource, provider).columns.find((column) => column.attribute === attribute)!.type.stored;
}

/** The condition that a text is part of a column. */
function contains(attribute: string, text: Part, exactly: boolean, { escapes }: Provider): Part {
  const given = py`"contains": ${columnTypes.literal}(${text})`;
  if (!escapes) return py`{${TEXTS}: {"is": {${attribute}: {${given}}}}}`;
  return py`{${attribute}: {${[given, !exactly && py`"mode": "insensitive"`]}}}`;
}

/** The function that searches the text fields; null when there is no search. */
export function searchFilters(resource: ResourcePlan, provider: Provider): Part {
  const { search } = resource.resource;
  if (search.length === 0) return null;
  const terms = search.map((field) => contains(attributeOf(field, resource), new Name('text'), false, provider));
  return py`
    def _matches(text: str) -> ${whereInput(resource.className)}:
        return ${terms.length === 1 ? terms[0] : py`{"OR": [${terms}]}`}
  `;
}
