import { expect, test } from 'vitest';
import { envLine } from '../../../src/project/text/env.ts';
import { codeSpan, inline, inlineWithCode, paragraph, table } from '../../../src/project/text/markdown.ts';
import { shellJson, shellWord } from '../../../src/project/text/shell.ts';
import { tomlArray, tomlLines, tomlString } from '../../../src/project/text/toml.ts';
import { INVISIBLE, oneLine } from '../../../src/project/text/visible.ts';
import { yamlString } from '../../../src/project/text/yaml.ts';
import { HOSTILE } from './hostile.ts';
import { type Printed, readBack } from './read-back.ts';

const SUITE = 'text formats';
const MINUTES = 60_000;

/** Halves of surrogate pairs are no characters. */
const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

async function readAll(format: Printed['format'], print: (text: string) => string): Promise<unknown[] | undefined> {
  return readBack(
    SUITE,
    HOSTILE.map((text) => ({ format, text: print(text) })),
  );
}

test.each([
  ['toml', tomlString],
  ['yaml', yamlString],
  ['yaml-list', yamlString],
] as const)('%s strings are read back as they were', { timeout: 20 * MINUTES }, async (format, print) => {
  const read = await readAll(format, print);
  const expected = HOSTILE.map(wellFormed);
  if (read) expect(read).toEqual(format === 'yaml-list' ? expected.map((text) => [text, 'end']) : expected);
});

test.each([
  ['toml', tomlString],
  ['yaml', yamlString],
  ['env', (text: string) => envLine('NAME', text)],
  ['shell', shellWord],
  ['markdown', inline],
] as const)('%s text has only characters that can be seen', (_format, print) => {
  for (const text of HOSTILE) expect(print(text).match(INVISIBLE)).toBeNull();
});

test('toml arrays are read back as they were', { timeout: 20 * MINUTES }, async () => {
  const printed = [tomlArray(HOSTILE), tomlLines(HOSTILE), tomlLines([])];
  const read = await readBack(
    SUITE,
    printed.map((text) => ({ format: 'toml', text })),
  );
  if (read) expect(read).toEqual([HOSTILE.map(wellFormed), HOSTILE.map(wellFormed), []]);
});

test('values of .env files are one line, and read back', { timeout: 20 * MINUTES }, async () => {
  const read = await readAll('env', (text) => envLine('NAME', text));
  if (read) expect(read).toEqual(HOSTILE.map((text) => ({ NAME: oneLine(text), LAST: '1' })));
});

test('shell words are one word', { timeout: 20 * MINUTES }, async () => {
  const read = await readAll('shell', (text) => `echo ${shellWord(text)} end`);
  if (read) expect(read).toEqual(HOSTILE.map((text) => ['echo', oneLine(text), 'end']));
});

test('JSON in a shell word is ASCII, and says the same', { timeout: 20 * MINUTES }, async () => {
  const values = HOSTILE.map((text) => ({ [text]: [text, 1.5, true, null, { deep: text }] }));
  const printed = values.map((value): Printed => ({ format: 'shell', text: shellJson(value) }));
  for (const { text } of printed) expect(text).toMatch(/^[\x20-\x7e]+$/);
  const read = await readBack(SUITE, printed);
  if (read) expect(read.map((words) => JSON.parse((words as string[])[0]!))).toEqual(values);
});

test('Markdown shows a text as it is, in a heading and in a paragraph', { timeout: 20 * MINUTES }, async () => {
  const shown = HOSTILE.filter((text) => oneLine(text) !== '');
  for (const [kind, print] of [
    ['heading', (text: string) => `# ${inline(text)}`],
    ['paragraph', paragraph],
  ] as const) {
    const read = await readBack(
      SUITE,
      shown.map((text) => ({ format: 'markdown', text: print(text) })),
    );
    if (!read) return;
    for (const [index, [blocks, ...children]] of (read as [string[], ...[string, string][]][]).entries()) {
      expect(blocks).toEqual([`${kind}_open`, 'inline', `${kind}_close`]);
      expect(children.every(([type]) => type === 'text' || type === 'text_special')).toBe(true);
      expect(children.map(([, content]) => content).join('')).toBe(oneLine(shown[index]!));
    }
  }
});

test('code in Markdown is one code span', { timeout: 20 * MINUTES }, async () => {
  const shown = HOSTILE.filter((text) => oneLine(text) !== '');
  const read = await readBack(
    SUITE,
    shown.map((text) => ({ format: 'markdown', text: `a ${codeSpan(text)} b` })),
  );
  if (!read) return;
  expect(read).toEqual(
    shown.map((text) => [
      ['paragraph_open', 'inline', 'paragraph_close'],
      ['text', 'a '],
      ['code_inline', oneLine(text)],
      ['text', ' b'],
    ]),
  );
});

test('no cell ends a table, or its column', { timeout: 20 * MINUTES }, async () => {
  const rows = HOSTILE.map((text) => [inline(text), codeSpan(text), inlineWithCode(`\`${text}\` is ${text}`), 'end']);
  const read = await readBack(SUITE, [{ format: 'table', text: table(['a', 'b', 'c', 'd'], rows) }]);
  if (!read) return;
  const [cells] = read as string[][][];
  expect(cells).toHaveLength(HOSTILE.length + 1);
  for (const [index, row] of cells!.slice(1).entries()) {
    expect(row).toHaveLength(4);
    expect(row[0]).toBe(oneLine(HOSTILE[index]!));
    expect(row[3]).toBe('end');
  }
});

test('access texts keep their code', () => {
  expect(inlineWithCode('anyone when `a_b == 1`, or the *author*')).toBe('anyone when `a_b == 1`, or the \\*author\\*');
  expect(inlineWithCode('an odd ` tick')).toBe('an odd \\` tick');
});
