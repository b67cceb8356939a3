/** Arrows of dependency go one way: each folder of `src` may import only what is listed here. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));

/** Folder → folders it may import from, besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  python: [],
  design: [],
  deliver: [],
  understand: ['design'],
  plan: ['design', 'python'],
  pydantic: ['design', 'plan', 'python'],
  targets: ['design', 'plan', 'pydantic', 'python'],
  project: ['design', 'plan', 'pydantic', 'python', 'targets'],
  mcp: ['deliver', 'design', 'project', 'understand'],
};

/** Choices of an axis by the folder or file that holds them; one must not know another's. */
const AXES = ['auth', 'pagination', 'persistence'];

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

const imports: Import[] = files.flatMap((path) => {
  const text = readFileSync(join(SOURCE, path), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1]!);
  const targets = specifiers.map((specifier) => relative(SOURCE, resolve(SOURCE, dirname(path), specifier)));
  // What is beside the sources, such as the examples, is data.
  return targets.filter((to) => !to.startsWith('../')).map((to) => ({ from: path, to }));
});

const axisOf = (path: string): string | undefined => AXES.find((axis) => path.startsWith(`targets/${axis}/`));
const folderOf = (path: string): string => (path.includes('/') ? path.split('/')[0]! : '(entry)');

describe('dependencies', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
  });

  it('know every folder', () => {
    const folders = new Set(files.map(folderOf).filter((folder) => folder !== '(entry)'));
    expect([...folders].toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it.each(Object.keys(ALLOWED))('of src/%s point the right way', (folder) => {
    const wrong = imports.filter(
      ({ from, to }) =>
        folderOf(from) === folder && folderOf(to) !== folder && !ALLOWED[folder]!.includes(folderOf(to)),
    );
    expect(wrong).toEqual([]);
  });

  it('leave the MCP SDK to src/mcp', () => {
    const outside = files.filter(
      (path) =>
        !path.startsWith('mcp/') && readFileSync(join(SOURCE, path), 'utf8').includes("'@modelcontextprotocol/"),
    );
    expect(outside).toEqual([]);
  });

  it('leave the SDK of the model to those who talk to it, and load it only when it is asked', () => {
    const texts = files.map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }));
    const knowing = texts.filter(({ text }) => text.includes("'@anthropic-ai/sdk"));
    expect(knowing.map(({ path }) => path).toSorted()).toEqual([
      'understand/anthropic/api-failure.ts',
      'understand/anthropic/messages-api.ts',
    ]);
    const loading = knowing.filter(({ text }) => /^import (?!type ).*'@anthropic-ai/m.test(text));
    expect(loading).toEqual([]);
  });

  it('of one axis do not reach into another', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [a, b] = [axisOf(from), axisOf(to)];
      return a !== undefined && b !== undefined && a !== b;
    });
    expect(wrong).toEqual([]);
  });

  it('on a choice of the database library stay inside of targets', () => {
    const asking = files.filter(
      (path) =>
        !path.startsWith('targets/') &&
        !path.startsWith('design/') &&
        /config\.db_library\s*[=!]==|db_library === '/.test(readFileSync(join(SOURCE, path), 'utf8')),
    );
    expect(asking).toEqual([]);
  });

  it('on a profile are data: nothing that prints asks which one it is', () => {
    const asking = files.filter(
      (path) =>
        /^(?:plan|pydantic|targets|project)\//.test(path) &&
        /profile\s*[=!]==/.test(readFileSync(join(SOURCE, path), 'utf8')),
    );
    expect(asking).toEqual([]);
  });
});
