/** Sentences that people word in many ways, and the one way in which the rules read them. */
export interface Phrasing {
  readonly pattern: RegExp;
  /** The sentence that it becomes: groups of the pattern stand in braces; `{list}` is not touched. */
  readonly plain: string;
}

/** Pieces of which the tables of phrasings are made. */

export const END = String.raw`(?=[ \t]*(?:[.;!?](?:\s|$)|\n|$))`;
export const EACH = String.raw`(?:each|every|an?|all|any|the|our|my|one|(?:each|all) of the|all (?:of )?(?:the|our|my))`;
export const WORD = String.raw`(?!(?:of|that|which|who|are|is|and|or|has|have|with|we|you|i|it|in|on|by|as)\b)[a-z][\w-]*`;
export const NOUN = String.raw`(?<noun>${WORD}(?:[ \t]${WORD}){0,2}?)`;
/** A pattern that is tried where sentences begin. */
export const sentence = (source: string) => new RegExp(source, 'imdy');

/** What stands in one sentence. */
export const LIST = String.raw`(?<list>(?:[^.;!?\n]|\.(?=\S)){3,400}?)`;
export const PEOPLE = String.raw`(?:we|i|you|they|one|(?:the|our|this) (?:\w+ )?(?:system|app|api|application|service|backend|database|platform|tool))`;
export const WILL = String.raw`(?:(?:also|then|just|only|really|simply|additionally)\s+|(?:can|should|must|will|shall|would|may|might|need to|needs to|has to|have to|want to|wants to|would like to|'d like to|like to|got to|am going to|are going to)\s+)*`;
export const KEEP = String.raw`(?:store|keep track of|keep|track|record|save|hold|capture|log|note down|note|write down|collect|remember|register|need to know|know|maintain|persist)`;
export const KEPT = String.raw`(?:stored|kept|tracked|recorded|saved|held|captured|logged|noted|collected|registered|known|maintained|persisted|needed|required|given|specified|provided|available)`;
export const FIELDS = String.raw`(?:(?:data|database|main|basic|relevant|important|required|necessary|following|usual)\s+)*(?:fields?|attributes|properties|columns|details|data|info|information|characteristics|facts|particulars|values|data points|elements|parts|pieces of information)`;
