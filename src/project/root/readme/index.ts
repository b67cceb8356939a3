/** README.md: how to start, what there is, how it is built, how to check it and what production needs. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { Persistence, TextFile } from '../../../targets/types.ts';
import { codeSpan, inline, paragraph, shell } from '../../text/markdown.ts';
import { leftOut, type LeftOutItem } from '../../warnings.ts';
import { about } from '../about.ts';
import { POSTGRES } from '../docker.ts';
import { databaseName } from '../settings.ts';
import { checks } from './checks.ts';
import { designNotes } from './design-notes.ts';
import { diagrams } from './diagrams.ts';
import { exampleCommands, grantFlag } from './example.ts';
import { ADA } from '../../auth/ada.ts';
import { authKitOf } from '../../auth/index.ts';
import { productionSections } from './production.ts';
import { routesTable } from './routes.ts';

/** README.md. */
export function readmeFile(plan: ServicePlan, persistence: Persistence): TextFile {
  const sections = [
    `# ${inline(plan.title)}`,
    paragraph(about(plan)),
    'This code is yours, no strings attached: use it, change it, throw parts of it away. Nothing in it needs the tool\n' +
      'that wrote it.',
    start(plan, persistence),
    ...setUp(plan),
    `## Routes\n\n${routesTable(plan)}`,
    ...diagrams(plan),
    `## How it is built\n\n${designNotes(plan, persistence)}`,
    ...missing(plan),
    checks(plan, persistence),
    ...productionSections(plan, persistence),
  ];
  return { path: 'README.md', text: `${sections.join('\n\n')}\n` };
}

/** What the design asks for and this project does not have, so that nobody looks for it. */
function missing(plan: ServicePlan): string[] {
  const kinds = leftOut(plan).map(({ kind, items }) => `- ${kind}: ${items.map(itemText).join(', ')}`);
  if (kinds.length === 0) return [];
  return [
    `## Not written yet\n\nThe design, \`.fastapi-architect/design.json\`, also asks for:\n\n${kinds.join('\n')}`,
  ];
}

const itemText = ({ name, reason }: LeftOutItem): string =>
  reason === undefined ? codeSpan(name) : `${codeSpan(name)} (${inline(reason)})`;

/** What must be set up elsewhere before anybody can log in. */
function setUp(plan: ServicePlan): string[] {
  const section = authKitOf(plan)?.notes.setUp;
  return section ? [section(plan)] : [];
}

const SECRET = `echo "SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(48))')" >> .env`;

function start(plan: ServicePlan, persistence: Persistence): string {
  const { migrations, prepare } = persistence;
  const steps = [
    'python3 -m venv .venv && . .venv/bin/activate',
    "pip install -c constraints.txt -e '.[dev]'",
    ...(prepare ? [prepare.join(' ')] : []),
    'cp .env.example .env',
    ...(plan.hasSecret ? [SECRET] : []),
    ...(plan.has.migrations ? [migrations.upgrade.join(' ')] : []),
  ];
  return `## Run

${prepareDatabase(plan)}Set up, with Python 3.11 or later:

${shell(steps.join(' &&\n  '))}

Run:

${shell(plan.has.requestIds ? 'uvicorn app.main:app --no-access-log' : 'uvicorn app.main:app --reload')}

Open <http://127.0.0.1:8000/docs>, or:

${shell(exampleCommands(plan))}

${paragraphs([commands(plan), tablesNote(plan), databaseNote(plan, persistence)])}
All settings are in [.env.example](.env.example).`;
}

const paragraphs = (all: readonly string[]): string => all.filter((each) => each !== '').join('\n\n');

/** What the command line is for. */
function commands(plan: ServicePlan): string {
  const grant = firstGrant(plan);
  if (!plan.has.developerCommands) return grant;
  return `\`python -m app.cli sample-data\` fills the database with a few rows, and \`python -m app.cli openapi\` writes the OpenAPI
document to a file.${grant === '' ? '' : ` ${grant}`}`;
}

/** What nobody expects who knows migrations. */
const tablesNote = ({ has, config }: ServicePlan): string =>
  has.migrations
    ? ''
    : `The application creates missing tables when it starts, and never alters those that are there: after a change of a model,
${config.database === 'sqlite' ? 'delete the database file' : 'start with an empty database'}.`;

/** How the first account gets what only commands can give. */
function firstGrant({ design, accountTables }: ServicePlan): string {
  if (!accountTables.keepsGrants) return '';
  const [role] = design.roles;
  const [scope] = design.scopes;
  if (role === undefined && scope === undefined) return '';
  const flag = grantFlag(role === undefined ? { kind: 'scope', name: scope! } : { kind: 'role', name: role });
  const command = codeSpan(`python -m app.auth.cli grant ${ADA} ${flag}`);
  return `Accounts get their ${role === undefined ? 'scopes' : 'roles'}, the first ones too, from the command line:
${command}.`;
}

/** A service whose database is PostgreSQL needs one before it can migrate it. */
function prepareDatabase(plan: ServicePlan): string {
  if (plan.config.database === 'sqlite') return '';
  const name = databaseName(plan);
  return `PostgreSQL must be there, where \`DATABASE_URL\` of [.env.example](.env.example) says. Docker has one to try:

${shell(`docker run --detach --publish 127.0.0.1:5432:5432 \\
  --env POSTGRES_USER=${name} --env POSTGRES_PASSWORD=${name} ${POSTGRES}`)}

`;
}

function databaseNote({ config }: ServicePlan, { oneDatabase, urls }: Persistence): string {
  if (oneDatabase) return '';
  if (config.database === 'postgresql')
    return `\`DATABASE_URL=${urls.sqlite('./name.db')}\` takes SQLite instead of PostgreSQL.`;
  return `SQLite is the default; for PostgreSQL set \`DATABASE_URL=${urls.postgresql('user:password@host/name')}\`.`;
}
