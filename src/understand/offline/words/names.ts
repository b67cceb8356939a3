import { perText } from '../text/per-text.ts';
import { regex } from '../text/regex.ts';

/** From words to names of the design language. */
import { singular } from './inflection.ts';
import { snake } from '../../../design/naming.ts';

const DETERMINER = regex(
  String.raw`^(?:a|an|the|its|their|his|her|my|our|each|every|any|some|this|that|these|those|one|another|other|`,
  String.raw`all|both|own|current)\s+`,
);

/** The words of a noun phrase in lower case, without quotes and without the determiners before. */
export const plainNoun = perText((text: string): string => {
  let noun = text
    .trim()
    .toLowerCase()
    .replace(/["'`]s?\b|["'`]/g, (mark) => (mark.length > 1 ? 's' : ''));
  while (DETERMINER.test(noun)) noun = noun.replace(DETERMINER, '');
  return noun.trim();
});

/** The name of what a noun phrase says: "the Due date" → `due_date`, "imageUrl" → `image_url`. */
export const nameOf = perText((text: string): string => {
  const isOneWord = /^\s*\w+\s*$/.test(text);
  const noun = isOneWord ? snake(text.trim()) : plainNoun(text);
  return snake(noun.replace(/[^\w\s-]/g, ' ').trim()).replace(/_{2,}/g, '_');
});

/** Whether a name is the plural of another name. */
export function isPlural(name: string): boolean {
  return singular(name) !== name;
}

/** "blog post" → "Blog Post". */
export function titleCase(text: string): string {
  return wordsOf(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** The words of a text. */
export function wordsOf(text: string): string[] {
  return text.match(/\S+/g) ?? [];
}

/** "twelve" → 12, "3" → 3. */
export function numberOf(text: string): number | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const index = NUMERALS.indexOf(text.toLowerCase());
  return index < 0 ? undefined : index;
}

const NUMERALS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A pattern for what `numberOf` reads. */
export const NUMBER = String.raw`(?:-?\d+(?:\.\d+)?|${NUMERALS.join('|')})`;
