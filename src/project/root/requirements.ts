/**
 * What a project depends on, derived from what its modules import. Versions are those that were tested together:
 * `pyproject.toml` takes them or newer compatible ones, `constraints.txt` takes exactly them.
 */
import type { ProjectParts } from '../../plan/index.ts';
import type { RenderedModule } from '../../python/index.ts';
import { isStandardLibrary } from '../../python/stdlib.ts';
import type { Requirement } from '../../targets/types.ts';
import graph from '../requirements.json' with { type: 'json' };
import pins from '../versions.json' with { type: 'json' };

export interface Requirements {
  readonly runtime: readonly Requirement[];
  /** To share counters between processes. */
  readonly redis: readonly Requirement[];
  /** To check and test the project. */
  readonly dev: readonly Requirement[];
}

const VERSIONS: Readonly<Record<string, string>> = pins;
const NEEDS: Readonly<Record<string, readonly string[]>> = graph;

const FIRST_PARTY: ReadonlySet<string> = new Set(['app', 'tests', 'migrations']);

/** Where imports come from; null for what another of these brings and re-exports. */
const IMPORTS: Readonly<Record<string, Requirement | null>> = {
  alembic: { distribution: 'alembic' },
  annotated_types: null,
  anyio: { distribution: 'anyio' },

  fastapi: { distribution: 'fastapi' },
  cryptography: { distribution: 'cryptography' },
  httpx: { distribution: 'httpx' },
  jwt: { distribution: 'pyjwt' },
  limits: { distribution: 'limits' },
  pwdlib: { distribution: 'pwdlib', extra: 'argon2' },
  prisma: { distribution: 'prisma' },
  pydantic: { distribution: 'pydantic' },
  pydantic_core: null,
  pydantic_settings: { distribution: 'pydantic-settings' },
  pytest: { distribution: 'pytest' },
  sqlalchemy: { distribution: 'sqlalchemy' },
  starlette: null,
  tortoise: { distribution: 'tortoise-orm' },
  typing_extensions: { distribution: 'typing-extensions' },
  uuid_utils: { distribution: 'uuid-utils' },
  uvicorn: { distribution: 'uvicorn' },
};

/** What no import shows. */
const SERVER: readonly Requirement[] = [{ distribution: 'uvicorn' }];
/** What makes the server fast. */
const FAST_SERVER: readonly Requirement[] = [
  { distribution: 'httptools' },
  { distribution: 'uvloop', marker: "sys_platform != 'win32' and implementation_name == 'cpython'" },
];
const FORMS = ['Form', 'File', 'UploadFile'];

const CHECKERS: readonly Requirement[] = [{ distribution: 'pyright' }, { distribution: 'ruff' }];
const TESTERS: readonly Requirement[] = [{ distribution: 'pytest' }, { distribution: 'pytest-asyncio' }];
const TEST_AUDITORS: readonly Requirement[] = [{ distribution: 'pytest-cov' }, { distribution: 'schemathesis' }];

/** What a project has that decides what it needs besides its imports. */
export interface NeedingParts extends Pick<ProjectParts, 'audits' | 'loadTuning'> {
  readonly tests: boolean;
}

/** The requirements of a project with these modules and parts; `named` is what no import of theirs shows. */
export function requirementsOf(
  modules: readonly RenderedModule[],
  named: readonly Requirement[],
  has: NeedingParts,
): Requirements {
  const application = importsOf(modules.filter((module) => !inTests(module)));
  const tests = importsOf(modules.filter(inTests));
  const runtime = unique([
    ...imported(application),
    ...implied(application),
    ...named,
    ...SERVER,
    ...(has.loadTuning ? FAST_SERVER : []),
  ]);
  const own = new Set(runtime.map((each) => each.distribution));
  const signs = runtime.some((each) => each.distribution === 'pyjwt' && each.extra === undefined);
  const dev = unique([
    ...imported(tests).filter((each) => !own.has(each.distribution)),
    ...CHECKERS,
    ...(has.audits ? [{ distribution: 'bandit' }] : []),
    ...(signs ? [{ distribution: 'pyjwt', extra: 'crypto' }] : []),
    ...(has.tests ? TESTERS : []),
    ...(has.tests && has.audits ? TEST_AUDITORS : []),
  ]);
  return { runtime, redis: own.has('limits') ? [{ distribution: 'limits', extra: 'async-redis' }] : [], dev };
}

const inTests = (module: RenderedModule): boolean => module.path.startsWith('tests/');

/** What modules import, by the package that it comes from. */
type Imports = ReadonlyMap<string, ReadonlySet<string>>;

function importsOf(modules: readonly RenderedModule[]): Imports {
  const imports = new Map<string, Set<string>>();
  for (const { symbols } of modules) {
    for (const { module, name } of symbols) {
      const dot = module.indexOf('.');
      const root = dot < 0 ? module : module.slice(0, dot);
      const names = imports.get(root);
      if (names) names.add(name ?? '');
      else imports.set(root, new Set([name ?? '']));
    }
  }
  return imports;
}

function imported(imports: Imports): Requirement[] {
  return [...imports.keys()].flatMap((root) => {
    if (FIRST_PARTY.has(root) || isStandardLibrary(root)) return [];
    const requirement = IMPORTS[root];
    if (requirement === undefined) throw new Error(`no distribution is known for the import of "${root}"`);
    return requirement ? [requirement] : [];
  });
}

function implied(imports: Imports): Requirement[] {
  const uses = (root: string, names: readonly string[]): boolean => names.some((name) => imports.get(root)?.has(name));
  return [
    ...(uses('fastapi', FORMS) ? [{ distribution: 'python-multipart' }] : []),
    ...(uses('pydantic', ['EmailStr']) ? [{ distribution: 'pydantic', extra: 'email' }] : []),
  ];
}

/** Each distribution once, by name; one that is needed with and without an extra is needed with it. */
function unique(requirements: readonly Requirement[]): Requirement[] {
  const byName = new Map<string, Requirement>();
  for (const each of requirements) {
    if (each.extra !== undefined || !byName.has(each.distribution)) byName.set(each.distribution, each);
  }
  return [...byName.values()].toSorted((a, b) => (a.distribution < b.distribution ? -1 : 1));
}

/** Where a distribution is known to break its users before its next major version. */
const CEILINGS: Readonly<Record<string, string>> = { fastapi: '0.200', sqlalchemy: '2.2', 'tortoise-orm': '1.2' };

/** The requirement as a line of `pyproject.toml`: from the tested version up to the next that may break. */
export const compatible = (requirement: Requirement): string =>
  LAST.has(requirement.distribution) ? `${named(requirement)}==${versionOf(requirement)}` : range(requirement);

/** What has had its last release: any other that comes would not be by the same people. */
const LAST: ReadonlySet<string> = new Set(['prisma']);

const range = (requirement: Requirement): string =>
  `${named(requirement)}>=${floor(requirement)},<${ceiling(requirement)}${marked(requirement)}`;

/** The requirement of a tool: the tested version or any later one. */
export const atLeast = (requirement: Requirement): string =>
  `${named(requirement)}>=${floor(requirement)}${marked(requirement)}`;

const named = ({ distribution, extra }: Requirement): string => `${distribution}${extra ? `[${extra}]` : ''}`;
const marked = ({ marker }: Requirement): string => (marker ? `; ${marker}` : '');

function versionOf({ distribution }: Requirement): string {
  const version = VERSIONS[distribution];
  if (version === undefined) throw new Error(`no version of ${distribution} was tested`);
  return version;
}

/** `1.20.1` → `1.20`; all of it where the last number is the one that counts. */
function floor(requirement: Requirement): string {
  const version = versionOf(requirement);
  const isWhole = version.startsWith('0.0.') || requirement.distribution === 'pyright';
  return isWhole ? version : /^\d+\.\d+/.exec(version)![0];
}
const ceiling = (requirement: Requirement): string =>
  CEILINGS[requirement.distribution] ?? String(Number.parseInt(versionOf(requirement), 10) + 1);

/** Every distribution that the requirements bring in, each with the version that was tested. */
export function pinned(requirements: Requirements): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const need of NEEDS[name] ?? []) visit(need);
  };
  for (const each of [...requirements.runtime, ...requirements.redis, ...requirements.dev]) {
    visit(each.distribution);
    visit(named(each));
  }
  return [...found]
    .filter((name) => !name.includes('['))
    .toSorted()
    .map((name) => `${name}==${versionOf({ distribution: name })}`);
}

/** Whether `name` is that of a package that projects may depend on. */
export const isDistribution = (name: string): boolean => name in VERSIONS;
