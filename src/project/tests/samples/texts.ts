/** Samples of texts: free, with a pattern, and those with a form of their own. */
import type { Field, JsonValue } from '../../../design/api-design.ts';
import { kebab, maxLength, minLength, sentence, words } from '../../../plan/index.ts';
import { fstring, type Part, py } from '../../../python/index.ts';
import { matchingTexts } from './patterns.ts';
import { constant, type Fresh, oneOf, plain, repeated, type Sample, type Samples } from './sample.ts';

const WORDS = ['amber', 'birch', 'cedar'];
const SLUG = '^[a-z0-9]+(-[a-z0-9]+)*$';
/** How often a suite asks for a fresh value at most, in digits. */
const DIGITS = 6;

const number = py`number`;
const numbered = (...parts: Part[]): Fresh => ({ code: fstring(...parts), numbered: true });

interface Lengths {
  readonly min: number;
  readonly max: number;
}

const lengthsOf = (field: Field): Lengths => ({ min: minLength(field), max: maxLength(field)! });

/** Samples of a text field, or of one item of a list of texts. */
export function textSamples(field: Field): Samples {
  if (field.type === 'slug' || field.pattern !== undefined) return patternSamples(field);
  if (field.type === 'email') return emailSamples(field);
  if (field.type === 'url') return urlSamples(field);
  return freeSamples(field);
}

const wrongKind: readonly Sample[] = [plain('a\u0000b'), plain(1)];

function freeSamples(field: Field): Samples {
  const { min, max } = lengthsOf(field);
  const trims = field.type === 'string' && min <= 1;
  const empty = min === 1 ? [plain(''), plain(' \t\n')] : min > 1 ? [repeated('x', min - 1)] : [];
  return {
    values: wordValues(field, { min, max }),
    fresh: freshText(field, { min, max }),
    accepted: [
      ...(min > 0 ? [repeated('x', min)] : [plain('')]),
      ...(max > min ? [repeated('x', max)] : []),
      ...(trims || max < 12 || min > 12 ? [] : [plain(' indented\n\n')]),
    ],
    rejected: [...empty, repeated('x', max + 1), ...wrongKind],
  };
}

function wordValues(field: Field, { min, max }: Lengths): JsonValue[] {
  const cased = field.list ? WORDS : WORDS.map(sentence);
  return cased.map((word) => word.slice(0, max).padEnd(min, 'x'));
}

function freshText(field: Field, { min, max }: Lengths): Fresh {
  const label = sentence(words(field.name).slice(0, 20)).trim();
  const shortest = label.length + 2;
  if (label.length + 1 + DIGITS <= max && shortest >= min) return numbered(`${label} `, number);
  return freshDigits(Math.min(max, Math.max(min, DIGITS)));
}

/** Digits of a fixed length; few of them begin again. */
function freshDigits(length: number): Fresh {
  if (length >= DIGITS) return numbered(py`number:0${length}`);
  return length === 1
    ? { code: py`chr(97 + number % 26)`, numbered: true }
    : numbered(py`number % ${10 ** length}:0${length}`);
}

function patternSamples(field: Field): Samples {
  const { min, max } = lengthsOf(field);
  const pattern = field.pattern ?? SLUG;
  const isSlug = pattern === SLUG;
  const shortest = Math.max(min, 1);
  const all = isSlug ? WORDS.map((word) => word.slice(0, max)) : matchingTexts(pattern, 26, shortest, max);
  const values = all.length > 0 ? all : ['x'];
  const matches = new RegExp(pattern, 'u');
  const longest = longestMatch(matches, values, max);
  return {
    values: values.slice(0, 3),
    fresh: freshMatch(field, matches, values, { min: shortest, max }) ?? oneOf(values),
    accepted: longest ? [longest] : [],
    rejected: [
      ...['', 'Not A Slug', '-a', 'a--b', 'é', '?']
        .filter((text) => !matches.test(text))
        .slice(0, 4)
        .map(plain),
      ...(min > 1 && values[0]!.length >= min ? shorter(matches, min) : []),
      ...(longest ? [beyond(values, max)] : []),
      ...wrongKind,
    ],
  };
}

const REPEATABLE = ['x', 'X', '1', '0'];

/** The longest text of one character that matches. */
function longestMatch(matches: RegExp, values: readonly string[], max: number): Sample | undefined {
  const char = [...REPEATABLE, ...values.map((each) => each[0]!)].find((each) => matches.test(each.repeat(max)));
  return char === undefined ? undefined : repeated(char, max);
}

const beyond = (values: readonly string[], max: number): Sample =>
  repeated(values.find((each) => /^[a-z]/.test(each)) ? 'x' : (values[0]?.[0] ?? 'x'), max + 1);

function shorter(matches: RegExp, min: number): Sample[] {
  const char = REPEATABLE.find((each) => matches.test(each.repeat(min - 1)));
  return char === undefined ? [] : [repeated(char, min - 1)];
}

/** An expression over `number` whose texts match, tried with numbers of every length. */
function freshMatch(
  field: Field,
  matches: RegExp,
  samples: readonly string[],
  { min, max }: Lengths,
): Fresh | undefined {
  const label = kebab(field.name).slice(0, 20);
  const stems = samples.map((each) => each.replace(/\d+$/, '')).slice(0, 5);
  const heads = [`${label}-`, label, '', 'a', 'A', 'x-', ...stems];
  const tries = [1, 23, 456, 7890, 12_345].map(String);
  const fits = (text: string): boolean => text.length >= min && text.length <= max && matches.test(text);
  const head = heads.find((each) => tries.every((digits) => fits(each + digits)));
  if (head !== undefined) return numbered(head, number);
  const isPadded = (each: string, width: number): boolean =>
    ['0', '1', '9'].every((digit) => fits(each + digit.repeat(width)));
  const width = [...(min > DIGITS ? [min] : []), 6, 5, 4, 3, 2].find((digits) =>
    heads.some((each) => isPadded(each, digits)),
  );
  const padded = width && heads.find((each) => isPadded(each, width));
  if (width === undefined || padded === undefined) return undefined;
  return width >= DIGITS
    ? numbered(padded, py`number:0${width}`)
    : numbered(padded, py`number % ${10 ** width}:0${width}`);
}

const emailSamples = (field: Field): Samples => ({
  values: WORDS.map((word) => `${word}@example.com`),
  fresh:
    maxLength(field)! < 24
      ? constant('a@example.com')
      : numbered(kebab(field.name).slice(0, 10), number, '@example.com'),
  accepted: [plain('first.last+tag@example.com')].filter(() => maxLength(field)! >= 26),
  rejected: [plain('not an address'), plain('a@b@example.com'), tooLongEmail(maxLength(field)!), ...wrongKind],
});

const tooLongEmail = (max: number): Sample => ({
  code: fstring('a@', py`"x" * ${Math.max(1, max - 5)}`, '.com'),
  ...(max > 200 && { id: 'too-long-address' }),
});

function urlSamples(field: Field): Samples {
  const { max } = lengthsOf(field);
  const start = 'https://example.com/';
  const filled = (length: number): Sample => ({
    code: py`${start} + ${repeated('x', length - start.length).code}`,
    id: `url-of-${length}-characters`,
  });
  return {
    values: WORDS.map((word) => start + word),
    fresh: numbered(start, number),
    accepted: [plain('http://localhost:8000'), ...(max > start.length ? [filled(max)] : [])],
    rejected: [
      ...['ftp://example.com', 'example.com', 'https://example com'].map(plain),
      filled(max + 1),
      ...wrongKind,
    ],
  };
}
