/** Checks that run by themselves: before a commit, and on every push. */
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
export const workflowFile = ({ config }: ServicePlan, persistence: Persistence): TextFile => ({
  path: '.github/workflows/ci.yml',
  text: config.include_tests ? `${check(persistence)}\n${test(persistence)}` : check(persistence),
});

const SET_UP = `      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "VERSION"
          cache: pip
          cache-dependency-path: constraints.txt
      - run: pip install -c constraints.txt -e '.[dev]'`;

const setUp = (version: string): string => SET_UP.replace('VERSION', () => version);

const check = ({ urls, migrations }: Persistence): string => `name: CI

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
${setUp(PYTHON)}
      - run: ruff check .
      - run: ruff format --check .
      - run: pyright
      - run: bandit -q -c pyproject.toml -r app
      - name: The models and the migrations agree
        run: |
          export SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(48))')"
          export DATABASE_URL=${urls.sqlite('./check.db')}
          ${migrations.upgrade.join(' ')}
          ${migrations.check}
`;

const test = ({ urls }: Persistence): string => `  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python: ["3.11", "${PYTHON}"]
    services:
      postgres:
        image: ${POSTGRES}
        env:
          POSTGRES_USER: tests
          POSTGRES_PASSWORD: tests
        ports:
          - 5432:5432
        options: --health-cmd pg_isready --health-interval 2s --health-retries 30
    steps:
${setUp('${{ matrix.python }}')}
      - name: On SQLite
        run: pytest --cov
      - name: On PostgreSQL
        run: pytest
        env:
          TEST_DATABASE_URL: ${urls.postgresql('tests:tests@localhost:5432/tests')}
`;
