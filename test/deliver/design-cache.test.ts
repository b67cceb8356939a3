import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolder, DesignCache, type Recipe } from '../../src/deliver/design-cache.ts';

const recipe: Recipe = { kind: 'project', design: { service: 'Blog API' } };
const id = (digit: number): string => String(digit).repeat(12);

describe('DesignCache', () => {
  let folder: string;
  let problems: unknown[];
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'design-cache-')), 'made', 'on', 'demand');
    problems = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const open = (limits?: { designs: number; bytes: number }) =>
    new DesignCache(folder, (problem) => problems.push(problem), limits);

  it('gives back what another process kept', () => {
    open().save(id(1), recipe);
    expect(open().load(id(1))).toEqual(recipe);
    expect(open().load(id(2))).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('is private to its user', () => {
    open().save(id(1), recipe);
    expect(statSync(join(folder, `${id(1)}.json`)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual([`${id(1)}.json`]);
  });

  it('forgets the least recently used designs', () => {
    const cache = open({ designs: 2, bytes: 1_000_000 });
    cache.save(id(1), recipe);
    cache.save(id(2), recipe);
    const hourAgo = new Date(Date.now() - 3_600_000);
    for (const one of [1, 2]) utimesSync(join(folder, `${id(one)}.json`), hourAgo, hourAgo);
    expect(cache.load(id(1))).toEqual(recipe);
    cache.save(id(3), recipe);
    expect(readdirSync(folder).toSorted()).toEqual([`${id(1)}.json`, `${id(3)}.json`]);
  });

  it('holds no more bytes than it may', () => {
    const cache = open({ designs: 100, bytes: 120 });
    for (const one of [1, 2, 3, 4]) cache.save(id(one), recipe);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it.each(['{', '[]', '{"kind":"other","design":{}}', ''])('takes a broken file for none: %s', (text) => {
    open().save(id(1), recipe);
    writeFileSync(join(folder, `${id(1)}.json`), text);
    expect(open().load(id(1))).toBeUndefined();
  });

  it('remembers nothing where it cannot write, and only says so', () => {
    const cache = new DesignCache('/dev/null/nowhere', (problem) => problems.push(problem));
    cache.save(id(1), recipe);
    expect(cache.load(id(1))).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });

  it('remembers nothing without a folder', () => {
    const cache = new DesignCache(undefined);
    cache.save(id(1), recipe);
    expect(cache.load(id(1))).toBeUndefined();
  });
});

describe('cacheFolder', () => {
  it('prefers its own variable, then the user cache', () => {
    expect(cacheFolder({ FASTAPI_ARCHITECT_CACHE: '/c', XDG_CACHE_HOME: '/x', HOME: '/h' })).toBe('/c');
    expect(cacheFolder({ XDG_CACHE_HOME: '/x', HOME: '/h' })).toBe(join('/x', 'fastapi-architect'));
    expect(cacheFolder({ HOME: '/h' })).toBe(join('/h', '.cache', 'fastapi-architect'));
  });
});
