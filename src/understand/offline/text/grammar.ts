import { regex } from './regex.ts';

/** Pieces of patterns that several rules share. */

/** A noun of up to three words. */
export const NOUN = String.raw`[a-z][\w'-]*(?:\s+[a-z][\w'-]*){0,2}?`;

/** Words before a verb that do not change what it states about a resource. */
export const MODAL = String.raw`(?:(?:can|must|should|will|shall|may|might|could|also|optionally|sometimes|possibly|always|typically|usually|each|just|simply|only|basically|then|now|both|all)\s+)*`;

/** The article or quantifier before a subject. */
export const EACH = String.raw`(?:(?:each|every|an?|the|all|both)\s+)?`;

/** Verbs that introduce the fields of their subject. */
export const HAS =
  '(?:has|have|gets?(?!\\s+(?:an?\\s+)?(?:emails?|notif|message|sms|reminder|alert))|contains?|consists? of|comprises?|(?:is|are) (?:identified|characteri[sz]ed|specified|known) by|includes?|needs?|stores?|holds?|carry|carries|comes? with|' +
  '(?:is|are) (?:described|defined) by|(?:is|are) made (?:up )?of)';

/** Verbs that relate their subject to other resources. */
export const RELATES =
  '(?:belongs? to|references?|refers? to|(?:(?:are|is) )?(?:linked|related|attached|tied|connected|' +
  'associated) (?:to|with)|relates? to|points? to|links?|connects?|(?:works?|lives?|sits?|stays?) (?:for|in|at|on)|(?:is|are) (?:located|stored|kept|held) (?:in|at|on)|comes? from|goes into|reports? to|' +
  '(?:are|is) between|(?:are|is) part of|(?:are|is) for|records?|(?:are|is) (?:written|created|owned|' +
  'placed|made|submitted|posted|uploaded|managed|assigned|taught|handled|run|led|hosted|supervised|approved|requested|reported|sold|sent|supplied|organi[sz]ed) (?:by|to)|(?:is|are) (?:in|at|on)(?=\\s+(?:one|an?|exactly)\\s))';

/** "For each employee we store ...". */
export const KEPT_FOR_EACH = regex(
  String.raw`^(?:for|of|about|with) (?:each|every|an?|the)\s+(?<noun>[a-z]+(?:\s[a-z]+)?),?\s+(?:we|you|i|it|they|the system|the api)\s+(?:(?:want|need|like|have) to\s+|should\s+|must\s+)?`,
  String.raw`(?:also\s+)?(?:stores?|keeps?|tracks?|needs?|records?|saves?|ha(?:ve|s)|wants?|write down|note(?: down)?|logs?|know|asks?(?: for)?|collects?|registers?|remember|hold|save|see|enter|capture)\s+`,
);

/** A negation that turns a phrase right after it into its opposite. */
const NEGATED =
  /\b(?:no|not|never|without|except|excluding|instead of|rather than|don't|doesn't|skip|avoid|n't)\b[^,;.]{0,25}$/i;

/** Whether the words before a phrase negate it. */
export function isNegated(before: string): boolean {
  return NEGATED.test(before.slice(-45));
}
