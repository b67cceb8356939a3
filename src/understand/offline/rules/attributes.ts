import { singular } from '../../../design/inflect.ts';
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

const LENGTH_UNIT = String.raw`(?:\s*-?\s*(?:characters?|chars?|letters?|symbols?|digits?)\b(?:\s+(?:long|max(?:imum)?|or less))?)?`;
const THAT_IS = String.raw`(?:(?:that|which)\s+)?(?:(?:must|should|shall|has to|have to|needs? to|can|may)\s+be\s+|(?:is|are)\s+)?(?:(?:also|always)\s+)?`;

/** In order: a pattern may rely on the ones before having taken their words away. */
const PATTERNS: readonly AttributePattern[] = [
  modifier(
    String.raw`${THAT_IS}(?:optional(?:ly)?|nullable|not (?:required|mandatory|obligatory)|left (?:empty|blank|out))\b|` +
      String.raw`\?(?=\s*(?:$|[,:)]))|\bif (?:any|known|available|there is one|applicable|given|provided|needed)\b|` +
      String.raw`\bcan be (?:null|empty|blank|missing|omitted)\b|\b(?:null|empty|blank)\s*(?:=|means|for|if|when|until)\s*[\w ]+|` +
      String.raw`^\s*(?:and\s+)?(?:maybe|perhaps|possibly|ideally)\b|\bor (?:null|none|empty|nothing)\b|\bmaybe\s*$|(?:(?:that|which)\s+)?(?:is|are)\s+(?:at first|first|initially)\s+empty\b`,
    'optional',
  ),
  modifier(
    String.raw`${THAT_IS}(?:required|mandatory|obligatory|compulsory|non-?null(?:able)?)\b|` +
      String.raw`\b(?:must|may|should) (?:not be (?:empty|blank|null|missing)|always be (?:given|set|there))\b|\bcannot be (?:empty|blank|null)\b`,
    'required',
  ),
  modifier(
    String.raw`${THAT_IS}(?:globally\s+)?(?:unique|distinct)\b|\b(?:no|without) (?:repeats?|repetitions?|duplicates?|doubles?)\b|` +
      String.raw`\b(?:cannot|must not|may not|should not) (?:be )?(?:repeat(?:ed)?|duplicated?)\b|\bno two (?:the same|alike|share)\b`,
    'unique',
  ),
  modifier(String.raw`${THAT_IS}(?:read[- ]only)\b`, 'readonly'),
  modifier(String.raw`${THAT_IS}(?:write[- ]only)\b`, 'writeonly'),
  modifier(String.raw`${THAT_IS}(?:immutable)\b`, 'immutable'),
  {
    pattern: pattern(
      String.raw`(?:(?:that|which)\s+)?\b(?:(?:can|must|may|should)\s*(?:never|not)|cannot|never|not|no)\s+(?:be\s+|go\s+|drop\s+|fall\s+)*` +
        String.raw`(?:negatives?|(?:below|under|less than)\s+(?:zero|0))\b`,
    ),
    read: (_found, { modifiers }) => modifiers.push('min=0'),
  },
  {
    pattern: pattern(
      String.raw`${THAT_IS}\b(?:between|from)\s+(?<min>${NUMBER})\s+(?:and|to)\s+(?<max>${NUMBER})\b${LENGTH_UNIT}|` +
        String.raw`(?<![\w.])(?<min2>-?\d+(?:\.\d+)?)\s*(?:-|to|\.\.\.?)\s*(?<max2>\d+(?:\.\d+)?)\b${LENGTH_UNIT}(?:\s+stars|\s*%)?`,
    ),
    read: (found, attributes) => {
      attributes.modifiers.push(`min=${bound(found, 'min')}`, `max=${bound(found, 'max')}`);
      attributes.isNumber = !/[a-z]\w*\s*$/i.test(found.whole.text);
    },
  },
  {
    pattern: pattern(
      String.raw`${THAT_IS}\b(?:max(?:imum)?(?: length)?(?: of| is)?[:=]?|up to|at most|(?:no|not) (?:more|longer|higher|larger|greater) than|limit(?:ed)? (?:to|of))\s*` +
        String.raw`(?<max>${NUMBER})\b${LENGTH_UNIT}|(?<![\w.])(?<max2>\d+)\s*(?:chars?|characters|letters)\s+(?:max` +
        String.raw`(?:imum)?|or less)\b`,
    ),
    read: (found, { modifiers }) => modifiers.push(`max=${bound(found, 'max')}`),
  },
  {
    pattern: pattern(
      String.raw`${THAT_IS}\b(?:min(?:imum)?(?: length)?(?: of| is)?[:=]?|at least|(?:no|not) (?:less|fewer|lower|smaller|shorter) than)\s*` +
        String.raw`(?<min>${NUMBER})\b${LENGTH_UNIT}`,
    ),
    read: (found, { modifiers }) => modifiers.push(`min=${bound(found, 'min')}`),
  },
  {
    pattern: pattern(
      String.raw`(?:\bas\s+)?(?:\ban?\s+)?(?<!(?:to|and|[-.])\s?)\b(?<size>\d+|two|three|four|five|six)[- ](?:letter|digit|char(?:acter)?)s?\b(?:\s+(?:country|currency|iso))?(?:\s+(?:code|string))?(?=\s|$|,|\))`,
    ),
    read: (found, attributes) => {
      const size = numberOf(found.text('size'));
      attributes.modifiers.push(`min=${size}`, `max=${size}`);
      setType(attributes, 'string');
    },
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
    pattern: pattern(String.raw`\b(?:exactly\s+)?(?<size>\d+)\s+(?:letters|chars|characters|digits)\b(?:\s+long\b)?`),
    read: (found, { modifiers }) => modifiers.push(`min=${found.text('size')}`, `max=${found.text('size')}`),
  },
  {
    pattern: pattern(
      String.raw`(?:(?:that|which)\s+)?(?:by default|\bdefault(?:s|ing|ed)?)(?: value)?(?:\s*(?:to|is|:|of|=|as)(?=[\s"'\d]))*\s*` +
        String.raw`(?<value>"[^"]*"|'[^']*'|[\w.-]*\w)|(?:(?:that|which)\s+)?\b(?:(?:always\s+)?(?:starts?|begins?|starting)(?:\s+(?:out|off))?\s+(?:at|as|from|with|in)|initially|initial(?: value)?)` +
        String.raw`\s+(?:(?:at|as|from|with|in|is)\s+)*(?<value2>"[^"]*"|'[^']*'|[\w.-]*\w)|(?<=[\w?]\s?)=\s?(?<value3>"[^"]*"|'[^']*'|[\w.-]*\w)`,
    ),
    read: (found, { modifiers }) =>
      modifiers.push(`= ${literal(found.text('value') || found.text('value2') || found.text('value3'))}`),
  },
  {
    pattern: pattern(String.raw`\b(?<value>true|false|on|off|yes|no|\d+|[a-z_]+)\s+(?:by|as|is|is the) default\b`),
    read: (found, { modifiers }) => modifiers.push(`= ${literal(found.text('value'))}`),
  },
  {
    pattern: pattern(
      String.raw`(?:(?:that|which)\s+is\s+)?\b(?:auto(?:matic(?:ally)?)?[- ]?)?(?:(?:auto|generated|derived|created|built|made|computed)\s+)+(?:from|of)\s+(?:the\s+|its\s+)?` +
        String.raw`(?<field>\w+)`,
    ),
    read: (found, { modifiers }) => modifiers.push(`from ${nameOf(found.text('field'))}`),
  },
  {
    pattern: pattern(
      String.raw`\bin\s+(?:kg|kilograms|km|kilometers|cm|(?:square\s+)?met(?:er|re)s|grams|miles|percent|hours|litres|liters|celsius|fahrenheit|degrees|tons?)\b`,
    ),
    read: (_found, attributes) => setType(attributes, 'float'),
  },
  {
    pattern: pattern(
      String.raw`\bin\s+(?:minutes|mins|seconds|secs|days|weeks|months|years|bytes|cents|ms|milliseconds)\b`,
    ),
    read: (_found, attributes) => setType(attributes, 'int'),
  },
];

/** "greater than zero": the language has no exclusive bound, so it is read only where the next step is known. */
const EXCLUSIVE = pattern(
  String.raw`${THAT_IS}\b(?:greater|more|higher|larger|bigger) than\s+(?<min>${NUMBER})\b|(?:\babove|>)\s*(?<min2>${NUMBER})(?![\w.])`,
);
const POSITIVE = pattern(String.raw`${THAT_IS}\b(?<word>positive|non-?negative)\b`);
const LIST_OF = pattern(String.raw`\b(?:list|array|set|collection)s?\s+of\s+(?<item>\w+)`);

/** The smallest value of each number type that is greater than zero. */
const SMALLEST: ReadonlyMap<string, number> = new Map([
  ['int', 1],
  ['money', 0.01],
  ['decimal', 0.01],
  ['float', 0.01],
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
  if (/^(?:on|yes)$/i.test(text)) return 'true';
  if (/^(?:off|no)$/i.test(text)) return 'false';
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
