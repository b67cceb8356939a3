/** pyproject.toml: metadata, dependencies, and how the project is checked. */
import type { ServicePlan } from '../../plan/index.ts';
import type { Migrations, Persistence, Requirement, TextFile } from '../../targets/types.ts';
import { tomlArray, tomlLines, tomlString } from '../text/toml.ts';
import { oneLine } from '../text/visible.ts';
import { about } from './about.ts';
import { atLeast, compatible, isDistribution, type Requirements } from './requirements.ts';

const RULES = 'A ANN ARG ASYNC B C4 C90 D DTZ E ERA F FAST I LOG N PERF PL PT PTH RET RUF S SIM T20 TID TRY UP W'.split(
  ' ',
);

/** pyproject.toml. */
export function pyprojectFile(
  plan: ServicePlan,
  requirements: Requirements,
  { concurrency, migrations }: Persistence,
): TextFile {
  const { has } = plan;
  const tested = plan.config.include_tests;
  const sections = [
    project(plan, requirements),
    `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["app"]`,
    tested && PYTEST,
    tested && has.audits && coverage(concurrency),
    has.migrations && migrations.section !== undefined && migrations.section,
    `[tool.pyright]
include = ${tomlArray(['app', ...(has.migrations && migrations.isPython ? ['migrations'] : []), ...(tested ? ['tests'] : [])])}
typeCheckingMode = "strict"
pythonVersion = "3.11"`,
    ruff(plan, migrations),
    tested && has.audits && `[tool.bandit]\nexclude_dirs = ["tests"]`,
  ];
  return { path: 'pyproject.toml', text: `${sections.filter((each) => each !== false).join('\n\n')}\n` };
}

/** The name of the distribution: that of the service, unless one of its dependencies has it. */
const distribution = ({ slug }: ServicePlan): string => (isDistribution(slug) ? `${slug}-service` : slug);

function project(plan: ServicePlan, { runtime, redis, dev }: Requirements): string {
  const extras = [
    redis.length > 0 && `redis = ${tomlArray(redis.map(compatible))}`,
    `dev = [\n${dev.map(devLine).join('')}]`,
  ];
  return `[project]
name = ${tomlString(distribution(plan))}
version = "0.1.0"
description = ${tomlString(oneLine(about(plan)))}
readme = "README.md"
requires-python = ">=3.11"
dependencies = ${tomlLines(runtime.map(compatible))}

[project.optional-dependencies]
${extras.filter((each) => each !== false).join('\n')}`;
}

function devLine(requirement: Requirement): string {
  if (requirement.extra !== 'crypto') return `    ${tomlString(atLeast(requirement))},\n`;
  return `    "${requirement.distribution}[crypto]", # pyright needs its types to know those of PyJWT\n`;
}

const PYTEST = `[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = "-ra --strict-markers --strict-config"
filterwarnings = ["error"]
asyncio_mode = "auto"
# One loop for the whole run: what was opened in one cannot be used in another.
asyncio_default_fixture_loop_scope = "session"
asyncio_default_test_loop_scope = "session"`;

const coverage = (concurrency: readonly string[]): string => `[tool.coverage.run]
branch = true
source = ["app"]
${concurrency.includes('greenlet') ? '# Without "greenlet" every line after an awaited SQLAlchemy call counts as not run.\n' : ''}\
concurrency = [${concurrency.map(tomlString).join(', ')}]

[tool.coverage.report]
fail_under = 97
show_missing = true
exclude_also = ["if TYPE_CHECKING:", "if __name__ == .__main__.:"]`;

const ruff = (plan: ServicePlan, migrations: Migrations): string => `[tool.ruff]
target-version = "py311"
line-length = 100

[tool.ruff.lint]
select = [
${wrapped(RULES)}
]
ignore = [
    "D107",
    "D205", # what a resource is may need more than one line
    "FAST001", # response_model stays visible next to the other documentation of a route
    "FAST003", # false alarm: the ids in our paths are taken by dependencies
    "TRY003", # short messages belong where they are raised
]

[tool.ruff.lint.pydocstyle]
convention = "google"
${perFileIgnores(plan, migrations)}
[tool.ruff.lint.flake8-tidy-imports]
ban-relative-imports = "all"`;

/** What the folders beside the application need not do. */
function perFileIgnores({ config, has }: ServicePlan, { isPython, unlinted }: Migrations): string {
  const folders = [
    config.include_tests && '"tests/**" = ["ANN401", "ARG001", "D", "PLR0913", "PLR0917", "PLR2004", "S", "TRY"]',
    has.migrations && isPython && `"migrations/**" = ${tomlArray(unlinted)}`,
  ].filter((each) => each !== false);
  return folders.length > 0 ? `\n[tool.ruff.lint.per-file-ignores]\n${folders.join('\n')}\n` : '';
}

/** Rule prefixes as lines of a list. */
function wrapped(rules: readonly string[]): string {
  const half = Math.ceil(rules.length / 2);
  return [rules.slice(0, half), rules.slice(half)].map(ruleLine).join('\n');
}

const ruleLine = (rules: readonly string[]): string => `    ${rules.map((rule) => `${tomlString(rule)},`).join(' ')}`;
