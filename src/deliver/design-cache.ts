import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What a bundle can be made from again: a design, and which of its files are meant. */
export interface Recipe {
  readonly kind: 'project' | 'tests';
  readonly design: unknown;
}

/** How much the cache holds on disk; the least recently used designs make room for new ones. */
export interface CacheLimits {
  readonly designs: number;
  readonly bytes: number;
}

const DEFAULT_LIMITS: CacheLimits = { designs: 200, bytes: 20_000_000 };
const FILE_NAME = /^[0-9a-f]{12}\.json$/;

/**
 * Designs on disk, by the id of the bundle that they give, so that a restart loses nothing.
 *
 * It is a convenience: whatever goes wrong in here (no home, no space, no permission, a broken file) means that
 * nothing is remembered, and is told to `onProblem` only.
 */
export class DesignCache {
  readonly #folder: string | undefined;
  readonly #limits: CacheLimits;
  readonly #onProblem: (problem: unknown) => void;

  constructor(folder: string | undefined, onProblem: (problem: unknown) => void = () => {}, limits = DEFAULT_LIMITS) {
    this.#folder = folder;
    this.#limits = limits;
    this.#onProblem = onProblem;
  }

  save(bundleId: string, recipe: Recipe): void {
    this.#attempt((folder) => {
      const path = join(folder, `${bundleId}.json`);
      if (touch(path)) return;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writePrivately(path, JSON.stringify(recipe));
      this.#evict(folder);
    });
  }

  load(bundleId: string): Recipe | undefined {
    return this.#attempt((folder) => {
      const path = join(folder, `${bundleId}.json`);
      return touch(path) ? toRecipe(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
    });
  }

  #attempt<T>(work: (folder: string) => T): T | undefined {
    if (this.#folder === undefined) return undefined;
    try {
      return work(this.#folder);
    } catch (problem) {
      this.#onProblem(problem);
      return undefined;
    }
  }

  #evict(folder: string): void {
    const newestFirst = entriesOf(folder).toSorted((left, right) => right.usedAt - left.usedAt);
    let bytes = 0;
    for (const [index, entry] of newestFirst.entries()) {
      bytes += entry.bytes;
      const crowded = index >= this.#limits.designs || bytes > this.#limits.bytes;
      if (crowded && index > 0) rmSync(entry.path, { force: true });
    }
  }
}

/** Where designs are kept: FASTAPI_ARCHITECT_CACHE, or the user's cache folder; undefined when there is no such place. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const own = env['FASTAPI_ARCHITECT_CACHE'];
  if (own) return own;
  const parent = env['XDG_CACHE_HOME'] || env['LOCALAPPDATA'] || defaultParent(env);
  return parent === undefined ? undefined : join(parent, 'fastapi-architect');
}

function defaultParent(env: NodeJS.ProcessEnv): string | undefined {
  const home = env['HOME'] || homedir();
  return home === '' ? undefined : join(home, '.cache');
}

/** Marks a design as used now; false when there is none. */
function touch(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return false;
  const now = new Date();
  utimesSync(path, now, now);
  return true;
}

/** Written beside its place and moved there, so that another process never reads half a file. */
function writePrivately(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, path);
}

function entriesOf(folder: string): { path: string; bytes: number; usedAt: number }[] {
  return readdirSync(folder)
    .filter((name) => FILE_NAME.test(name))
    .map((name) => {
      const path = join(folder, name);
      const found = statSync(path, { throwIfNoEntry: false });
      return { path, bytes: found?.size ?? 0, usedAt: found?.mtimeMs ?? 0 };
    });
}

function toRecipe(value: unknown): Recipe | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('design' in value)) return undefined;
  const { kind, design } = value;
  return kind === 'project' || kind === 'tests' ? { kind, design } : undefined;
}
