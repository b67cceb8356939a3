import { singular } from '../words/inflection.ts';
import type { Remainder } from '../text/phrase.ts';
import { TYPE_WORDS } from '../words/field-types.ts';
import { nameOf, numberOf } from '../words/names.ts';
import { type AttributePattern, type Attributes, pattern, setType, THAT_IS } from './attribute-pattern.ts';
import { BOUNDS, takeExclusive } from './bounds.ts';

/** In order: a pattern may rely on the ones before having taken their words away. */
const PATTERNS: readonly AttributePattern[] = [
  modifier(
    String.raw`${THAT_IS}(?:optional(?:ly)?|opt\b\.?|nullable|not (?:required|mandatory|obligatory|necessary|needed|always (?:there|given|known|present))|left (?:empty|blank|out)|omitted|left off)\b|` +
      String.raw`\?(?=\s*(?:$|[,:)]))|\bif (?:any|known|available|there is one|applicable|given|provided|needed)\b|` +
      String.raw`\b(?:can|may|could|might) be (?:null|empty|blank|missing|omitted|left (?:out|blank|empty|off)|skipped|absent|unknown)\b|\b(?:null|empty|blank)\s*(?:=|means|for|if|when|until)\s*[\w ]+|` +
      String.raw`^\s*(?:and\s+)?(?:maybe|perhaps|possibly|ideally|sometimes|(?:may|can|might|could) (?:also )?(?:have|include|contain)|if (?:available|known|given|there is one),)(?=\s)|\bor (?:null|none|empty|nothing)\b|\bmaybe\s*$|(?:(?:that|which)\s+)?(?:is|are)\s+(?:at first|first|initially)\s+empty\b`,
    'optional',
  ),
  modifier(
    String.raw`${THAT_IS}(?:required|req\b\.?|mandatory|obligatory|compulsory|necessary|non-?null(?:able)?)(?!\w)|` +
      String.raw`\b(?:must|may|should) (?:not be (?:empty|blank|null|missing)|always be (?:given|set|there))\b|\bcannot be (?:empty|blank|null)\b`,
    'required',
  ),
  modifier(
    String.raw`${THAT_IS}(?:globally\s+)?(?:unique|distinct)\b(?!\s+(?:per|within|for (?:each|every)|inside|in (?:its|their|the same|an?|one|each))\b)|\b(?:no|without) (?:repeats?|repetitions?|duplicates?|doubles?)\b|` +
      String.raw`\b(?:cannot|must not|may not|should not) (?:be )?(?:repeat(?:ed)?|duplicated?)\b|\bno two (?:the same|alike|share)\b|` +
      String.raw`\b(?:which|that|it)\s+(?:is|are|must be)\s+(?:the\s+)?only\s+(?:one|once)(?:\s+(?:in|of|per|across)\s+(?:the\s+|our\s+)?(?:whole\s+)?[a-z]+)?|\b(?:which|that)\s+no\s+(?:other|two)\s+[a-z]+\s+(?:may\s+|can\s+)?(?:has|have|share)s?\b|` +
      String.raw`\b(?:must|should|has to|have to)\s+be\s+different\s+(?:for|in|on|from)\s+(?:every|each|all|any)(?:\s+(?:other\s+)?[a-z]+)?|\b(?:cannot|can not|must not|may not)\s+be\s+(?:two|twice)(?:\s+(?:of\s+)?the same)?|\bnever\s+(?:used\s+|given\s+out\s+)?twice\b|\bone of a kind\b|\bacross all [a-z]+`,
    'unique',
  ),
  modifier(String.raw`${THAT_IS}(?:read[- ]only)\b`, 'readonly'),
  modifier(String.raw`${THAT_IS}(?:write[- ]only)\b`, 'writeonly'),
  modifier(String.raw`${THAT_IS}(?:immutable)\b`, 'immutable'),
  ...BOUNDS,
  {
    pattern: pattern(String.raw`\bnot null\b`),
    read: (_found, { modifiers }) => modifiers.push('required'),
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
    pattern: pattern(
      String.raw`(?:(?<=[,;(-]\s*)|^\s*)(?:(?:it|which)\s+)?(?:is\s+)?(?<value>[a-z_]+|\d+)\s+(?:at first|initially|at the (?:start|beginning)|to (?:begin|start) with|in the beginning|if (?:not (?:given|set|specified)|nothing is (?:given|set|said)|missing|omitted)|unless [a-z]+\b[\w ]*|when created)\b`,
    ),
    read: (found, { modifiers }) => modifiers.push(`= ${literal(found.text('value'))}`),
  },
  {
    pattern: pattern(
      String.raw`(?:(?:that|which)\s+(?:is|are|stays?)\s+|(?:(?<=[,;(-]\s*)|^\s*))(?<value>[a-z_]+|\d+(?:\.\d+)?)\s+(?:unless|if not|when not|as long as nothing)(?:\s+(?:(?:is|are|it|otherwise|else|something|somebody|we|they)\s+)*[a-z]+(?:\s+otherwise)?)`,
    ),
    read: (found, { modifiers }) => modifiers.push(`= ${literal(found.text('value'))}`),
  },
  {
    pattern: pattern(
      String.raw`(?:(?:that|which)\s+)?(?:(?:is|are)\s+)?\b(?<value>true|false|on|off|yes|no|\d+|[a-z_]+)\s+(?:by|as|is|is the) default\b`,
    ),
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

const LIST_OF = pattern(String.raw`\b(?:list|array|set|collection)s?\s+of\s+(?<item>\w+)`);

/** Takes everything that says something about the field out of its words. */
export function takeAttributes(words: Remainder, attributes: Attributes): void {
  for (const { pattern, read } of PATTERNS) {
    const found = words.take(pattern);
    if (found) read(found, attributes);
  }
  takeExclusive(words, attributes);
  takeListOf(words, attributes);
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

/** A default as a literal of the design language. */
function literal(text: string): string {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
  if (/^(?:on|yes)$/i.test(text)) return 'true';
  if (/^(?:off|no)$/i.test(text)) return 'false';
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  const counted = numberOf(text);
  if (counted !== undefined) return String(counted);
  if (/^(?:now|today)$/i.test(text)) return `${text.toLowerCase()}()`;
  return `'${text.replace(/^["']|["'.]$/g, '').replace(/'/g, '')}'`;
}

function modifier(source: string, name: string): AttributePattern {
  return {
    pattern: pattern(String.raw`(?:\b|(?<=\s))(?:${source})`),
    read: (_found, { modifiers }) => modifiers.push(name),
  };
}
