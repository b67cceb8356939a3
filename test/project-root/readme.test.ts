import { expect, test } from 'vitest';
import { configured, HOSTILE_DESIGN, projectOf, SMALL_DESIGN } from './projects.ts';
import { readBack } from './text/read-back.ts';

const readmeOf = (design: unknown): string => projectOf(design).get('README.md')!;
const blocksOf = (readme: string): string[] => [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]!);

test('two commands come first: one sets up, one runs', () => {
  const [setUp, run] = blocksOf(readmeOf(SMALL_DESIGN));
  expect(setUp).toContain('python3 -m venv .venv');
  expect(setUp).toContain("pip install -c constraints.txt -e '.[dev]'");
  expect(setUp).toContain('secrets.token_urlsafe(48)');
  expect(setUp).toContain('alembic upgrade head');
  expect(
    setUp!
      .trimEnd()
      .split('\n')
      .slice(0, -1)
      .every((line) => line.endsWith('&&')),
  ).toBe(true);
  expect(run).toBe('uvicorn app.main:app --no-access-log\n');
});

test('the owner may do as they please', () => {
  expect(readmeOf(SMALL_DESIGN)).toContain('This code is yours, no strings attached');
});

test('the example registers, logs in, creates and lists', () => {
  expect(blocksOf(readmeOf(SMALL_DESIGN))[2]!.split('\n')).toEqual([
    'api=http://127.0.0.1:8000/api/v1',
    "json='Content-Type: application/json'",
    `curl -H "$json" $api/auth/register -d '{"email": "ada@example.com", "password": "correct horse battery"}'`,
    `token=$(curl -s -d username=ada@example.com -d 'password=correct horse battery' $api/auth/login |`,
    `  python -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')`,
    'curl -i -H "$json" -H "Authorization: Bearer $token" $api/notes \\',
    `  -d '{"text": "The text of note 1."}'`,
    'curl -H "Authorization: Bearer $token" "$api/notes?sort=-created_at&limit=10"',
    '',
  ]);
});

test('who needs a role gets it before the example needs it', () => {
  const readme = readmeOf(HOSTILE_DESIGN);
  const example = blocksOf(readme)[2]!;
  expect(example).toContain('\npython -m app.auth.cli grant ada@example.com --role admin\n');
  expect(example.indexOf('grant')).toBeLessThan(example.indexOf('$api/items'));
  expect(readme).toContain('the first ones too');
  expect(readmeOf(SMALL_DESIGN)).not.toContain('app.auth.cli');
});

test('the commands are words of a shell, whatever the texts of the design', { timeout: 20 * 60_000 }, async () => {
  const [, , example] = blocksOf(readmeOf(HOSTILE_DESIGN));
  const payload = /-d ('\{"mood[\s\S]*?\}')\n/.exec(example!)![1]!;
  const [words] = (await readBack('README', [{ format: 'shell', text: payload }])) ?? [];
  if (words) expect(JSON.parse((words as string[])[0]!)).toMatchObject({ mood: "it's | fine", code: 'AA|00000' });
});

test('the table has every route, with who may', () => {
  const readme = readmeOf(HOSTILE_DESIGN);
  const rows = readme.split('\n').filter((line) => /^\| `(?:GET|POST|PATCH|DELETE) /.test(line));
  expect(rows.map((row) => /`([A-Z]+ [^`]+)`/.exec(row)![1])).toEqual([
    'POST /api/v1/auth/register',
    'POST /api/v1/auth/login',
    'POST /api/v1/auth/refresh',
    'POST /api/v1/auth/logout',
    'GET /api/v1/auth/me',
    'POST /api/v1/auth/me/password',
    'POST /api/v1/auth/password-reset',
    'POST /api/v1/auth/password-reset/confirm',
    'POST /api/v1/items',
    'GET /api/v1/items',
    'GET /api/v1/items/{item_id}',
    'PATCH /api/v1/items/{item_id}',
    'DELETE /api/v1/items/{item_id}',
    'POST /api/v1/parts',
    'GET /api/v1/parts',
    'GET /api/v1/parts/{part_id}',
    'PATCH /api/v1/parts/{part_id}',
    'DELETE /api/v1/parts/{part_id}',
    'GET /health/live',
    'GET /health/ready',
  ]);
  for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(5);
  expect(rows.find((row) => row.includes('`POST /api/v1/parts`'))).toContain('the role `clerk_2`');
});

test('a service that needs PostgreSQL says how to get one', () => {
  const readme = readmeOf(configured(SMALL_DESIGN, { database: 'postgresql' }));
  expect(blocksOf(readme)[0]).toContain('--env POSTGRES_USER=notes --env POSTGRES_PASSWORD=notes postgres:');
  expect(blocksOf(readme)[1]).toContain('alembic upgrade head');
  expect(blocksOf(readmeOf(SMALL_DESIGN))[0]).not.toContain('docker');
});
