import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { atLeast, compatible, pinned, requirementsOf } from '../../src/project/root/requirements.ts';
import { from, type RenderedModule } from '../../src/python/index.ts';
import { pythonEnvironment, pythonForSuites } from '../support/python-environment.ts';
import { run, tail } from '../support/run.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A module that imports what `imports` names, as `module:name`. */
const moduleOf = (path: string, ...imports: readonly string[]): RenderedModule => ({
  path,
  text: '',
  symbols: imports.map((each) => {
    const [module, name] = each.split(':') as [string, string];
    return from(module, name)[name]!;
  }),
});

/** A project that everything is asked of, with and without tests. */
const UNTESTED = { audits: true, loadTuning: true, tests: false };
const TESTED = { ...UNTESTED, tests: true };

const names = (requirements: readonly { readonly distribution: string }[]): string[] =>
  requirements.map((each) => each.distribution);

test('what the standard library and the project itself have is no requirement', () => {
  const { runtime, dev } = requirementsOf(
    [moduleOf('app/main.py', 'json:dumps', 'app.core.config:Settings')],
    [],
    UNTESTED,
  );
  expect(names(runtime)).toEqual(['httptools', 'uvicorn', 'uvloop']);
  expect(names(dev)).toEqual(['bandit', 'pyright', 'ruff']);
});

test('an import that nothing is known of is an error', () => {
  expect(() => requirementsOf([moduleOf('app/main.py', 'leftpad:pad')], [], UNTESTED)).toThrow(
    'no distribution is known for the import of "leftpad"',
  );
});

test('what only tests import is for development', () => {
  const modules = [moduleOf('app/main.py', 'fastapi:FastAPI'), moduleOf('tests/conftest.py', 'httpx:AsyncClient')];
  const { runtime, dev } = requirementsOf(modules, [], TESTED);
  expect(names(runtime)).toContain('fastapi');
  expect(names(runtime)).not.toContain('httpx');
  expect(names(dev)).toContain('httpx');
});

test('what tests and the application import is needed to run', () => {
  const modules = [moduleOf('app/hooks.py', 'httpx:AsyncClient'), moduleOf('tests/conftest.py', 'httpx:AsyncClient')];
  const { runtime, dev } = requirementsOf(modules, [], TESTED);
  expect(names(runtime)).toContain('httpx');
  expect(names(dev)).not.toContain('httpx');
});

test('extras follow from what is imported', () => {
  const plain = requirementsOf([moduleOf('app/a.py', 'pydantic:BaseModel')], [], UNTESTED).runtime;
  const email = requirementsOf([moduleOf('app/a.py', 'pydantic:EmailStr', 'pydantic:BaseModel')], [], UNTESTED).runtime;
  expect(plain.find((each) => each.distribution === 'pydantic')?.extra).toBeUndefined();
  expect(email.find((each) => each.distribution === 'pydantic')?.extra).toBe('email');
  expect(names(email).filter((each) => each === 'pydantic')).toHaveLength(1);
});

test('forms and databases need packages that nothing imports', () => {
  const modules = [moduleOf('app/a.py', 'fastapi:Form', 'sqlalchemy:select')];
  expect(names(requirementsOf(modules, [{ distribution: 'aiosqlite' }], UNTESTED).runtime)).toEqual(
    expect.arrayContaining(['aiosqlite', 'python-multipart']),
  );
});

test('versions go from the tested one to the next that may break', () => {
  expect(compatible({ distribution: 'alembic' })).toMatch(/^alembic>=1\.\d+,<2$/);
  expect(compatible({ distribution: 'fastapi' })).toMatch(/^fastapi>=0\.\d+,<0\.200$/);
  expect(compatible({ distribution: 'python-multipart' })).toMatch(/^python-multipart>=0\.0\.\d+,<1$/);
  expect(compatible({ distribution: 'uvloop', marker: "sys_platform != 'win32'" })).toMatch(
    /^uvloop>=0\.\d+,<1; sys_platform != 'win32'$/,
  );
  expect(atLeast({ distribution: 'ruff' })).toMatch(/^ruff>=0\.\d+$/);
  expect(() => atLeast({ distribution: 'leftpad' })).toThrow('no version of leftpad was tested');
});

test('pins reach as far as dependencies do, and no further', () => {
  const runtime = [{ distribution: 'pydantic', extra: 'email' }];
  expect(pinned({ runtime, redis: [], dev: [] }).map((line) => line.split('==')[0])).toEqual([
    'annotated-types',
    'dnspython',
    'email-validator',
    'idna',
    'pydantic',
    'pydantic-core',
    'typing-extensions',
    'typing-inspection',
  ]);
});

test('the graph of requirements is that of the pinned versions', { timeout: 20 * 60_000 }, async () => {
  const python = await pythonForSuites('requirements');
  if (python === undefined) return;
  const { python: interpreter } = await pythonEnvironment(python);
  const finished = await run(interpreter, [join(root, 'scripts/requirement_graph.py')]);
  expect([finished.code, tail(finished)]).toEqual([0, expect.anything()]);
  expect(JSON.parse(finished.stdout)).toEqual(
    JSON.parse(readFileSync(join(root, 'src/project/requirements.json'), 'utf8')),
  );
});
