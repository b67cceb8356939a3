import { singular } from '../../../design/inflect.ts';
import { OPTIONAL_SIGN } from '../text/layout.ts';
import type { PhraseMatch, Remainder } from '../text/phrase.ts';
import { TYPE_WORDS } from '../words/field-types.ts';
import { nameOf, NUMBER, numberOf } from '../words/names.ts';

/** What the words around the name of a field say about it. */
export interface Attributes {
  type?: string;
  /** Whether the words give a range without a unit of length, as for "priority (1-5)". */
  isNumber?: boolean;
  /** In the words of a field line: `unique`, `min=1`, `= 'draft'`. */
  readonly modifiers: string[];
}

interface AttributePattern {
  readonly pattern: RegExp;
  readonly read: (found: PhraseMatch, attributes: Attributes) => void;
}

const LENGTH_UNIT = String.raw`(?:\s*(?:characters?|chars?|letters?|symbols?)\b(?:\s+(?:long|max(?:imum)?|or less))?)?`;
const THAT_IS = String.raw`(?:(?:that|which)\s+)?(?:(?:must|should|has to|have to)\s+be\s+|(?:is|are)\s+)?`;

/** In order: a pattern may rely on the ones before having taken their words away. */
const PATTERNS: readonly AttributePattern[] = [
  modifier(
    String.raw`${THAT_IS}(?:optional|nullable)\b|\?(?=\s*(?:$|[,:)]))|${OPTIONAL_SIGN}|\bif any\b|\bcan be ` +
      String.raw`(?:null|empty|blank)\b`,
    'optional',
  ),
  modifier(String.raw`${THAT_IS}(?:required|mandatory)\b`, 'required'),
  modifier(String.raw`${THAT_IS}(?:globally\s+)?unique\b`, 'unique'),
  modifier(String.raw`${THAT_IS}(?:read[- ]only)\b`, 'readonly'),
  modifier(String.raw`${THAT_IS}(?:write[- ]only)\b`, 'writeonly'),
  modifier(String.raw`${THAT_IS}(?:immutable)\b`, 'immutable'),
  {
    pattern: pattern(
      String.raw`\b(?:between|from)\s+(?<min>${NUMBER})\s+(?:and|to)\s+(?<max>${NUMBER})\b${LENGTH_UNIT}|` +
        String.raw`(?<![\w.])(?<min2>\d+)\s*(?:-|to|\.\.)\s*(?<max2>\d+)\b${LENGTH_UNIT}(?:\s+stars)?`,
    ),
    read: (found, attributes) => {
      attributes.modifiers.push(`min=${bound(found, 'min')}`, `max=${bound(found, 'max')}`);
      attributes.isNumber = !/[a-z]\w*\s*$/i.test(found.whole.text);
    },
  },
  {
    pattern: pattern(
      String.raw`\b(?:max(?:imum)?(?: length)?(?: of| is)?:?|up to|at most|no (?:more|longer) than|not more than)\s+` +
        String.raw`(?<max>${NUMBER})\b${LENGTH_UNIT}|(?<![\w.])(?<max2>\d+)\s*(?:chars?|characters)\s+(?:max` +
        String.raw`(?:imum)?|or less)\b`,
    ),
    read: (found, { modifiers }) => modifiers.push(`max=${bound(found, 'max')}`),
  },
  {
    pattern: pattern(
      String.raw`\b(?:min(?:imum)?(?: length)?(?: of| is)?:?|at least|no (?:less|fewer) than|not less than)\s+` +
        String.raw`(?<min>${NUMBER})\b${LENGTH_UNIT}`,
    ),
    read: (found, { modifiers }) => modifiers.push(`min=${bound(found, 'min')}`),
  },
  {
    pattern: pattern(String.raw`(?:<=|≤)\s*(?<max>\d+(?:\.\d+)?)`),
    read: (found, { modifiers }) => modifiers.push(`max=${found.text('max')}`),
  },
  {
    pattern: pattern(String.raw`(?:>=|≥)\s*(?<min>-?\d+(?:\.\d+)?)`),
    read: (found, { modifiers }) => modifiers.push(`min=${found.text('min')}`),
  },
  {
    pattern: pattern(String.raw`\bnot null\b`),
    read: (_found, { modifiers }) => modifiers.push('required'),
  },
  {
    pattern: pattern(String.raw`\b(?:exactly\s+)?(?<size>\d+)\s+(?:letters|chars|characters|digits)\b`),
    read: (found, { modifiers }) => modifiers.push(`min=${found.text('size')}`, `max=${found.text('size')}`),
  },
  {
    pattern: pattern(
      String.raw`(?:(?:that|which)\s+)?(?:by default|\bdefault(?:s|ing|ed)?)(?: value)?(?: to| is|:| of|=)?\s+` +
        String.raw`(?<value>"[^"]*"|'[^']*'|[\w.-]+)`,
    ),
    read: (found, { modifiers }) => modifiers.push(`= ${literal(found.text('value'))}`),
  },
  {
    pattern: pattern(String.raw`\b(?<value>true|false)\s+by default\b`),
    read: (found, { modifiers }) => modifiers.push(`= ${found.text('value').toLowerCase()}`),
  },
  {
    pattern: pattern(
      String.raw`(?:(?:that|which)\s+is\s+)?\b(?:generated|derived|created|built|made)\s+from\s+(?:the\s+|its\s+)?` +
        String.raw`(?<field>\w+)`,
    ),
    read: (found, { modifiers }) => modifiers.push(`from ${nameOf(found.text('field'))}`),
  },
  {
    pattern: pattern(
      String.raw`\bin\s+(?:kg|kilograms|km|kilometers|cm|(?:square\s+)?met(?:er|re)s|grams|miles|percent|hours)\b`,
    ),
    read: (_found, attributes) => setType(attributes, 'float'),
  },
  {
    pattern: pattern(String.raw`\bin\s+(?:minutes|seconds|days|weeks|months|years|bytes|cents)\b`),
    read: (_found, attributes) => setType(attributes, 'int'),
  },
];

/** "greater than zero": the language has no exclusive bound, so it is read only where the next step is known. */
const EXCLUSIVE = pattern(
  String.raw`${THAT_IS}\b(?:greater|more|higher|larger) than\s+(?<min>${NUMBER})\b|\babove\s+(?<min2>${NUMBER})\b`,
);
const POSITIVE = pattern(String.raw`${THAT_IS}\b(?<word>positive|non-?negative)\b`);
const LIST_OF = pattern(String.raw`\b(?:list|array|set|collection)s?\s+of\s+(?<item>\w+)`);

/** The smallest value of each number type that is greater than zero. */
const SMALLEST: ReadonlyMap<string, number> = new Map([
  ['int', 1],
  ['money', 0.01],
]);

/** Takes everything that says something about the field out of its words. */
export function takeAttributes(words: Remainder, attributes: Attributes): void {
  for (const { pattern, read } of PATTERNS) {
    const found = words.take(pattern);
    if (found) read(found, attributes);
  }
  takeListOf(words, attributes);
}

/** "positive", "greater than 5": needs the type, so it comes last. Left in the words where it cannot be said. */
export function takeExclusiveBounds(words: Remainder, attributes: Attributes, type: string): void {
  const positive = words.rest.match(POSITIVE);
  const exclusive = words.rest.match(EXCLUSIVE);
  if (positive && /^non/i.test(positive.text('word'))) {
    words.remove(positive.whole);
    attributes.modifiers.push('min=0');
    return;
  }
  const above = positive ? 0 : exclusive && Number(bound(exclusive, 'min'));
  const step = SMALLEST.get(type);
  if (above === undefined || step === undefined) return;
  words.remove((positive ?? exclusive)!.whole);
  attributes.modifiers.push(`min=${above + step}`);
}

/** "list of strings" is a type; in "list of photos" the photos are the name, which stays. */
function takeListOf(words: Remainder, attributes: Attributes): void {
  const found = words.rest.match(LIST_OF);
  if (!found) return;
  const item = found.group('item');
  const type = TYPE_WORDS.get(singular(item.text.toLowerCase()));
  words.remove(type ? found.whole : found.whole.slice(0, item.start - found.whole.start));
  setType(attributes, `list<${type ?? 'string'}>`);
}

function setType(attributes: Attributes, type: string): void {
  attributes.type ??= type;
}

function bound(found: PhraseMatch, name: 'min' | 'max'): string {
  const text = found.text(name) || found.text(`${name}2`);
  return String(numberOf(text) ?? text);
}

/** A default as a literal of the design language. */
function literal(text: string): string {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  if (/^(?:now|today)$/i.test(text)) return `${text.toLowerCase()}()`;
  return `'${text.replace(/^["']|["'.]$/g, '').replace(/'/g, '')}'`;
}

function modifier(source: string, name: string): AttributePattern {
  return {
    pattern: pattern(String.raw`(?:\b|(?<=\s))(?:${source})`),
    read: (_found, { modifiers }) => modifiers.push(name),
  };
}

function pattern(source: string): RegExp {
  return new RegExp(source, 'i');
}
