import type { PhraseMatch, Remainder } from '../text/phrase.ts';
import { NUMBER, numberOf } from '../words/names.ts';
import { type AttributePattern, type Attributes, pattern, setType, THAT_IS } from './attribute-pattern.ts';

/** How long a text may be, and how large a number. */

const LENGTH_UNIT = String.raw`(?:\s*-?\s*(?:characters?|chars?|letters?|symbols?|digits?)\b(?:\s+(?:long|max(?:imum)?|or less))?|\s*(?:kg|kilos?|kilograms?|grams?|cm|mm|km|met(?:er|re)s?|kilomet(?:er|re)s?|minutes|mins|hours|days|weeks|months|years?|euros?|eur|dollars?|usd|percent|people|persons|words|pages|points|pieces)\b)?`;
const LENGTH_OF = String.raw`(?:,?\s*\b(?:(?:whose|its|with an?|the)\s+)?(?:length|size|range)(?=\s*(?:[\d:<>=]|of\s|is\s|must|may|can|should|shall|between|from|up|at\s|in\s|limited|range))\s*:?(?:\s+(?:of|is))?\s*)?`;
const MAY_NOT = String.raw`(?:(?:that|which|and|it)\s+)?(?:cannot|can not|(?:must|may|should|shall) (?:not|never)|can never|(?:is|are) not allowed to)`;

/** In order: a pattern may rely on the ones before having taken their words away. */
export const BOUNDS: readonly AttributePattern[] = [
  {
    pattern: pattern(
      String.raw`(?:(?:that|which)\s+)?\b(?:(?:can|must|may|should)\s*(?:never|not)|cannot|never|not|no)\s+(?:be\s+|go\s+|drop\s+|fall\s+)*` +
        String.raw`(?:negatives?|(?:below|under|less than)\s+(?:zero|0))\b`,
    ),
    read: (_found, { modifiers }) => modifiers.push('min=0'),
  },
  {
    pattern: pattern(String.raw`(?<min>${NUMBER})\s*<=?\s*\w+\s*<=?\s*(?<max>${NUMBER})`),
    read: range,
  },
  {
    pattern: pattern(
      String.raw`${LENGTH_OF}${THAT_IS}\b(?:of\s+)?(?:between|(?:ranging |anywhere )?from|(?:on|in|with) an? (?:scale|range)(?: of| from)?|in the range(?: of| from)?|range[:]?(?: of| from)?|on a scale(?: of| from)?)\s+(?<min>${NUMBER})\s*(?:and|to|until|till|up to|through|-|\.\.\.?)\s*(?<max>${NUMBER})\b${LENGTH_UNIT}(?:\s+stars|\s*%)?|` +
        String.raw`${LENGTH_OF}(?<![\w.])(?:of\s+)?(?<min2>-?\d+(?:\.\d+)?)\s*(?:-|to|until|\.\.\.?)\s*(?<max2>\d+(?:\.\d+)?)\b${LENGTH_UNIT}(?:\s+stars|\s*%)?`,
    ),
    read: range,
  },
  {
    pattern: pattern(String.raw`(?:${LENGTH_OF})(?:<=|≤)\s*(?<max>\d+(?:\.\d+)?)${LENGTH_UNIT}`),
    read: (found, { modifiers }) => modifiers.push(`max=${found.text('max')}`),
  },
  {
    pattern: pattern(String.raw`(?:${LENGTH_OF})(?:>=|≥)\s*(?<min>-?\d+(?:\.\d+)?)${LENGTH_UNIT}`),
    read: (found, { modifiers }) => modifiers.push(`min=${found.text('min')}`),
  },
  {
    pattern: pattern(
      String.raw`${LENGTH_OF}(?:${THAT_IS}\b(?:of\s+|with\s+(?:an?\s+)?|and\s+)?(?:max(?:imum|imal|imally)?(?: length| size| value)?(?: of| is)?[:=]?|up to|at most|(?:no|not|never) (?:more|longer|higher|larger|greater|bigger) than|not (?:over|above|exceeding)|(?:limit(?:ed)?|capped|restricted|cut off)(?: to| of| at|:)?)|${MAY_NOT}\s+(?:exceed|surpass|(?:be|go|get) (?:over|above|beyond|(?:more|longer|higher|larger|greater|bigger) than)))\s*` +
        String.raw`(?<max>${NUMBER})\b${LENGTH_UNIT}|(?<![\w.])(?:of\s+)?(?<max2>\d+)\s*(?:chars?|characters|letters)?\s*(?:max(?:imum)?|or (?:less|fewer|shorter|below)|at (?:the )?most)\b`,
    ),
    read: (found, { modifiers }) => modifiers.push(`max=${bound(found, 'max')}`),
  },
  {
    pattern: pattern(
      String.raw`${LENGTH_OF}(?:${THAT_IS}\b(?:of\s+|with\s+(?:an?\s+)?|and\s+)?(?:min(?:imum|imal)?(?: length| size| value)?(?: of| is)?[:=]?|at least|(?:no|not|never) (?:less|fewer|lower|smaller|shorter) than|not (?:under|below))|${MAY_NOT}\s+(?:be|go|get|drop|fall) (?:under|below|(?:less|fewer|lower|smaller|shorter) than))\s*` +
        String.raw`(?<min>${NUMBER})\b${LENGTH_UNIT}|(?<![\w.])(?:of\s+)?(?<min2>\d+)\s*(?:chars?|characters|letters)?\s*(?:min(?:imum)?\b|or (?:more|greater|above|higher|longer)\b|and (?:up|above)\b|at (?:the )?least\b|\+(?!\w))`,
    ),
    read: (found, { modifiers }) => modifiers.push(`min=${bound(found, 'min')}`),
  },
  {
    pattern: pattern(String.raw`(?:\s+points?)?\s+out of\s+(?<max>\d+)\b(?:\s+(?:stars|points))?`),
    read: (found, attributes) => {
      attributes.modifiers.push(`max=${found.text('max')}`);
      setType(attributes, 'int');
    },
  },
  {
    pattern: pattern(
      String.raw`^\s*(?:an?\s+|the\s+|one\s+)?(?<size>\d+|two|three|four|five|six)[- ](?:letter|digit|char(?:acter)?)s?\s+(?=[a-z])`,
    ),
    read: exactly,
  },
  {
    pattern: pattern(
      String.raw`\s+(?:of|with)\s+exactly\s+(?<size>\d+|two|three|four|five|six)\s+(?:letters|chars|characters|digits)\b`,
    ),
    read: exactly,
  },
  {
    pattern: pattern(
      String.raw`(?:\bas\s+)?(?:\ban?\s+)?(?<!(?:to|and|[-.])\s?)\b(?<size>\d+|two|three|four|five|six)[- ](?:letter|digit|char(?:acter)?)s?\b(?:\s+(?:country|currency|iso))?(?:\s+(?:code|string))?(?=\s|$|,|\))`,
    ),
    read: exactly,
  },
  {
    pattern: pattern(String.raw`\b(?:exactly\s+)?(?<size>\d+)\s+(?:letters|chars|characters|digits)\b(?:\s+long\b)?`),
    read: (found, { modifiers }) => modifiers.push(`min=${found.text('size')}`, `max=${found.text('size')}`),
  },
];

const ABOVE = pattern(
  String.raw`${THAT_IS}\b(?:(?:strictly\s+)?(?:greater|more|higher|larger|bigger|over) than|over|above|exceeding)\s+(?<value>${NUMBER})(?![\w.]*\w)|>\s*(?<value2>${NUMBER})(?![\w.]*\w)`,
);
const BELOW = pattern(
  String.raw`${THAT_IS}\b(?:(?:strictly\s+)?(?:less|lower|smaller|fewer) than|below|under)\s+(?<value>${NUMBER})(?![\w.]*\w)|<\s*(?<value2>${NUMBER})(?![\w.]*\w)`,
);
const POSITIVE = pattern(String.raw`${THAT_IS}\b(?<non>non-?)?positive\b`);
const NOT_NEGATIVE = pattern(String.raw`${THAT_IS}\bnon-?\s?negative\b`);

/** The smallest value of each number type that is greater than zero. */
const SMALLEST: ReadonlyMap<string, number> = new Map([
  ['int', 1],
  ['money', 0.01],
  ['decimal', 0.01],
  ['float', 0.01],
]);

/** Takes "positive", "greater than 5", "less than 10" out of the words. */
export function takeExclusive(words: Remainder, attributes: Attributes): void {
  if (words.take(NOT_NEGATIVE)) attributes.modifiers.push('min=0');
  const positive = words.take(POSITIVE);
  if (positive) attributes.above = { value: 0, words: positive.whole };
  const above = words.take(ABOVE);
  if (above) attributes.above = { value: Number(bound(above, 'value')), words: above.whole };
  const below = words.take(BELOW);
  if (below) attributes.below = { value: Number(bound(below, 'value')), words: below.whole };
}

/** Makes them bounds of the type, which the language has only inclusive; untold they stay where it has none. */
export function settleExclusive(words: Remainder, { above, below, modifiers }: Attributes, type: string): void {
  const step = SMALLEST.get(type.replace(/\(.*$/, ''));
  if (above && step !== undefined) modifiers.push(`min=${above.value + step}`);
  else if (above) words.keep(above.words);
  if (below && type === 'int') modifiers.push(`max=${below.value - 1}`);
  else if (below) words.keep(below.words);
}

function range(found: PhraseMatch, attributes: Attributes): void {
  attributes.modifiers.push(`min=${bound(found, 'min')}`, `max=${bound(found, 'max')}`);
  attributes.isNumber = !/[a-z]\w*\s*$/i.test(found.whole.text);
}

function exactly(found: PhraseMatch, attributes: Attributes): void {
  const size = numberOf(found.text('size'));
  attributes.modifiers.push(`min=${size}`, `max=${size}`);
  setType(attributes, 'string');
}

function bound(found: PhraseMatch, name: string): string {
  const text = found.text(name) || found.text(`${name}2`);
  return String(numberOf(text) ?? text);
}
