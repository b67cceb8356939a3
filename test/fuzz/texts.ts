/**
 * Hostile texts in one-file modules: every one must stay in its literal, whatever it holds. Ruff judges format and lint,
 * CPython's own parser what the literals say.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { doc, fstring, name, py, regex, renderModule, value } from '../../src/python/index.ts';
import { ruffWith } from '../python-kit/support.ts';
import { Random } from './random.ts';

export interface Problem {
  readonly text: string;
  readonly problem: string;
  readonly source: string;
}

const PIECES: readonly string[] = [
  ['"', "'", '\\', '"""', "'''", '\\"', '\\\\', '{', '}', '{{', '}}', '{text}', '${', '#', '# noqa', '%s', '`', '$'],
  ['\n', '\r', '\r\n', '\t', '\f', '\v', '\0', '\u0001', '\u001b', '\u001f', '\u007f', '\u0085', '\n\n', ' '],
  ['\u00a0', '\u00ad', '\u2028', '\u2029', '\u200b', '\u200d', '\u202e', '\u2066', '\ufeff', '\u3000', '\u00b4'],
  ['\ud800', '\udfff', '\ufffe', '\uffff', '\ufffd', '\ue000', '\u{10ffff}', '\u{e0001}', '\u{e0100}', '\u{1fffe}'],
  [
    'é',
    'e\u0301',
    '\u0301',
    '漢字',
    '標題：',
    'слово',
    'с',
    'а',
    'Ω',
    'ﬀ',
    '２',
    '😀',
    '👩‍👩‍👧',
    '🇩🇪',
    'ـ',
    'שלום',
    'ا',
  ],
  ['it’s', '“so”', '–', '—', '…', '×', '−', '\u2032', '\\N{BULLET}', '\\u0041', '\\x41', '\\u202e', '\\', 'ſ', 'K'],
  ['x', 'word', 'Returns:', 'Args', 'Note:', 'import os', '>>> 1', 'lists posts', '.', '!', ':', '...', '-', '@', ';'],
  ['a'.repeat(30), 'a-very-long-word-'.repeat(8), 'several words that fill the line '.repeat(3), 'Is it? Yes. No! '],
].flat();

/** A text of up to a dozen pieces, with and without spaces between them. */
export function hostileText(random: Random): string {
  const spaced = random.below(2) === 0;
  const pieces = Array.from({ length: random.below(13) }, () => random.pick(PIECES));
  if (random.below(8) === 0) pieces.push(String.fromCharCode(random.below(0x10000)));
  return pieces.join(spaced ? ' ' : '');
}

/** A module that holds `text` in every kind of literal there is. */
export function hostileModule(text: string): string {
  const { text: source } = renderModule({
    path: 'hostile.py',
    doc: text,
    body: py`
      class ${name(`C${text}`)}:
          ${doc(text)}

          plain = ${text}
          argument = call(${text}, key=${text})
          template = ${fstring(text, py`value`, text, py`values[${'key'}]`, text)}
          pattern = ${regex(text)}
          data = ${value({ [text]: [text, null, { nested: text }] })}
    `,
  });
  return source;
}

const ruff = ruffWith('D', 'E5', 'W', 'PLE', 'RUF001', 'RUF002', 'Q', 'ISC');
/** A word may be longer than a line. */
const UNAVOIDABLE = new Set(['E501']);

/** Tries `count` texts; returns what is wrong. */
export async function fuzzTexts(count: number, seed: number, python: string): Promise<Problem[]> {
  const random = new Random(seed);
  const samples = Array.from({ length: count }, () => {
    const text = hostileText(random);
    return { text, source: hostileModule(text) };
  });
  const judged = samples.flatMap(({ text, source }) => judge(source).map((problem) => ({ text, source, problem })));
  return [...judged, ...(await read(samples, python))];
}

function judge(source: string): string[] {
  try {
    const formatted = ruff.format(source);
    if (formatted !== source) return [`Ruff formats it otherwise:\n${firstDifference(formatted, source)}`];
  } catch (error) {
    return [`Ruff cannot read it: ${String(error)}`];
  }
  return ruff
    .check(source)
    .filter(({ code }) => !UNAVOIDABLE.has(code ?? ''))
    .map(({ code, message, start_location }) => `${code} in line ${start_location.row}: ${message}`);
}

function firstDifference(left: string, right: string): string {
  const others = right.split('\n');
  const lines = left.split('\n');
  const row = lines.findIndex((line, index) => line !== others[index]);
  return `${lines[row]}\n${others[row]}`;
}

/** What CPython reads in the modules: one process for all of them. */
async function read(samples: readonly { text: string; source: string }[], python: string): Promise<Problem[]> {
  const reader = spawn(python, [join(import.meta.dirname, 'read_literals.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  reader.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  for (const sample of samples) reader.stdin.write(`${JSON.stringify(sample)}\n`);
  reader.stdin.end();
  await once(reader, 'close');
  const answers = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer);
  if (answers.length !== samples.length) throw new Error(`${answers.length} answers to ${samples.length} modules`);
  return samples.flatMap(({ text, source }, index) => {
    const { problems, docstrings } = answers[index]!;
    const wrong = docstrings.filter((docstring) => !saysTheSame(docstring, text));
    return [...problems, ...wrong.map((docstring) => `The docstring says ${JSON.stringify(docstring)}`)].map(
      (problem) => ({
        text,
        source,
        problem,
      }),
    );
  });
}

interface Answer {
  readonly problems: readonly string[];
  readonly docstrings: readonly string[];
}

/** Whether a docstring holds the characters of `text`, but for space, case, punctuation and its typographic forms. */
function saysTheSame(docstring: string, text: string): boolean {
  return essence(docstring) === essence(/^[\s\u0085]*$/.test(text) ? 'Not described.' : text);
}

const essence = (text: string): string =>
  text
    .replace(/[\u00b4\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/\u201a/g, ',')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replaceAll('×', 'x')
    .replace(/[\uff01-\uff5e]/g, (char) => char.normalize('NFKC'))
    .replace(/[\s\u0085.,:;]/gu, '')
    .toLowerCase();
