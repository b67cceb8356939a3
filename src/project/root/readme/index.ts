/** README.md: how to start, what there is, how it is built, how to check it and what production needs. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { DatabaseUrls, Migrations, Persistence, TextFile } from '../../../targets/types.ts';
import { codeSpan, inline, paragraph } from '../../text/markdown.ts';
import { leftOut } from '../../warnings.ts';
import { about } from '../about.ts';
import { POSTGRES } from '../docker.ts';
import { databaseName } from '../settings.ts';
import { designNotes } from './design-notes.ts';
import { ADA, exampleCommands, grantFlag } from './example.ts';
import { routesTable } from './routes.ts';

const shell = (commands: string): string => `\`\`\`sh\n${commands}\n\`\`\``;

/** README.md. */
export function readmeFile(plan: ServicePlan, persistence: Persistence): TextFile {
  const sections = [
    `# ${inline(plan.title)}`,
    paragraph(about(plan)),
    'This code is yours, no strings attached: use it, change it, throw parts of it away. Nothing in it needs the tool\n' +
      'that wrote it.',
    start(plan, persistence),
    `## Routes\n\n${routesTable(plan)}`,
    `## How it is built\n\n${designNotes(plan, persistence)}`,
    ...missing(plan),
    checks(plan, persistence),
    DEPLOYMENT,
    production(plan, persistence.migrations),
  ];
  return { path: 'README.md', text: `${sections.join('\n\n')}\n` };
}

/** What the design asks for and this project does not have, so that nobody looks for it. */
function missing(plan: ServicePlan): string[] {
  const kinds = leftOut(plan).map(({ kind, names }) => `- ${kind}: ${names.map(codeSpan).join(', ')}`);
  if (kinds.length === 0) return [];
  return [
    `## Not written yet\n\nThe design, \`.fastapi-architect/design.json\`, also asks for:\n\n${kinds.join('\n')}`,
  ];
}

function start(plan: ServicePlan, { urls, migrations }: Persistence): string {
  return `## Run

${prepareDatabase(plan)}Set up, with Python 3.11 or later:

${shell(`python3 -m venv .venv && . .venv/bin/activate &&
  pip install -c constraints.txt -e '.[dev]' &&
  cp .env.example .env &&
  echo "SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(48))')" >> .env &&
  ${migrations.upgrade.join(' ')}`)}

Run:

${shell('uvicorn app.main:app --no-access-log')}

Open <http://127.0.0.1:8000/docs>, or:

${shell(exampleCommands(plan))}

\`python -m app.cli sample-data\` fills the database with a few rows, and \`python -m app.cli openapi\` writes the OpenAPI
document to a file.${firstGrant(plan)}

${databaseNote(plan, urls)}
All settings are in [.env.example](.env.example).`;
}

/** How the first account gets what only commands can give. */
function firstGrant({ design }: ServicePlan): string {
  const [role] = design.roles;
  const [scope] = design.scopes;
  if (role === undefined && scope === undefined) return '';
  const flag = grantFlag(role === undefined ? { kind: 'scope', name: scope! } : { kind: 'role', name: role });
  const command = codeSpan(`python -m app.auth.cli grant ${ADA.email} ${flag}`);
  return ` Accounts get their ${role === undefined ? 'scopes' : 'roles'}, the first ones too, from the command line:
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

function databaseNote({ config }: ServicePlan, urls: DatabaseUrls): string {
  if (config.database === 'postgresql')
    return `\`DATABASE_URL=${urls.sqlite('./name.db')}\` takes SQLite instead of PostgreSQL.`;
  return `SQLite is the default; for PostgreSQL set \`DATABASE_URL=${urls.postgresql('user:password@host/name')}\`.`;
}

function checks({ config, hasAccounts }: ServicePlan, { urls, migrations }: Persistence): string {
  const authorization = hasAccounts ? ' -H "Authorization: Bearer $token"' : '';
  const tests = `pytest --cov                                        # SQLite
TEST_DATABASE_URL=${urls.postgresql('user@host/empty_database')} pytest
`;
  const fuzzing = `
schemathesis run http://127.0.0.1:8000/openapi.json${authorization} --checks all`;
  const limits = `\n\nRaise \`RATE_LIMIT_DEFAULT\`${hasAccounts ? ' and `RATE_LIMIT_AUTH`' : ''} for Schemathesis.`;
  return `## Check

${shell(`${config.include_tests ? tests : ''}ruff check . && ruff format --check . && pyright && bandit -c pyproject.toml -r app
${migrations.check.padEnd(51)} # models and migrations agree${config.include_tests ? fuzzing : ''}`)}${config.include_tests ? limits : ''}

[ci.yml](.github/workflows/ci.yml) checks every pull request, and [pre-commit](.pre-commit-config.yaml), after
\`pipx run pre-commit install\`, every commit.`;
}

const DEPLOYMENT = `## Deploy

[compose.yaml](compose.yaml) runs the service with PostgreSQL, and migrates it first; it takes its secrets from \`.env\`:

${shell(`echo "POSTGRES_PASSWORD=$(python3 -c 'import secrets; print(secrets.token_urlsafe(24))')" >> .env
docker compose up --build --wait`)}`;

function production({ hasAccounts }: ServicePlan, { upgrade }: Migrations): string {
  return `## Before production

- Run \`${upgrade.join(' ')}\` as its own step, before the new version starts.
- With several processes, set \`RATE_LIMIT_STORAGE=async+redis://...\`; memory is counted per process.
- Behind a proxy, start uvicorn with \`--forwarded-allow-ips\`, or all clients share one rate limit.${
    hasAccounts ? '\n- Delete old rows of `login_sessions` from time to time.' : ''
  }`;
}
