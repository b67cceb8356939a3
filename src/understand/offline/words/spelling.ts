import { plural, singular } from './inflection.ts';
import { PEOPLE_WORDS } from './people.ts';
import { verbBase } from './verbs.ts';
import { NOUNS, OTHER_WORDS } from './vocabulary.ts';

/** Short forms and slips that no rule of spelling finds. */
const FIXED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ack: 'acknowledge',
    strong: 'strong',
    ppl: 'people',
    teh: 'the',
    adn: 'and',
    nad: 'and',
    taht: 'that',
    thier: 'their',
    wich: 'which',
    wiht: 'with',
    fro: 'for',
    hav: 'have',
    haz: 'has',
    shud: 'should',
    shld: 'should',
    cud: 'could',
    plz: 'please',
    pls: 'please',
    u: 'you',
    ur: 'your',
    r: 'are',
    thx: 'thanks',
    bc: 'because',
    cuz: 'because',
    auth: 'authentication',
    defalt: 'default',
    defualt: 'default',
    deafult: 'default',
    fasle: 'false',
    flase: 'false',
    ture: 'true',
    uniqe: 'unique',
    unqiue: 'unique',
    optinal: 'optional',
    requried: 'required',
    vegetarien: 'vegetarian',
  }),
);

/** Shorter words are too much like one another. */
const SHORTEST = 5;

/** The known word that a person most likely meant, if the one written is not known itself. */
export function correctSpelling(written: string): string | undefined {
  const word = written.toLowerCase();
  const fixed = FIXED.get(word);
  if (fixed !== undefined) return fixed;
  if (word.length < SHORTEST || written === written.toUpperCase() || /[a-z][A-Z]/.test(written) || isKnown(word))
    return undefined;
  const likely = [...new Set(shorterBy1(word).flatMap((shape) => shapes().get(shape) ?? []))];
  const slips = likely.filter((known) => isSlip(word, known));
  const doubled = slips.filter((known) => withoutDoubles(known) === withoutDoubles(word));
  return doubled.length === 1 ? doubled[0] : slips.length === 1 ? slips[0] : undefined;
}

function isKnown(word: string): boolean {
  return (
    words().has(word) ||
    otherWords().has(singular(word)) ||
    words().has(singular(word)) ||
    verbBase(word) !== undefined ||
    PEOPLE_WORDS.has(singular(word)) ||
    ENDING.test(word)
  );
}

/** A letter that should be there twice is the most common slip. */
function withoutDoubles(word: string): string {
  return word.replace(/(.)\1/g, '$1');
}

/** Forms of words that nobody lists. */
const ENDING = /(?:ly|ness|ings?|ed)$/;

/** A letter too much or too few, two letters swapped, or a vowel for another; the first letter is always right. */
function isSlip(word: string, known: string): boolean {
  if (word[0] !== known[0] || known.length < SHORTEST) return false;
  let at = 0;
  while (at < word.length && word[at] === known[at]) at++;
  const rest = word.slice(at);
  const meant = known.slice(at);
  // Another ending is another form of the word, not a slip.
  if (word.length === known.length + 1) return rest.slice(1) === meant && meant !== '';
  if (word.length === known.length - 1) return rest === meant.slice(1) && (rest !== '' || meant === known[at - 1]);
  if (rest.slice(2) === meant.slice(2) && rest[0] === meant[1] && rest[1] === meant[0]) return true;
  return (
    word.length > SHORTEST &&
    nouns().has(singular(known)) &&
    rest.slice(1) === meant.slice(1) &&
    /[aeiouy]/.test(rest[0]!) &&
    /[aeiouy]/.test(meant[0]!)
  );
}

let known: ReadonlySet<string> | undefined;
let knownNouns: ReadonlySet<string> | undefined;
let knownOthers: ReadonlySet<string> | undefined;
let known1: ReadonlyMap<string, readonly string[]> | undefined;

function nouns(): ReadonlySet<string> {
  knownNouns ??= new Set(NOUNS);
  return knownNouns;
}

function otherWords(): ReadonlySet<string> {
  knownOthers ??= new Set(OTHER_WORDS);
  return knownOthers;
}

function words(): ReadonlySet<string> {
  known ??= new Set([...NOUNS.flatMap((word) => [word, plural(word)]), ...OTHER_WORDS]);
  return known;
}

/** The known words by what is left of them when one letter is left out, or none. */
function shapes(): ReadonlyMap<string, readonly string[]> {
  if (known1) return known1;
  const made = new Map<string, string[]>();
  for (const word of words()) {
    for (const shape of shorterBy1(word)) made.set(shape, [...(made.get(shape) ?? []), word]);
  }
  known1 = made;
  return made;
}

function shorterBy1(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}
