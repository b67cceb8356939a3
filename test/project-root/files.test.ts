import { expect, test } from 'vitest';
import { configured, HOSTILE_DESIGN, projectOf, SMALL_DESIGN } from './projects.ts';
import { type Format, readBack } from './text/read-back.ts';

const SUITE = 'files at the root';
const timeout = 20 * 60_000;
const hostile = projectOf(HOSTILE_DESIGN);
const small = projectOf(SMALL_DESIGN);

/** A file as Python's parsers read it; undefined without Python. */
async function read<T>(project: ReadonlyMap<string, string>, path: string, format: Format): Promise<T | undefined> {
  const [value] = (await readBack(SUITE, [{ format, text: project.get(path)! }])) ?? [];
  return value as T | undefined;
}

const namesOf = (requirements: readonly string[]): string[] =>
  requirements.map((each) => /^[a-z0-9-]+/.exec(each)![0]).toSorted();

interface PyProject {
  readonly project: {
    readonly name: string;
    readonly description: string;
    readonly dependencies: readonly string[];
    readonly 'optional-dependencies': Readonly<Record<string, readonly string[]>>;
  };
  readonly tool: Readonly<Record<string, unknown>>;
}

test('the same design gives the same files', () => {
  expect([...projectOf(HOSTILE_DESIGN)]).toEqual([...hostile]);
});

test('the root has all files that a team expects', () => {
  const root = [...small.keys()].filter((path) => !/^(?:app|tests|migrations)\//.test(path)).toSorted();
  expect(root).toEqual([
    '.dockerignore',
    '.env.example',
    '.github/workflows/ci.yml',
    '.gitignore',
    '.pre-commit-config.yaml',
    'Dockerfile',
    'README.md',
    'alembic.ini',
    'compose.yaml',
    'constraints.txt',
    'pyproject.toml',
    'schemathesis.toml',
  ]);
});

test('pyproject.toml says what the design says', { timeout }, async () => {
  const document = await read<PyProject>(hostile, 'pyproject.toml', 'toml-document');
  if (!document) return;
  expect(document.project.name).toBe('the-quoted-api-s-service-b-id');
  expect(document.project.description).toBe(
    'Says "hi", \'ho\' and """ho""" \\ ${HOME} ${{ x }} $(rm) `id` | # - no item [x](y) <script>',
  );
  expect(Object.keys(document.tool)).toEqual(['hatch', 'pytest', 'coverage', 'pyright', 'ruff', 'bandit']);
});

test('dependencies are those of the modules, and what no import shows', { timeout }, async () => {
  const document = await read<PyProject>(small, 'pyproject.toml', 'toml-document');
  if (!document) return;
  const { dependencies, 'optional-dependencies': extras } = document.project;
  expect(namesOf(dependencies)).toEqual([
    'aiosqlite',
    'alembic',
    'anyio',
    'asyncpg',
    'fastapi',
    'httptools',
    'limits',
    'pwdlib',
    'pydantic',
    'pydantic-settings',
    'pyjwt',
    'python-multipart',
    'sqlalchemy',
    'typing-extensions',
    'uuid-utils',
    'uvicorn',
    'uvloop',
  ]);
  expect(dependencies.filter((each) => each.includes('['))).toEqual([
    expect.stringMatching(/^pwdlib\[argon2\]>=[\d.]+,<\d+$/),
    expect.stringMatching(/^pydantic\[email\]>=[\d.]+,<\d+$/),
    expect.stringMatching(/^sqlalchemy\[asyncio\]>=[\d.]+,<2\.2$/),
  ]);
  expect(namesOf(extras['redis']!)).toEqual(['limits']);
  expect(namesOf(extras['dev']!)).toEqual([
    'bandit',
    'httpx',
    'pyjwt',
    'pyright',
    'pytest',
    'pytest-asyncio',
    'pytest-cov',
    'ruff',
    'schemathesis',
  ]);
});

test('every dependency is pinned, and every pin is exact', { timeout }, async () => {
  const pins = new Map(
    small
      .get('constraints.txt')!
      .trimEnd()
      .split('\n')
      .map((line) => line.split('==') as [string, string]),
  );
  expect([...pins.keys()]).toEqual([...pins.keys()].toSorted());
  for (const version of pins.values()) expect(version).toMatch(/^\d+(?:\.\w+)*$/);
  // What only dependencies of dependencies need is there too.
  for (const name of ['starlette', 'greenlet', 'argon2-cffi', 'email-validator', 'coredis', 'cryptography', 'nodeenv'])
    expect([...pins.keys()]).toContain(name);
  const document = await read<PyProject>(small, 'pyproject.toml', 'toml-document');
  if (!document) return;
  const { dependencies, 'optional-dependencies': extras } = document.project;
  for (const name of namesOf([...dependencies, ...Object.values(extras).flat()]))
    expect([...pins.keys()]).toContain(name);
});

test('a service with the name of a dependency gets another name', () => {
  expect(projectOf({ ...SMALL_DESIGN, service: 'FastAPI' }).get('pyproject.toml')).toContain(
    'name = "fastapi-service"',
  );
});

test('.env.example has every setting of the service but the secret, with its default', { timeout }, async () => {
  for (const project of [small, hostile]) {
    const values = await read<Record<string, string>>(project, '.env.example', 'env-document');
    if (!values) return;
    const settings = [...project.get('app/core/config.py')!.matchAll(/^ {4}([a-z_]+): .*$/gm)].map(
      (match) => match[1]!,
    );
    expect(Object.keys(values).toSorted()).toEqual(
      settings
        .filter((name) => name !== 'secret_key')
        .map((name) => name.toUpperCase())
        .toSorted(),
    );
    expect(project.get('.env.example')).toMatch(/^# SECRET_KEY= /m);
  }
});

interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<string, Record<string, unknown>>>;
}

test('compose.yaml migrates before it serves, and holds no secret', { timeout }, async () => {
  const compose = await read<Compose>(hostile, 'compose.yaml', 'yaml-document');
  if (!compose) return;
  expect(compose.name).toBe('the-quoted-api-s-service-b-id');
  expect(Object.keys(compose.services)).toEqual(['app', 'migrate', 'database']);
  expect(compose.services['app']).toMatchObject({
    env_file: '.env',
    depends_on: { migrate: { condition: 'service_completed_successfully' } },
  });
  expect(compose.services['migrate']).toMatchObject({ command: ['alembic', 'upgrade', 'head'] });
  expect(compose.services['database']).toMatchObject({
    environment: { POSTGRES_PASSWORD: expect.stringMatching(/^\$\{POSTGRES_PASSWORD:\?/) as string },
  });
  expect(hostile.get('compose.yaml')).not.toMatch(/SECRET_KEY\s*:/);
});

test('a name that YAML takes for something else stays a name', { timeout }, async () => {
  const compose = await read<Compose>(projectOf({ ...SMALL_DESIGN, service: 'Null' }), 'compose.yaml', 'yaml-document');
  if (compose) expect(compose.name).toBe('null');
  expect(projectOf({ ...SMALL_DESIGN, service: '123' }).get('compose.yaml')).toContain('name: "123"');
});

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }>
  >;
}

test('the workflow runs all checks, on pinned actions', { timeout }, async () => {
  const workflow = await read<Workflow>(small, '.github/workflows/ci.yml', 'yaml-document');
  if (!workflow) return;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const commands = steps.map((each) => each.run ?? '').join('\n');
  for (const command of ['ruff check', 'ruff format --check', 'pyright', 'bandit', 'alembic check', 'pytest --cov'])
    expect(commands).toContain(command);
  for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
  expect(small.get('.github/workflows/ci.yml')).toContain('TEST_DATABASE_URL: postgresql+asyncpg://');
});

test('the hooks are local', { timeout }, async () => {
  const hooks = await read<{ repos: readonly { repo: string; hooks: readonly { id: string }[] }[] }>(
    small,
    '.pre-commit-config.yaml',
    'yaml-document',
  );
  if (!hooks) return;
  expect(hooks.repos.map((each) => each.repo)).toEqual(['local']);
  expect(hooks.repos[0]!.hooks.map((each) => each.id)).toEqual(['ruff-format', 'ruff-check', 'pyright']);
});

test('the image has pinned packages, runs as nobody special and logs once', () => {
  const text = small.get('Dockerfile')!;
  expect(text.match(/^FROM /gm)).toHaveLength(2);
  expect(text).toContain("pip install --no-cache-dir -c constraints.txt '.[redis]'");
  expect(text).toMatch(/^USER app$/m);
  for (const flag of ['"--loop", "uvloop"', '"--http", "httptools"', '"--no-access-log"']) expect(text).toContain(flag);
});

interface Schemathesis {
  readonly operations?: readonly { readonly 'include-operation-id': readonly string[] }[];
}

test('schemathesis.toml excuses only operations whose values mean more than their schema says', {
  timeout,
}, async () => {
  const found = await read<Schemathesis>(hostile, 'schemathesis.toml', 'toml-document');
  if (!found) return;
  expect(found.operations!.map((each) => each['include-operation-id'])).toEqual([
    [
      'register_user',
      'login',
      'request_password_reset',
      'create_item',
      'list_items',
      'update_item',
      'create_part',
      'list_parts',
      'update_part',
    ],
  ]);
  const plain = await read<Schemathesis>(small, 'schemathesis.toml', 'toml-document');
  expect(plain!.operations![0]!['include-operation-id']).toEqual([
    'register_user',
    'login',
    'request_password_reset',
    'list_notes',
  ]);
});

test('a project without tests does not speak of them', () => {
  const project = projectOf(configured(HOSTILE_DESIGN, { include_tests: false }));
  expect([...project.keys()].filter((path) => /test|schemathesis/i.test(path))).toEqual([]);
  const said = [...project].filter(([path]) => path !== 'compose.yaml');
  for (const [path, text] of said)
    expect([path, /.*\b(?:tests?|pytest|tested|schemathesis)\b.*/i.exec(text)?.[0]]).toEqual([path, undefined]);
});
