/** The example of the README: an account, a login, a row and the list that it is in, with curl. */
import type { JsonValue } from '../../../design/api-design.ts';
import type { Grant, ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import { ADA } from '../../auth/ada.ts';
import { authKitOf } from '../../auth/index.ts';
import { type SampleRows, sampleRows } from '../../samples/rows.ts';
import { shellJson, shellWord } from '../../text/shell.ts';

/** The commands, one a line. */
export function exampleCommands(plan: ServicePlan): string {
  const samples = exampleOf(plan);
  const lines = [
    `api=${shellWord(`http://127.0.0.1:8000${plan.config.api_prefix}`)}`,
    "json='Content-Type: application/json'",
    ...(authKitOf(plan)?.example.prepare(plan) ?? []),
    ...(samples ? [...grants(samples.resource, plan), ...create(samples, plan)] : []),
    ...list(samples?.resource ?? plan.resources.find((each) => each.operations.has('list')), samples, plan),
  ];
  return lines.join('\n');
}

/** The first resource whose rows refer to no others. */
const exampleOf = (plan: ServicePlan): SampleRows | undefined =>
  sampleRows(plan).find((each) => each.parents.length === 0 && each.accounts.length === 0);

/** The argument of curl by which Ada proves who she is. */
export function authorizationOf(plan: ServicePlan): string {
  const kit = authKitOf(plan);
  return kit ? ` ${kit.example.header}` : '';
}

/** What Ada needs to create a row and to list it. */
function grants(resource: ResourcePlan, { accountTables }: ServicePlan): string[] {
  if (!accountTables.keepsGrants) return [];
  const doors = (['create', 'list'] as const).flatMap(
    (operation) => resource.access[operation]?.door.slice(0, 1) ?? [],
  );
  const flags = [...new Set(doors.map(grantFlag))];
  return flags.length > 0 ? [`python -m app.auth.cli grant ${ADA} ${flags.join(' ')}`] : [];
}

/** A role or scope as the command line of the accounts takes it. */
export const grantFlag = ({ kind, name }: Grant): string => `--${kind} ${shellWord(name)}`;

function create({ resource, rows }: SampleRows, plan: ServicePlan): string[] {
  const authorization = authorizationOf(plan);
  const command = `curl -i -H "$json"${authorization} $api${resource.path}`;
  return [`${command} \\`, `  -d ${shellJson(rows[0])}`];
}

function list(resource: ResourcePlan | undefined, samples: SampleRows | undefined, plan: ServicePlan): string[] {
  if (!resource?.operations.has('list')) return [];
  const [sort] = resource.resource.sorts;
  const filter = samples && filterOf(samples);
  const query = [...(filter ? [filter] : []), `sort=${sort!.descending ? '-' : ''}${sort!.field}`, 'limit=10'].join(
    '&',
  );
  const anonymous = resource.access.list?.anonymous === true;
  return [`curl${anonymous ? '' : authorizationOf(plan)} "$api${resource.path}?${query}"`];
}

/** A filter by a value of the example, when there is one that a URL takes as it is. */
function filterOf({ resource, rows }: SampleRows): string | undefined {
  const body = rows[0] ?? {};
  const found = resource.resource.filters.find(
    ({ field, op }) => (op === 'has' || op === 'eq') && /^[\w-]+$/.test(firstOf(body[field]) ?? ''),
  );
  return found && `${found.param}=${firstOf(body[found.field])}`;
}

function firstOf(value: JsonValue | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' || typeof first === 'boolean' ? String(first) : undefined;
}
