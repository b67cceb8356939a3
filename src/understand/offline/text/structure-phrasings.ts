import { NOUN, type Phrasing, sentence, WORD } from './phrasing-parts.ts';

const ONE = String.raw`(?:exactly one|one|an?|each|every|the|some|its)`;
const LIES = String.raw`(?:go(?:es)?|belongs?|sits?|lives?|hangs?|happens?|is|are|comes?|takes? place|gets? attached)`;
const AT = String.raw`(?:on|to|in|at|into|under|for|of|with)`;
/** A list of two things or more behind a colon. */
const LISTED = String.raw`(?=[^.;\n]*(?:,|\sand\s|\s\+\s))`;
/** What stands before a colon without naming a thing. */
const NO_NAME = String.raw`(?!(?:fields?|attributes|properties|columns|values?|stat(?:us|us?es|es?)|roles?|rules?|actions?|endpoints?|filters?|features?|permissions?|statuses)\b)`;

/** What comes of it when somebody does something to a thing: "people apply to a post" makes applications. */
const DEEDS: readonly (readonly [string, string])[] = [
  ['apply|applies', 'application'],
  ['reserve|reserves', 'reservation'],
  ['subscribe|subscribes', 'subscription'],
  ['donate|donates', 'donation'],
  ['enrol|enrols|enroll|enrolls', 'enrollment'],
  ['register|registers|sign up|signs up', 'registration'],
  ['bid|bids', 'bid'],
  ['borrow|borrows', 'loan'],
  ['rent|rents', 'rental'],
];

/** "Residents can apply for a plot by giving name and address". */
const DONE: readonly Phrasing[] = DEEDS.map(([verbs, noun]) => ({
  pattern: sentence(
    String.raw`(?:(?:an?|the|each|every)\s+)?[a-z]+(?:\s[a-z]+)?\s+(?:(?:can|may|will|should be able to|want to)\s+)?(?:${verbs})\s+(?:(?:for|to|on|in|at)\s+)?(?:an?|the|one)\s+(?<a>${WORD}),?\s+(?:by\s+(?:giving|sending|entering|leaving|providing|filling in)|with|giving|leaving|providing)\s+(?:(?:their|his|her|the|an?)\s+)?${LISTED}`,
  ),
  plain: `Each ${noun} belongs to a {a}. Each ${noun} has `,
}));

/** Sentences that say what things there are and how they hang together. */
export const STRUCTURE: readonly Phrasing[] = [
  // "It has crates: label, weight"
  {
    pattern: sentence(
      String.raw`(?:it|this|that|the (?:system|app|api|service|shop|company|program))\s+(?:also\s+)?(?:has|have|contains?|includes?|manages?|consists? of)\s+(?:(?:some|many|several)\s+)?${NO_NAME}(?<noun>[a-z]+s)\s*:\s+${LISTED}`,
    ),
    plain: '{noun}: ',
  },
  // "Stickers of a crate: text, colour"
  {
    pattern: sentence(
      String.raw`(?:the\s+|some\s+)?${NO_NAME}(?<noun>[a-z]+s)\s+(?:used\s+|made\s+|taken\s+|needed\s+)?(?:of|on|for|in|per|about|at|under|to)\s+(?:an?|each|every|one)\s+(?<a>${WORD})\s*:\s+${LISTED}`,
    ),
    plain: 'Each {noun} belongs to a {a}. {noun}: ',
  },
  // "Stickers go on one crate: text, colour"
  {
    pattern: sentence(
      String.raw`(?:(?:an?|each|every|the)\s+)?${NO_NAME}${NOUN}\s+${LIES}\s+${AT}\s+${ONE}\s+(?<a>${WORD})\s*:\s+${LISTED}`,
    ),
    plain: 'Each {noun} belongs to a {a}. Each {noun} has ',
  },
  // "Lenders are other museums: name, city"
  {
    pattern: sentence(
      String.raw`(?:the\s+|our\s+)?${NO_NAME}(?<noun>[a-z]+s)\s+are\s+(?!not\b|allowed|called)(?:[a-z]+\s+){1,4}?[a-z]+\s*:\s+${LISTED}`,
    ),
    plain: '{noun}: ',
  },
  // "Vets are just a name and a phone number"
  {
    pattern: sentence(
      String.raw`(?:the\s+|our\s+|an?\s+)?${NO_NAME}${NOUN}\s+(?:are|is)\s+(?:really\s+)?(?:just|simply|only|nothing but|basically)\s+(?=an?\s+[a-z]+(?:\s[a-z]+)?(?:,|\s+and\s|\s+plus\s))`,
    ),
    plain: 'Each {noun} has ',
  },
  // "A reply says: yes or no, a remark"
  {
    pattern: sentence(
      String.raw`(?:an?|each|every|the)\s+${NOUN}\s+(?:of|for|on|in|to|from)\s+(?:an?|each|one)\s+(?<a>${WORD})\s+(?:says|lists|shows|states|names|records|captures|notes|mentions|has|contains|consists of)\s*:\s+${LISTED}`,
    ),
    plain: 'Each {noun} belongs to a {a}. Each {noun} has ',
  },
  {
    pattern: sentence(
      String.raw`(?:an?|each|every|the)\s+${NOUN}\s+(?:says|lists|shows|states|names|records|captures|notes|mentions)\s*:\s+${LISTED}`,
    ),
    plain: 'Each {noun} has ',
  },
  // "Every wallet a person has gets a name"
  {
    pattern: sentence(
      String.raw`(?:every|each)\s+${NOUN}\s+(?:that\s+)?an?\s+(?:user|person|member|customer|client)\s+(?:has|owns|keeps|holds)\s+(?:\([^)\n]*\)\s+)?(?=(?:gets?|has|have|needs?)\s)`,
    ),
    plain: 'Each {noun} belongs to a user. Each {noun} ',
  },
  // "Each hall is divided into stalls"
  {
    pattern: sentence(
      String.raw`(?:(?:an?|each|every|the|our)\s+)${NOUN}\s+(?:is|are|gets?)\s+(?:split|divided|broken(?: down)?|subdivided|organi[sz]ed|grouped)\s+(?:up\s+)?into\s+(?:(?:many|several|multiple|some)\s+)?(?<b>[a-z]+s)(?=\s*(?:[.;,\n]|$))`,
    ),
    plain: 'Each {b} belongs to a {noun}',
  },
  // "On the line are stations"
  {
    pattern: sentence(
      String.raw`(?:on|in|at|under|inside)\s+(?:the|each|every|an?|one)\s+(?<a>${WORD})\s+(?:there\s+)?are\s+(?:(?:several|many|some|multiple)\s+)?(?<noun>[a-z]+s)(?:,\s+(?:and\s+)?(?=[a-z]+\s+ha(?:s|ve)\s))`,
    ),
    plain: 'Each {noun} belongs to a {a}. Each ',
  },
  {
    pattern: sentence(
      String.raw`(?:on|in|at|under|inside)\s+(?:the|each|every|an?|one)\s+(?<a>${WORD})\s+(?:there\s+)?are\s+(?:(?:several|many|some|multiple)\s+)?(?<noun>[a-z]+s)(?=\s*(?:[.;\n]|$))`,
    ),
    plain: 'Each {noun} belongs to a {a}',
  },
  // "Every try is stored as a delivery: payload, code"
  {
    pattern: sentence(
      String.raw`(?<list>[^.:;\n]{3,100}?\s(?:is|are|gets?|be)\s+(?:stored|kept|recorded|logged|saved|noted|entered)\s+as)\s+an?\s+${NOUN}\s*:\s+${LISTED}`,
    ),
    plain: '{list} it. {noun}: ',
  },
  // "The label has at most 30 characters"
  {
    pattern: sentence(
      String.raw`(?:the|its|their|each|every)?\s*(?<list>${WORD}(?:\s${WORD})?)\s+(?:(?:can|may|must|should)\s+)?(?:has|have|allows?|takes?|accepts?|contains?)\s+(?=(?:an?\s+)?(?:at most|at least|max|maximum|min|minimum|up to|no more than|between|exactly)\s+(?:of\s+)?\d|\d+\s*(?:-|to)\s*\d+\s+(?:char|letter|digit))`,
    ),
    plain: 'The {list} must be ',
  },
  // "Every pupil uses one stop"
  {
    pattern: sentence(
      String.raw`(?:each|every|an?)\s+${NOUN}\s+(?:uses|takes|needs|picks|chooses|gets|visits|attends|occupies|covers|serves|concerns)\s+(?:exactly\s+|only\s+|just\s+)?one\s+(?<b>${WORD})(?=\s*(?:[.;,\n]|$))`,
    ),
    plain: 'Each {noun} belongs to a {b}',
  },
  // "episode belongs to show"
  {
    pattern: sentence(
      String.raw`(?:(?:each|every|an?|the)\s+)?${NOUN}\s+belongs?\s+to\s+(?!(?:an?|the|one|each|every|exactly|many|several|its|their|his|some|at|only|both|either|no|my|our|you)\b)(?<b>[a-z]+(?<!s))(?=\s*(?:[.;,\n]|$))`,
    ),
    plain: 'Each {noun} belongs to a {b}',
  },
  ...DONE,
];
