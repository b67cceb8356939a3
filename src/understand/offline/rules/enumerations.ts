import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { TYPE_WORDS } from '../words/field-types.ts';
import { nameOf } from '../words/names.ts';

/** A list of values inside a field list: "priority of low, normal, high or urgent". */
export interface Enumeration {
  /** The stretch from the word after the name to the last value: it holds commas that separate no fields. */
  readonly whole: Phrase;
  readonly values: readonly string[];
  /** For "starts as open and moves to closed": the values are states, each reached from the one before. */
  readonly sequence: boolean;
}

const HEADS =
  'status|state|priority|type|level|stage|kind|role|category|color|colour|size|difficulty|severity|' +
  'visibility|gender|mode|condition|phase|tier|unit|frequency|method|source|channel|format|language|' +
  'plan|environment|env|platform|outcome|result|shift|grade|rank|currency|urgency|impact|resolution|risk|fuel|breed|' +
  'reason|kind|class|mood|sentiment';

/** Whether a noun is usually followed by its values. */
export function takesValues(noun: string): boolean {
  return regex(`(?:^|\\s)(?:${HEADS})s?$`).test(noun.trim());
}

const VALUE = String.raw`["']?[a-z0-9][\w-]*["']?(?:\s(?!(?:or|and|an?|the|then)\b)["']?[a-z][\w-]*["']?)?`;
const VALUES_WITH_OR = String.raw`(?:(?:${VALUE}),\s*){0,30}(?:${VALUE}),?\s+or\s+(?:${VALUE})`;
const VALUES_TO_THE_END = String.raw`(?:(?:(?:${VALUE}),\s*){1,30}(?:and\s+)?(?:${VALUE})|(?:(?:${VALUE}),\s*){0,30}(?:${VALUE})\s+and\s+(?:${VALUE}))(?=\s*$)`;
const SLASHED = String.raw`${VALUE}(?:\s*[/|]\s*${VALUE}){1,30}`;

const INTRODUCED =
  String.raw`(?:,?\s+(?:that|which)\s+(?:for (?:us|me|now)\s+)?(?:is|are|can be|may be|must be)|\s+` +
  String.raw`(?:can be|may be|must be|is|are|being)|\s*:)?\s*(?:(?:one of|either|any of|being one of)\s*:?\s*)`;
const AFTER_HEAD =
  String.raw`(?:,?\s+(?:(?:that|which|what)\s+)?(?:for (?:us|me|now)\s+)?(?:is|can be|may be|must be|could be)\s+|` +
  String.raw`\s+(?:of|being|with values)\s+|\s+)`;

/** "storage: ambient / chilled / frozen", whatever it is called. */
const NAMED = new RegExp(
  String.raw`(?:^|[,;(•]\s*)[\w ]+?(?<whole>\s*\??[:=]\s*(?:enum\s*[:(]?\s*)?(?<values>${SLASHED}))(?=\s*(?:$|[,;)•=(]|default))`,
  'i',
);

/** "lid colour red/green/blue": three or more values, whatever they are called. */
const SIDE_BY_SIDE = new RegExp(
  String.raw`(?:^|[,;(•]\s*)[\w ]*?\w(?<whole>\s+(?<values>(?!yes\/no)[a-z][\w-]*(?:\s?[/|]\s?[a-z][\w-]*){2,30}))(?=\s*(?:$|[,;)•(=]|default))`,
  'i',
);

/** "size: small, big or huge". */
const AFTER_COLON = new RegExp(
  String.raw`(?:^|[,;(•]\s*|\band\s+)[a-z][\w ]*?(?<whole>\s*(?:[:=]|-(?=\s))\s*(?<values>${VALUES_WITH_OR}))(?=\s*(?:$|[,;)•(]))`,
  'i',
);

/** "a size - small, big, huge - and a lid" */
const BETWEEN_DASHES = regex(
  String.raw`\b(?:${HEADS})(?<whole>\s+-\s+(?<values>(?:${VALUE},\s*){1,30}(?:(?:or|and)\s+)?${VALUE})(?:\s+-(?=\s)|\s*$))`,
);

/** "a state new, packed, sent - starts as new": what it begins with shows where the values begin. */
const WITH_FIRST = regex(
  String.raw`\b(?:${HEADS})(?:e?s)?(?<whole>\s*:?\s+(?<values>(?<first>[a-z]\w*)(?:,\s*(?:(?:or|and)\s+)?[a-z]\w*){1,30}))(?=\s*[,(-]?\s*(?:(?:starts?|begins?)\s+(?:as|with|in)\s+|(?:initially|default)\s+)\k<first>\b)`,
);

const PATTERNS: readonly RegExp[] = [
  WITH_FIRST,
  BETWEEN_DASHES,
  NAMED,
  SIDE_BY_SIDE,
  AFTER_COLON,
  regex(`(?<whole>${INTRODUCED}(?<values>${VALUES_WITH_OR}|${VALUES_TO_THE_END}|${SLASHED}))`),
  regex(
    String.raw`\b(?:${HEADS})(?:e?s)?(?<whole>\s*:\s*(?<values>${VALUES_WITH_OR}|(?:${VALUE},\s*){1,30}${VALUE}|${SLASHED}))`,
  ),
  regex(String.raw`\b(?:${HEADS})(?:e?s)?(?<whole>${AFTER_HEAD}(?<values>${VALUES_WITH_OR}|${SLASHED}))`),
  regex(
    String.raw`\w(?<whole>,?\s+(?:(?:that|which|what)\s+)?(?:for (?:us|me|now)\s+)?(?:can be|may be|could be|(?<=(?:that|which|what)\s(?:for (?:us|me|now)\s)?)(?:is|are))\s+(?<values>${VALUES_WITH_OR}))`,
  ),
];

const SEQUENCE = regex(
  String.raw`(?<whole>,?\s+(?:(?:that|which)\s+)?(?:starts?|begins?)\s+(?:as|in|with)\s+`,
  String.raw`(?<first>["']?[\w-]+["']?),?\s+(?:and\s+|then\s+)?(?:moves?|goes|changes?|transitions?)\s+`,
  String.raw`(?:on\s+)?to\s+(?<rest>[\w'"-]+(?:(?:,\s*(?:and\s+)?(?:then\s+|finally\s+)?|\s+(?:and\s+)?`,
  String.raw`(?:then|finally)\s+(?:to\s+)?)[\w'"-]+){0,20}))`,
);

/** Finds the value lists of a field list. */
export function enumerationsIn(list: Phrase): Enumeration[] {
  const found = sequencesIn(list);
  for (const pattern of PATTERNS) {
    for (const match of list.matches(pattern)) {
      const whole = match.group('whole');
      if (found.some((other) => other.whole.start < whole.end && whole.start < other.whole.end)) continue;
      const values = valuesOf(match.group('values'));
      if (
        values.length > 1 &&
        !(pattern === NAMED && values.some((value) => TYPE_WORDS.has(value) || value === 'null'))
      )
        found.push({ whole, values, sequence: false });
    }
  }
  return found;
}

function sequencesIn(list: Phrase): Enumeration[] {
  return list.matches(SEQUENCE).map((match) => ({
    whole: match.group('whole'),
    values: [match.group('first'), ...stepsOf(match.group('rest'))].map((step) => nameOf(step.text)),
    sequence: true,
  }));
}

function stepsOf(rest: Phrase): Phrase[] {
  return rest
    .matches(/(?<step>[\w'"-]+)/)
    .map((match) => match.group('step'))
    .filter((step) => !/^(?:and|then|finally|to)$/i.test(step.text));
}

const SAID = regex(
  String.raw`^\s*(?:(?:can|may|must|could|should|will)\s+(?:only\s+)?be|is|are|:)\s+(?:(?:either|one of|any of)\s*:?\s*)?(?<values>${VALUES_WITH_OR}|${VALUES_TO_THE_END}|${SLASHED})\s*$`,
);

/** "can be red, green or blue": what a sentence about a field says of its values. */
export function valuesSaid(rest: Phrase): readonly string[] {
  const found = rest.match(SAID)?.group('values');
  const values = found ? valuesOf(found) : [];
  return values.length > 1 && values.every((value) => value.split('_').length <= 2) ? values : [];
}

/** The values in "low, normal, high or urgent" or "draft/published". */
export function valuesOf(list: Phrase): string[] {
  const items = /[/|]/.test(list.text)
    ? list.matches(/(?<item>[^/|]+)/).map((match) => match.group('item'))
    : splitList(list);
  return [
    ...new Set(
      items.map((item) => nameOf(item.text.replace(/^(?:either|then)\s+/i, ''))).filter((value) => value !== ''),
    ),
  ];
}

/** An enum type of the design language. */
export function enumType(values: readonly string[]): string {
  return `enum(${values.map((value) => (/^[a-z]\w*$/.test(value) ? value : `'${value}'`)).join('|')})`;
}
