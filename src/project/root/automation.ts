/** Checks that run by themselves: before a commit, and on every push. */
import type { Config } from '../../design/api-design.ts';
import { authKitOf } from '../auth/index.ts';
import type { ServicePlan } from '../../plan/index.ts';
import type { Persistence, TextFile } from '../../targets/types.ts';
import { POSTGRES, PYTHON } from './docker.ts';

/** .pre-commit-config.yaml. */
export const preCommitFile: TextFile = {
  path: '.pre-commit-config.yaml',
  text: `# The tools of the virtual environment, so that a commit is checked by the same versions as everything else.
repos:
  - repo: local
    hooks:
${hook('ruff-format', 'ruff format')}
${hook('ruff-check', 'ruff check --fix')}
      - id: pyright
        name: pyright
        entry: pyright
        language: system
        types: [python]
        pass_filenames: false
`,
};

function hook(id: string, entry: string): string {
  return `      - id: ${id}
        name: ${entry}
        entry: ${entry}
        language: system
        types: [python]
        require_serial: true`;
}

/** .github/workflows/ci.yml. */
export const workflowFile = (plan: ServicePlan, persistence: Persistence): TextFile => ({
  path: '.github/workflows/ci.yml',
  text: plan.config.include_tests
    ? `${check(plan, persistence)}\n${test(plan.config, persistence)}`
    : check(plan, persistence),
});

const SET_UP = `      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "VERSION"
          cache: pip
          cache-dependency-path: constraints.txt
      - run: pip install -c constraints.txt -e '.[dev]'`;

const setUp = (version: string, { prepare }: Persistence): string =>
  `${SET_UP.replace('VERSION', () => version)}${prepare ? `\n      - run: ${prepare.join(' ')}` : ''}`;

/** The databases that one project takes. */
const takes = (database: Config['database'], config: Config, { oneDatabase }: Persistence): boolean =>
  !oneDatabase || config.database === database;

/** Settings without a default, as .env.example has them. */
const exports = (plan: ServicePlan): string =>
  (authKitOf(plan)?.settings(plan) ?? [])
    .filter((each) => each.required !== undefined)
    .map(({ environment }) => `          export ${environment}\n`)
    .join('');

const check = (plan: ServicePlan, persistence: Persistence): string => `name: CI

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
${takes('sqlite', plan.config, persistence) ? '' : POSTGRES_SERVICE}\
    steps:
${setUp(PYTHON, persistence)}
      - run: ruff check .
      - run: ruff format --check .
      - run: pyright
      - run: bandit -q -c pyproject.toml -r app
      - name: The models and the migrations agree
        run: |
${secret(plan)}          export DATABASE_URL=${takes('sqlite', plan.config, persistence) ? persistence.urls.sqlite('./check.db') : testUrl(persistence)}
${exports(plan)}          ${persistence.migrations.upgrade.join(' ')}
          ${persistence.migrations.check}
`;

const secret = ({ hasSecret }: ServicePlan): string =>
  hasSecret ? `          export SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(48))')"\n` : '';

const testUrl = ({ urls }: Persistence): string => urls.postgresql('tests:tests@localhost:5432/tests');

const POSTGRES_SERVICE = `    services:
      postgres:
        image: ${POSTGRES}
        env:
          POSTGRES_USER: tests
          POSTGRES_PASSWORD: tests
        ports:
          - 5432:5432
        options: --health-cmd pg_isready --health-interval 2s --health-retries 30
`;

function test(config: Config, persistence: Persistence): string {
  const onSqlite = takes('sqlite', config, persistence);
  const onPostgres = takes('postgresql', config, persistence);
  const steps = [
    onSqlite && `      - name: On SQLite\n        run: pytest --cov\n`,
    onPostgres &&
      `      - name: On PostgreSQL
        run: pytest${onSqlite ? '' : ' --cov'}
        env:
          TEST_DATABASE_URL: ${testUrl(persistence)}
`,
  ];
  return `  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python: ["3.11", "${PYTHON}"]
${onPostgres ? POSTGRES_SERVICE : ''}\
    steps:
${setUp('${{ matrix.python }}', persistence)}
${steps.filter((each) => each !== false).join('')}`;
}
