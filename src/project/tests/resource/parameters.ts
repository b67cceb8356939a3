/** Tests of query parameters that are refused. */
import type { Filter } from '../../../design/api-design.ts';
import type { ResourcePlan } from '../../../plan/index.ts';
import { type Part, py } from '../../../python/index.ts';
import { itemSamples } from '../samples/index.ts';
import type { ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';
import { callerParameter, parametrize, table } from './parts.ts';

/** Values that the parameters of a list cannot have. */
export function invalidParameters(tests: ResourceSuite): Part {
  const { resource } = tests;
  const own = resource.resource.filters.flatMap((filter) => {
    const wrong = wrongValue(filter, resource);
    return wrong === undefined ? [] : [[filter.param, wrong] as const];
  });
  const rows: (readonly [string, string])[] = [
    ['sort', 'no_such_field'],
    ['sort', ''],
    ...own,
    ...(resource.resource.search.length > 0 ? ([['q', ' ']] as const) : []),
    ...(resource.operations.has('restore') ? ([['deleted', 'perhaps']] as const) : []),
    ['unknown', '1'],
  ];
  return py`
    ${parametrize(['name', 'value'], table(rows.map(([name, text]) => py`(${[name, text]})`)))}
    async def test_invalid_parameters(${callerParameter(tests)}, name: str, value: str) -> None:
        response = await ${tests.who}.get(${tests.url}, params={name: value})

        ${helpers.assert_invalid}(response, ${location(lists(resource))})
  `;
}

/** Where the wrong value is: parameters that take several values say which. */
function location(several: readonly string[]): Part {
  if (several.length === 0) return py`f"/query/{name}"`;
  const isOne = several.length === 1 ? py`name == ${several[0]}` : py`name in ${py`{${[...several]}}`}`;
  return py`f"/query/{name}/0" if ${isOne} else f"/query/{name}"`;
}

/** Parameters that take several values. */
const lists = (resource: ResourcePlan): string[] =>
  resource.resource.filters.filter((each) => each.op === 'in').map((each) => each.param);

/** A value of the wrong kind; undefined when every text would do. */
function wrongValue({ field, op }: Filter, resource: ResourcePlan): string | undefined {
  if (op === 'isnull') return 'perhaps';
  if (op === 'contains' || op === 'icontains') return ' ';
  const plan = resource.fields.find((each) => each.json === field);
  if (!plan) return '42';
  switch (plan.field.type) {
    case 'bool':
      return 'perhaps';
    case 'int':
    case 'float':
    case 'decimal':
    case 'money':
      return 'many';
    case 'date':
    case 'datetime':
    case 'time':
      return 'yesterday';
    case 'uuid':
      return '42';
    case 'enum':
      return 'no such value';
    case 'email':
      return 'not an address';
    case 'url':
      return 'example.com';
    default:
      return rejectedText(plan.field);
  }
}

function rejectedText(field: Parameters<typeof itemSamples>[0]): string | undefined {
  if (field.pattern === undefined && field.type !== 'slug') return undefined;
  const matches = new RegExp(field.pattern ?? '^[a-z0-9]+(-[a-z0-9]+)*$', 'u');
  return ['Not A Slug', '-a', '?', 'é'].find((each) => !matches.test(each));
}
