import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFrom } from '../../test/support/generated-project.ts';
import { type ProjectFile, writeProject } from '../../test/support/project-files.ts';
import type { PythonEnvironment } from '../../test/support/python-environment.ts';
import { mustRun } from '../../test/support/run.ts';
import { type Call, sendOnce } from './load.ts';
import type { ServerSpec } from '../../test/support/http-server.ts';

const here = dirname(fileURLToPath(import.meta.url));
const SECRET = 'a-secret-for-a-benchmark-on-the-loopback-interface';
const EMAIL = 'author@example.com';
const PASSWORD = 'correct horse battery staple';
export const POSTS = '/api/v1/posts';

/** Write the generated project, and return how it is started on a database. */
export function generatedProject(folder: string, environment: PythonEnvironment): (databaseUrl: string) => ServerSpec {
  const files = generateFrom(join(here, 'posts.json'));
  const cwd = join(folder, 'generated');
  mkdirSync(cwd);
  writeProject(cwd, files);
  return (databaseUrl) => ({
    name: 'generated',
    python: environment.python,
    cwd,
    app: 'app.main:app',
    env: { DATABASE_URL: databaseUrl, SECRET_KEY: SECRET, ...wideLimits(files) },
  });
}

/** The limits that `.env.example` names, of requests and of attempts to log in, so high that they do not get in the way. */
function wideLimits(files: readonly ProjectFile[]): Record<string, string> {
  const example = files.find((file) => file.path === '.env.example')?.text ?? '';
  const limits = example.matchAll(/^#?\s*(RATE_LIMIT_\w+|\w+_THROTTLE)=\d+(\/\w+)?$/gm);
  return Object.fromEntries(Array.from(limits, ([, name, period]) => [name!, `1000000${period ?? ''}`]));
}

/** Bring the database of the generated project up to date. */
export async function migrate(spec: ServerSpec): Promise<void> {
  await mustRun(spec.python, ['-m', 'alembic', 'upgrade', 'head'], { cwd: spec.cwd, env: spec.env });
}

/** How the peer is started; its tables are made. */
export async function peerProject(environment: PythonEnvironment, databaseUrl: string): Promise<ServerSpec> {
  const env = { DATABASE_URL: databaseUrl, SECRET_KEY: SECRET };
  await mustRun(environment.python, ['-m', 'fastcrud_app.create_tables'], { cwd: here, env });
  return { name: 'FastCRUD', python: environment.python, cwd: here, app: 'fastcrud_app.main:app', env };
}

/** The URL of a database as SQLAlchemy's asyncpg dialect wants it. */
export const asyncUrl = (url: string): string => url.replace(/^postgres(ql)?:/, 'postgresql+asyncpg:');

/** Register the account that owns the posts, and return its id. */
export async function register(port: number): Promise<string> {
  const json = { email: EMAIL, password: PASSWORD };
  const answer = await sendOnce(port, { method: 'POST', path: '/api/v1/auth/register', json }, 201);
  const account: { id: string } = JSON.parse(answer.text);
  return account.id;
}

/** The request that logs in. */
export const LOGIN: Call = {
  method: 'POST',
  path: '/api/v1/auth/login',
  form: { username: EMAIL, password: PASSWORD },
};

/** A fresh access token. */
export async function logIn(port: number): Promise<string> {
  const answer = await sendOnce(port, LOGIN, 200);
  const token: { access_token: string } = JSON.parse(answer.text);
  return token.access_token;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that the peer accepts. */
export function peerToken(): string {
  const claims = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: '1', exp: 4_000_000_000 })}`;
  return `${claims}.${createHmac('sha256', SECRET).update(claims).digest('base64url')}`;
}
