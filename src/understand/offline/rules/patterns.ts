/** Pieces of patterns that several rules share. */

/** A noun of up to three words. */
export const NOUN = String.raw`[a-z][\w'-]*(?:\s+[a-z][\w'-]*){0,2}?`;

/** Words before a verb that do not change what it states about a resource. */
export const MODAL = String.raw`(?:(?:can|must|should|will|shall|may|also|always|typically|usually|each)\s+)*`;

/** The article or quantifier before a subject. */
export const EACH = String.raw`(?:(?:each|every|an?|the|all|both)\s+)?`;

/** Verbs that introduce the fields of their subject. */
export const HAS =
  '(?:has|have|contains?|consists? of|includes?|needs?|stores?|holds?|carry|carries|comes? with|' +
  '(?:is|are) (?:described|defined) by|(?:is|are) made (?:up )?of)';

/** Verbs that relate their subject to other resources. */
export const RELATES =
  '(?:belongs? to|references?|refers? to|(?:are|is) (?:linked|related|attached|tied|connected|associated) (?:to|with)|' +
  'relates? to|points? to|links?|connects?|works? for|(?:are|is) for|records?|' +
  '(?:are|is) (?:written|created|owned|placed|made|submitted|posted|uploaded|managed|assigned|taught|organi[sz]ed) (?:by|to))';

/** A negation that turns a phrase right after it into its opposite. */
const NEGATED =
  /\b(?:no|not|never|without|except|excluding|instead of|rather than|don't|doesn't|skip|avoid|n't)\b[^,;.]{0,25}$/i;

/** Whether the words before a phrase negate it. */
export function isNegated(before: string): boolean {
  return NEGATED.test(before.slice(-45));
}
