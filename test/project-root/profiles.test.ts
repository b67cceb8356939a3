import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDesign, toWire } from '../../src/design/index.ts';
import { compile, type Compilation } from '../../src/project/index.ts';
import { HOSTILE_DESIGN, SMALL_DESIGN } from './projects.ts';

const root = join(import.meta.dirname, '../..');
const jsonFiles = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(root, folder, name));

type Wire = { readonly config?: object } & Readonly<Record<string, unknown>>;

const designs: [string, Wire][] = [
  ...[...jsonFiles('test/generated/designs'), ...jsonFiles('examples')].map((file): [string, Wire] => [
    file.slice(root.length + 1),
    JSON.parse(readFileSync(file, 'utf8')) as Wire,
  ]),
  ['texts that must be escaped', HOSTILE_DESIGN],
  ['a small service without tests', { ...SMALL_DESIGN, config: { include_tests: false } }],
];

function projectOf(wire: Wire, profile: 'mvp' | 'production', options: object = {}): Compilation {
  const { design } = readDesign({ ...wire, config: { ...wire.config, ...options, profile } });
  const compilation = compile(design!);
  expect(compilation.unsupported).toEqual([]);
  return compilation;
}

/** The prototype, and what its owner gets who sets the profile in the design that came with it. */
function upgrade(wire: Wire, options: object = {}): { before: Compilation; after: Compilation } {
  const { design } = readDesign({ ...wire, config: { ...wire.config, ...options, profile: 'mvp' } });
  return { before: compile(design!), after: projectOf({ ...toWire(design!) }, 'production') };
}

function expectOnlyMore(before: Compilation, after: Compilation): void {
  const paths = new Set(pathsOf(after));
  expect(pathsOf(before).filter((path) => !paths.has(path))).toEqual([]);
  expect(paths.size).toBeGreaterThan(before.files.length + 10);
  expect(linesOf(before)).toBeLessThan(0.85 * linesOf(after));
}

const pathsOf = ({ files }: Compilation): string[] => files.map(({ path }) => path);
const textsOf = ({ files }: Compilation): ReadonlyMap<string, string> =>
  new Map(files.map(({ path, text }) => [path, text]));
const linesOf = ({ files }: Compilation): number =>
  files.reduce((lines, { text }) => lines + text.split('\n').length - 1, 0);

const apartFromLimits = ({ routes }: Compilation) =>
  routes.map((route) => ({ ...route, errors: route.errors.filter((status) => status !== '429') }));

describe.each(designs)('%s', (_, wire) => {
  const { before, after } = upgrade(wire);

  test('going to production adds files and moves none', () => expectOnlyMore(before, after));

  test('clients do not notice: the routes stay, and what they ask and answer', () => {
    const stay = apartFromLimits(after).filter((route) => route.operation_id !== 'check_readiness');
    expect(apartFromLimits(before)).toEqual(stay);
  });

  test('tables, bodies and access rules are the same', () => {
    const [small, large] = [textsOf(before), textsOf(after)];
    const same = [...small.keys()].filter((path) =>
      /^app\/\w+\/(?:models|schemas|dependencies|scope|exceptions|security)\.py$/.test(path),
    );
    expect(same.length).toBeGreaterThan(5);
    for (const path of same) expect([path, small.get(path)]).toEqual([path, large.get(path)]);
  });

  test('a prototype does not speak of what it lacks', () => {
    const lacking =
      /alembic|(?<!0001_initial\/)migration(?!s\.constraints|s\/0001_initial)|rate.?limit|request.?id\b|docker|schemathesis|\bcov(?:erage)?\b|\bbandit\b|app\.cli|readiness|\bredis\b/i;
    for (const { path, text } of before.files) {
      const own = path === 'README.md' ? text.slice(0, text.indexOf('## To production')) : text;
      expect([path, lacking.exec(own)?.[0]]).toEqual([path, undefined]);
    }
  });
});

const BLOG = JSON.parse(readFileSync(join(root, 'examples/blog.json'), 'utf8')) as Wire;

test.each([{ async_mode: false }, { pagination: 'offset' }, { pagination: 'page' }, { database: 'postgresql' }])(
  'going to production adds files and moves none: %o',
  (options) => {
    const { before, after } = upgrade(BLOG, options);
    expectOnlyMore(before, after);
  },
);

test('a prototype is at least a quarter smaller', () => {
  for (const wire of [BLOG, SMALL_DESIGN]) {
    const [mvp, production] = [projectOf(wire, 'mvp'), projectOf(wire, 'production')];
    expect(mvp.files.length).toBeLessThan(0.8 * production.files.length);
    expect(linesOf(mvp)).toBeLessThan(0.75 * linesOf(production));
  }
});

test('the root of a prototype has what starts and explains it', () => {
  const paths = pathsOf(projectOf(SMALL_DESIGN, 'mvp')).filter((path) => !/^(?:app|tests)\//.test(path));
  expect(paths.toSorted()).toEqual(['.env.example', '.gitignore', 'README.md', 'constraints.txt', 'pyproject.toml']);
});

test('a prototype starts with two commands, and no other before', () => {
  const readme = textsOf(projectOf(SMALL_DESIGN, 'mvp')).get('README.md')!;
  const [setUp, run] = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]!);
  expect(setUp).toContain('secrets.token_urlsafe(48)');
  expect(setUp!.trimEnd().split('\n').at(-1)).toContain('>> .env');
  expect(run).toBe('uvicorn app.main:app --reload\n');
  expect(readme).toContain('set `profile` to `production`');
});

test('tables that no route leads to are created too', () => {
  const wire = {
    service: 'Records',
    resources: [
      { name: 'Entry', fields: ['text: string'] },
      { name: 'Trace', fields: ['note: string'], operations: [] },
    ],
  };
  const factory = textsOf(projectOf(wire, 'mvp')).get('app/factory.py')!;
  expect(factory).toContain('from app.traces import models as traces_models');
  expect(factory).toContain('await app.state.database.create_tables()');
  expect(textsOf(projectOf(wire, 'production')).get('app/factory.py')).not.toContain('create_tables');
});
