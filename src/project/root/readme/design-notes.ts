/** How the project is built: what is where, and why it is so. */
import { authKitOf } from '../../auth/index.ts';
import { allActions, type ResourcePlan, type ServicePlan, usesVersions } from '../../../plan/index.ts';
import type { Persistence } from '../../../targets/types.ts';

/** Files and what they are for, in two columns, and the decisions behind them. */
export const designNotes = (plan: ServicePlan, persistence: Persistence): string =>
  `${layout(plan, persistence)}\n\n${decisions(plan, persistence).join('\n')}`;

const FILE_WIDTH = 26;

function layout(plan: ServicePlan, { migrations }: Persistence): string {
  const domains = plan.resources.filter((each) => each.operations.size > 0);
  const [first] = domains;
  const kit = authKitOf(plan);
  const files = [
    ['app/main.py', 'entry point'],
    ['app/factory.py', 'puts it together'],
    ['app/core/', 'no domain knowledge'],
    ...(plan.has.developerCommands ? [['app/cli.py', 'commands for development']] : []),
    ...(kit ? [['app/auth/', kit.notes.files]] : []),
    ...(first ? packageOf(first, domains) : []),
    ...(plan.has.migrations ? [[`${migrations.folder}/`, migrations.tool]] : []),
    ...(plan.config.include_tests ? [['tests/', 'over HTTP, on a real database']] : []),
  ];
  const width = Math.max(FILE_WIDTH, ...files.map(([path]) => path!.length + 2));
  return files.map(([path, purpose]) => `    ${path!.padEnd(width)}${purpose}`).join('\n');
}

function packageOf({ module }: ResourcePlan, domains: readonly ResourcePlan[]): string[][] {
  const others = domains.length > 1 ? [[`app/${domains[1]!.module}/`, 'the same files, as every domain']] : [];
  return [
    [`app/${module}/router.py`, 'HTTP: routes, status codes, docs'],
    [`app/${module}/dependencies.py`, 'which row, may the caller'],
    [`app/${module}/scope.py`, 'the rows that a request can be about'],
    [`app/${module}/service.py`, 'rules, queries, commits'],
    [`app/${module}/models.py`, 'tables'],
    [`app/${module}/schemas.py`, 'bodies and query parameters'],
    ...others,
  ];
}

const TRANSACTIONS = `**What concerns several rows is one transaction.** A row that was read is changed only if it is still as
it was read, a counter only within its bounds. Where rows are counted before one is added, the row that they belong to is
claimed first, so that two requests cannot both find room for the last one.`;

const TASKS = `**Tasks follow the transaction.** \`app/background.py\` has a function for each; FastAPI calls them in the same
process when the response has been sent, and never for a request that failed. What they must not lose when the process dies
belongs into the database.`;

const ACTIONS = `**Actions decide, then change a row in one statement.** The statement says again what was decided on, and finds no row when
another request was faster: that is an edit conflict, and nothing has changed. Counters are counted in the database.`;

/** Which routes find deleted rows. */
const softDeletion = (restores: boolean): string =>
  `**Soft deletion.** A deleted row stays in its table with \`deleted_at\` set${
    restores
      ? `. Only \`?deleted=true\` and \`/restore\`
find it, and only for those who may restore it.`
      : ', and no route finds it.'
  }`;

function decisions(plan: ServicePlan, persistence: Persistence): string[] {
  const kit = authKitOf(plan);
  const { resources } = plan;
  const lists = resources.some((each) => each.operations.has('list'));
  const notes = [
    ...persistence.notes,
    `**Errors are RFC 9457 problems.** Each is a class with a status, a type and a text; \`problems(...)\`
documents the same classes in OpenAPI.`,
    resources.some((each) => each.actions.length > 0) && ACTIONS,
    resources.some((each) => allActions(each).some(({ procedure }) => procedure)) && TRANSACTIONS,
    plan.tasks.length > 0 && TASKS,
    lists && plan.paging.note,
    lists &&
      `**Totals.** \`total\` is exact up to \`COUNT_LIMIT\` of \`app/core/pagination.py\` and a lower bound
beyond: counting all of a large table would cost more than the page.`,
    usesVersions(plan) &&
      `**Versions.** Each change raises \`version\`, which is the ETag and is checked by every \`UPDATE\`.
\`If-Match\` that does not match gives 412, a race without it 409.`,
    resources.some((each) => each.softDelete) && softDeletion(resources.some((each) => each.operations.has('restore'))),
    ...(kit ? [kit.notes.decision].flat() : []),
  ];
  return notes.filter((each) => each !== false).map((each) => `- ${each.replaceAll('\n', '\n  ')}`);
}
