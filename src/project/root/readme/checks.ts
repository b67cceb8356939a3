/** What the README says of the checks of the project. */
import type { ServicePlan } from '../../../plan/index.ts';
import type { Persistence } from '../../../targets/types.ts';
import { authKitOf } from '../../auth/index.ts';
import { authorizationOf } from './example.ts';
import { codeSpan, shell } from '../../text/markdown.ts';
import { listed } from '../about.ts';

/** Where comments of commands begin. */
const COMMENT_COLUMN = 52;

const commented = (command: string, comment: string): string => `${`${command} `.padEnd(COMMENT_COLUMN)}# ${comment}`;

/** The commands that check the project, and what runs them by itself. */
export function checks(plan: ServicePlan, { oneDatabase, urls, migrations }: Persistence): string {
  const { config, has } = plan;
  const tested = config.include_tests;
  const authorization = authorizationOf(plan);
  const onSqlite = !oneDatabase || config.database === 'sqlite';
  const onPostgres = !oneDatabase || config.database === 'postgresql';
  const pytest = has.audits ? 'pytest --cov' : 'pytest';
  const commands = [
    tested && onSqlite && commented(pytest, 'SQLite'),
    tested &&
      onPostgres &&
      `TEST_DATABASE_URL=${urls.postgresql('user@host/empty_database')} ${onSqlite ? 'pytest' : pytest}`,
    `ruff check . && ruff format --check . && pyright${has.audits ? ' && bandit -c pyproject.toml -r app' : ''}`,
    has.migrations && commented(migrations.check, 'models and migrations agree'),
    tested && has.audits && `schemathesis run http://127.0.0.1:8000/openapi.json${authorization} --checks all`,
  ];
  const notes = [
    tested && has.audits && has.rateLimits && `Raise ${listed(limits(plan).map(codeSpan))} for Schemathesis.`,
    has.automation && AUTOMATION,
  ];
  return ['## Check', shell(commands.filter(isSaid).join('\n')), ...notes.filter(isSaid)].join('\n\n');
}

/** The settings that say how much a client may ask for. */
function limits(plan: ServicePlan): string[] {
  const kit = authKitOf(plan);
  return ['RATE_LIMIT_DEFAULT', ...(kit?.isLimited ? ['RATE_LIMIT_AUTH'] : []), ...(kit?.throttle?.settings ?? [])];
}

const isSaid = (text: string | false): text is string => text !== false;

const AUTOMATION = `[ci.yml](.github/workflows/ci.yml) checks every pull request, and [pre-commit](.pre-commit-config.yaml), after
\`pipx run pre-commit install\`, every commit.`;
