import { describe, expect, it } from 'vitest';
import { readEnglish } from '../../../src/understand/offline/index.ts';
import { CORPUS } from './corpus.ts';
import { cpuMilliseconds } from './cpu.ts';
import { STYLES } from './styles.ts';

const anything = () => ({ errors: [] });
const SIGNS = [
  ...Array.from(' \n,;:.()[]{}\'"-/|*#<>=_0aZé本🚀'),
  '\ud800',
  '\u0000',
  ' and ',
  ' can ',
  ' has ',
  ' must be ',
];
const LONG = 20_000;
const TEXTS = [...CORPUS, ...STYLES].map(({ text }) => text);

/** A linear congruential generator: the same texts in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

function mutated(random: (below: number) => number): string {
  let text = TEXTS[random(TEXTS.length)]!;
  for (let changes = random(12); changes >= 0; changes--) {
    const at = random(text.length + 1);
    const kind = random(4);
    if (kind === 0) text = text.slice(0, at) + text.slice(at + 1 + random(9));
    else if (kind === 1) text = text.slice(0, at) + SIGNS[random(SIGNS.length)] + text.slice(at);
    else if (kind === 2) text = text.slice(at) + text.slice(0, at);
    else text = `${text.slice(0, at)} ${TEXTS[random(TEXTS.length)]!.slice(0, random(200))}`;
  }
  return text;
}

/** For a thousand texts, on a machine that does other things besides. */
const TWO_MINUTES = 120_000;

describe('robustness', () => {
  it(
    'reads 1,000 mutated texts without an exception, and reports only words of the text',
    () => {
      const random = randomFrom(7);
      for (let round = 0; round < 1000; round++) {
        const text = mutated(random);
        const { unparsed, coverage } = readEnglish(text, anything);
        const plain = text.replace(/\s+/g, ' ');
        for (const piece of unparsed) expect(plain, text).toContain(piece);
        expect(coverage >= 0 && coverage <= 1, text).toBe(true);
      }
    },
    TWO_MINUTES,
  );

  it.each([
    ['one word', 'a'.repeat(LONG)],
    ['words', 'and '.repeat(LONG / 4)],
    ['nouns', 'post '.repeat(LONG / 5)],
    ['commas', 'a, '.repeat(LONG / 3)],
    ['parentheses', '('.repeat(LONG)],
    ['pairs of parentheses', '(a, '.repeat(LONG / 8) + ')'.repeat(LONG / 8)],
    ['blanks', `Posts have${' '.repeat(LONG)}a title`],
    ['blanks inside a sentence', `Posts have${' '.repeat(79)}a title and ${' '.repeat(70)}`.repeat(100)],
    ['full stops', '. '.repeat(LONG / 2)],
    ['sentences', 'Posts have a title, a body and a status of draft or published. '.repeat(320).slice(0, LONG)],
    [
      'resources',
      Array.from({ length: 700 }, (_, index) => `Item${index}s have a title. `)
        .join('')
        .slice(0, LONG),
    ],
    ['permissions', 'Users can create and edit and delete their own posts and comments. '.repeat(300).slice(0, LONG)],
    ['one clause of values', `Posts have a status of ${'draft, '.repeat(250)} or x`],
    [
      'the corpus',
      CORPUS.map(({ text }) => text)
        .join('\n')
        .repeat(3)
        .slice(0, LONG),
    ],
    ['bullets', '- title: string, required\n'.repeat(LONG / 26)],
    ['tables', `| name | type |\n| --- | --- |\n${'| a | int |\n'.repeat(LONG / 12)}`],
    ['braces', 'Post { title: string; body: text }\n'.repeat(LONG / 35)],
    ['open braces', 'a {'.repeat(LONG / 3)],
    ['routes', 'GET /posts/{id} - list posts with a title and a body\n'.repeat(LONG / 54)],
    ['quotes', `Posts have a title (default "${"x'".repeat(900)})`],
  ])('reads 20,000 characters of %s in less than a second', (_name, text) => {
    expect(cpuMilliseconds(() => readEnglish(text, anything))).toBeLessThan(1000);
  });

  it.each([
    ['lines of one letter', 'a\n'.repeat(10_000)],
    ['a word without an end', 'a'.repeat(100_000)],
    ['commas', ','.repeat(50_000)],
    ['the same bullet', '- Crates have a label\n'.repeat(5_000)],
    ['blanks', `${' '.repeat(100_000)}x`],
    ['short statements on one line', 'a; '.repeat(15_000)],
    ['the same permission', 'Users can edit crates. '.repeat(2_500)],
  ])('reads far more than is allowed of %s in well under two seconds', (_name, text) => {
    expect(cpuMilliseconds(() => readEnglish(text, anything))).toBeLessThan(2000);
  });
});
