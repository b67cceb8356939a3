import { describe, expect, test } from 'vitest';
import { readDesign } from '../../src/design/index.ts';
import { compile, type Compilation } from '../../src/project/index.ts';

const ACCESS = ['read: public', 'create: scope:notes.write', 'update,delete: owner or role:admin'];

function compiled(config: object = {}, user: readonly string[] = []): Compilation {
  const { design } = readDesign({
    service: 'Notes',
    config: { auth_style: 'oauth2', ...config },
    resources: [
      { name: 'Note', fields: ['text: text', 'owner: -> User readonly'], access: ACCESS },
      ...(user.length > 0 ? [{ name: 'User', fields: user }] : []),
    ],
  });
  return compile(design!);
}

function textOf({ files }: Compilation, path: string): string {
  const file = files.find((each) => each.path === path);
  if (!file) throw new Error(`there is no ${path}`);
  return file.text;
}

const LIBRARIES = [
  ['sqlalchemy', {}],
  ['blocking sqlalchemy', { async_mode: false }],
  ['tortoise', { db_library: 'tortoise' }],
] as const;

describe.each(LIBRARIES)('accounts of an issuer with %s', (_name, config) => {
  const project = compiled(config);

  test('keep no password, no roles and no scopes, and are found by issuer and subject', () => {
    const models = textOf(project, 'app/auth/models.py');
    const user = models.slice(models.indexOf('class User'));
    expect(user).toMatch(/\n {4}issuer[ :].*\n {4}subject[ :].*\n {4}email[ :].*\n {4}created_at[ :]/);
    expect(user).toContain('uq_users_issuer_subject');
    expect(user).toContain('    roles: Sequence[str] = ()\n    scopes: Sequence[str] = ()\n');
    expect(user).not.toContain('password');
    expect(project.files.map(({ path }) => path)).not.toContain('app/auth/cli.py');
  });

  test('get default values although no request gives them', () => {
    const models = textOf(compiled(config, ['level: int = 3', 'nickname?: string(1..20)']), 'app/auth/models.py');
    expect(models).toMatch(/ {4}level\b.*default=3/);
    expect(models).toMatch(/ {4}nickname\b/);
  });
});

test('keys are fetched as the service waits', () => {
  const [coroutines, threads] = [compiled(), compiled({ async_mode: false })].map((each) =>
    textOf(each, 'app/auth/keys.py'),
  );
  expect(coroutines).toContain('from asyncio import Lock\n');
  expect(coroutines).toContain('async with AsyncClient(');
  expect(threads).toContain('from threading import Lock\n');
  expect(threads).toContain('with Client(');
  expect(threads).not.toMatch(/async|await/);
});

test('routes that ask who is calling say that keys can be missing', () => {
  const errors = new Map(compiled().routes.map((route) => [route.operation_id, route.errors]));
  expect(errors.get('get_current_user')).toContain('503');
  expect(errors.get('create_note')).toContain('503');
  expect(errors.get('list_notes')).not.toContain('503');
  expect(errors.get('check_liveness')).not.toContain('503');
});

test('an application needs what checks signatures and fetches keys', () => {
  const project = textOf(compiled(), 'pyproject.toml');
  const runtime = project.slice(project.indexOf('dependencies = ['), project.indexOf('[project.optional'));
  expect(runtime).toContain('"httpx>=');
  expect(runtime).toContain('"pyjwt[crypto]>=');
  expect(textOf(compiled(), 'constraints.txt')).toMatch(/^cryptography==/m);
  expect(project.slice(project.indexOf('[project.optional'))).not.toContain('pyjwt');
});

test('settings without a default are wherever settings are made', () => {
  const project = compiled();
  const required = ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL', 'OIDC_AUTHORIZATION_URL', 'OIDC_TOKEN_URL'];
  for (const name of required) {
    expect(textOf(project, 'app/core/config.py')).toMatch(
      new RegExp(`^ {4}${name.toLowerCase()}: str = Field\\(`, 'm'),
    );
    expect(textOf(project, '.env.example')).toMatch(new RegExp(`^${name}=.`, 'm'));
    expect(textOf(project, '.github/workflows/ci.yml')).toMatch(new RegExp(`^ +export ${name}=.`, 'm'));
    expect(textOf(project, 'README.md')).toContain(`\`${name}\``);
  }
  expect(textOf(project, '.env.example')).not.toContain('RATE_LIMIT_AUTH');
});

describe('fields that nobody gives a value', () => {
  test.each(['name: string(1..50)', 'code: string(1..9) unique', 'tags: list<string(9)> min=1'])('%s', (field) => {
    const { unsupported, files } = compiled({}, [field]);
    expect(files).toEqual([]);
    expect(unsupported).toHaveLength(1);
    expect(unsupported[0]).toMatchObject({
      path: 'account.fields',
      message: expect.stringContaining('accounts are made when their first token is seen'),
      suggestion: expect.stringMatching(/make \w+ optional|let tags be empty/),
    });
  });

  test.each(['name?: string(1..50) unique', 'level: int = 1', 'tags: list<string(9)>', 'joined: datetime = now()'])(
    'are not those that may be empty or have a default: %s',
    (field) => {
      expect(compiled({}, [field]).unsupported).toEqual([]);
    },
  );

  test('are none where requests make accounts', () => {
    expect(compiled({ auth_style: 'jwt' }, ['name: string(1..50)']).unsupported).toEqual([]);
  });
});
