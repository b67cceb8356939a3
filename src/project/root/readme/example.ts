/** The example of the README: an account, a login, a row and the list that it is in, with curl. */
import type { JsonValue } from '../../../design/api-design.ts';
import {
  type FieldPlan,
  type Grant,
  type ResourcePlan,
  type ServicePlan,
  writableReferences,
} from '../../../plan/index.ts';
import { shellJson, shellWord } from '../../text/shell.ts';
import { sampleValue } from './sample-values.ts';

/** Who the examples log in as. */
export const ADA = { email: 'ada@example.com', password: 'correct horse battery' } as const;

type Payload = Readonly<Record<string, JsonValue>>;

/** The commands, one a line. */
export function exampleCommands(plan: ServicePlan): string {
  const resource = plan.resources.find((each) => each.operations.has('create') && payloadOf(each));
  const lines = [
    `api=${shellWord(`http://127.0.0.1:8000${plan.config.api_prefix}`)}`,
    "json='Content-Type: application/json'",
    ...(plan.hasAccounts ? account(plan) : []),
    ...(resource ? grants(resource) : []),
    ...(resource ? create(resource, payloadOf(resource)!, plan) : []),
    ...list(resource ?? plan.resources.find((each) => each.operations.has('list'))),
  ];
  return lines.join('\n');
}

function account({ account: { fields } }: ServicePlan): string[] {
  const own = payload(fields.filter((each) => each.field.required)) ?? {};
  return [
    `curl -H "$json" $api/auth/register -d ${shellJson({ ...ADA, ...own })}`,
    `token=$(curl -s -d username=${ADA.email} -d ${shellWord(`password=${ADA.password}`)} $api/auth/login |`,
    `  python -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')`,
  ];
}

/** What Ada needs to create a row and to list it. */
function grants(resource: ResourcePlan): string[] {
  const doors = (['create', 'list'] as const).flatMap(
    (operation) => resource.access[operation]?.door.slice(0, 1) ?? [],
  );
  const flags = [...new Set(doors.map(grantFlag))];
  return flags.length > 0 ? [`python -m app.auth.cli grant ${ADA.email} ${flags.join(' ')}`] : [];
}

/** A role or scope as the command line of the accounts takes it. */
export const grantFlag = ({ kind, name }: Grant): string => `--${kind} ${shellWord(name)}`;

function create(resource: ResourcePlan, body: Payload, { hasAccounts }: ServicePlan): string[] {
  const authorization = hasAccounts ? ' -H "Authorization: Bearer $token"' : '';
  const command = `curl -i -H "$json"${authorization} $api${resource.path}`;
  return [`${command} \\`, `  -d ${shellJson(body)}`];
}

function list(resource: ResourcePlan | undefined): string[] {
  if (!resource?.operations.has('list')) return [];
  const [sort] = resource.resource.sorts;
  const filter = filterOf(resource);
  const query = [...(filter ? [filter] : []), `sort=${sort!.descending ? '-' : ''}${sort!.field}`, 'limit=10'].join(
    '&',
  );
  const anonymous = resource.access.list?.anonymous === true;
  return [`curl ${anonymous ? '' : '-H "Authorization: Bearer $token" '}"$api${resource.path}?${query}"`];
}

/** A filter by a value of the example, when there is one that a URL takes as it is. */
function filterOf(resource: ResourcePlan): string | undefined {
  const body = payloadOf(resource) ?? {};
  const found = resource.resource.filters.find(
    ({ field, op }) => (op === 'has' || op === 'eq') && /^[\w-]+$/.test(firstOf(body[field]) ?? ''),
  );
  return found && `${found.param}=${firstOf(body[found.field])}`;
}

function firstOf(value: JsonValue | undefined): string | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' || typeof first === 'boolean' ? String(first) : undefined;
}

/** A valid request to create a row, or undefined when it would have to refer to others or none is known. */
function payloadOf(resource: ResourcePlan): Payload | undefined {
  if (writableReferences(resource, 'create').some((each) => each.relation.required)) return undefined;
  const shown = resource.fields.filter(({ field }) => !field.readOnly && field.from === undefined);
  return payload(shown);
}

/** Values of the fields; optional ones are left out where no valid value is known. */
function payload(fields: readonly FieldPlan[]): Payload | undefined {
  const values: Record<string, JsonValue> = {};
  for (const plan of fields) {
    const value = sampleValue(plan);
    if (value !== undefined) values[plan.json] = value;
    else if (plan.field.required) return undefined;
  }
  return values;
}
