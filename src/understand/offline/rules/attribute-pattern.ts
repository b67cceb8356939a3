import type { Phrase, PhraseMatch } from '../text/phrase.ts';

/** What the words around the name of a field say about it. */
export interface Attributes {
  type?: string;
  /** Whether the words give a range without a unit of length, as for "priority (1-5)". */
  isNumber?: boolean;
  /** "greater than 5", "less than 10": the next value is only known with the type. */
  above?: { readonly value: number; readonly words: Phrase };
  below?: { readonly value: number; readonly words: Phrase };
  /** In the words of a field line: `unique`, `min=1`, `= 'draft'`. */
  readonly modifiers: string[];
}

/** Words about a field, and what they mean. */
export interface AttributePattern {
  readonly pattern: RegExp;
  readonly read: (found: PhraseMatch, attributes: Attributes) => void;
}

/** What may stand between a field and what is said about it. */
export const THAT_IS = String.raw`(?:(?:that|which)\s+)?(?:(?:must|should|shall|has to|have to|needs? to|can|may)\s+be\s+|(?:is|are|being)\s+)?(?:(?:also|always)\s+)?`;

export function pattern(source: string): RegExp {
  return new RegExp(source, 'i');
}

/** Notes the type, unless one is known. */
export function setType(attributes: Attributes, type: string): void {
  attributes.type ??= type;
}
