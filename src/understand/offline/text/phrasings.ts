/** Sentences that people word in many ways, and the one way in which the rules read them. */
export interface Phrasing {
  readonly pattern: RegExp;
  /** The sentence that it becomes: groups of the pattern stand in braces; `{list}` is not touched. */
  readonly plain: string;
}

const BEGIN = String.raw`(?<=^[ \t]*(?:[-*•+][ \t]+|\d+[.)][ \t]+)?|[.;!?][ \t]+)`;
const END = String.raw`(?=[ \t]*(?:[.;!?](?:\s|$)|\n|$))`;
const EACH = String.raw`(?:each|every|an?|all|any|the|our|my|one|(?:each|all) of the|all (?:of )?(?:the|our|my))`;
const WORD = String.raw`(?!(?:of|that|which|who|are|is|and|or|has|have|with|we|you|i|it|in|on|by|as)\b)[a-z][\w-]*`;
const NOUN = String.raw`(?<noun>${WORD}(?:[ \t]${WORD}){0,2}?)`;
/** What stands in one sentence. */
const LIST = String.raw`(?<list>(?:[^.;!?\n]|\.(?=\S)){3,400}?)`;
const PEOPLE = String.raw`(?:we|i|you|they|one|(?:the|our|this) (?:\w+ )?(?:system|app|api|application|service|backend|database|platform|tool))`;
const WILL = String.raw`(?:(?:also|then|just|only|really|simply|additionally)\s+|(?:can|should|must|will|shall|would|may|might|need to|needs to|has to|have to|want to|wants to|would like to|'d like to|like to|got to|am going to|are going to)\s+)*`;
const KEEP = String.raw`(?:store|keep track of|keep|track|record|save|hold|capture|log|note down|note|write down|collect|remember|register|need to know|know|maintain|persist)`;
const KEPT = String.raw`(?:stored|kept|tracked|recorded|saved|held|captured|logged|noted|collected|registered|known|maintained|persisted|needed|required|given|specified|provided|available)`;
const FIELDS = String.raw`(?:(?:data|database|main|basic|relevant|important|required|necessary|following|usual)\s+)*(?:fields?|attributes|properties|columns|details|data|info|information|characteristics|facts|particulars|values|data points|elements|parts|pieces of information)`;

/** Which fields a thing has. */
const FIELDS_OF: readonly string[] = [
  // "Store the label and the weight of every crate"
  String.raw`(?:(?:please\s+)?(?:${PEOPLE}\s+)?${WILL}${KEEP})\s+(?!track\b)${LIST}\s+(?:for|of|about|on|per|with)\s+(?:each|every|all|all (?:the|our))\s+(?:single\s+)?${NOUN}${END}`,
  // "Label and weight are stored for each crate"
  String.raw`(?!${PEOPLE}\s)${LIST}\s+(?:(?:must|should|will|need to|has to|have to|can) be|is|are|get|gets)\s+(?:also\s+)?${KEPT}\s+(?:for|of|about|on|per|with)\s+(?:each|every|all|all (?:the|our))\s+${NOUN}${END}`,
  // "The fields of a crate are label and weight"
  String.raw`(?:the\s+|all\s+)?${FIELDS}\s+(?:of|for|on|in|about|that (?:belong to|describe|make up))\s+(?:${EACH}\s+)?${NOUN}(?:\s+(?:are|is|include|includes|would be|will be|should be)(?:\s+(?:the following|as follows|these))?\s*:?|\s*:)(?=[ \t]*\n|\s+${LIST}${END})`,
  // "The following fields belong to a crate: ..."
  String.raw`(?:the following\s+|these\s+)${FIELDS}\s+(?:belong to|describe|make up|define|are (?:${KEPT}|part) (?:for|of|on|about)|are part of)\s+(?:${EACH}\s+)?${NOUN}\s*:(?=[ \t]*\n|\s+${LIST}${END})`,
  // "What we keep about a crate: ...", "For every crate we record ...", "Per crate: ..."
  String.raw`(?:what|the things|everything|all|things)\s+(?:(?:that\s+)?${PEOPLE}\s+)${WILL}${KEEP}\s+(?:for|of|about|on|per|with)\s+(?:${EACH}\s+)?${NOUN}(?:\s+(?:is|are)|\s*:|\s+is\s*:)(?=[ \t]*\n|\s+${LIST}${END})`,
  String.raw`(?:for|about|of|with|per|on)\s+(?:${EACH}\s+)?${NOUN},?\s+(?:${PEOPLE}\s+)${WILL}${KEEP}(?:\s+(?:the following|this|these(?: things)?))?(?:\s*:|\s+down)?(?=[ \t]*\n|\s+${LIST}${END})`,
  String.raw`(?:for|about|per)\s+(?:each|every|an?|one)\s+${NOUN}\s*(?:,\s*(?:there (?:is|are)|store|keep|track|record|save)\s|:)(?=[ \t]*\n|\s*${LIST}${END})`,
  // "A crate is described by ..."
  String.raw`(?:(?:each|every|an?|all|the)\s+)?${NOUN}\s+(?:(?:must|should|can|will|may|always|also|is|are)\s+)*(?:(?:be\s+)?(?:described|characteri[sz]ed|defined|specified|identified|represented|determined) (?:by|through|via)|(?:be\s+)?(?:made up|made|composed|comprised) of|consists? of|comprises?|comes? with|carry|carries|bears?|features?|(?:are|is) given|specif(?:y|ies)|ha(?:s|ve) (?:the following|these|the usual)(?: ${FIELDS})?|ha(?:s|ve) as ${FIELDS}|ha(?:s|ve) (?:the )?(?:${FIELDS})|ha(?:s|ve) got|(?:must|should) (?:contain|include|provide|specify|state|list|carry)|${FIELDS}\s+(?:are|is|includes?))(?=\s*:?[ \t]*\n|\s*:?\s+${LIST}${END})`,
  // "There are crates, each with ..."
  String.raw`(?:there\s+(?:is|are|will be|should be|must be)|${PEOPLE}\s+${WILL}(?:have|need|want|manage|handle|${KEEP}))\s+(?:also\s+)?(?:(?:${EACH}|some|many|several|multiple|different)\s+)?${NOUN}\s*(?:,\s*|:\s*|\s+-\s+|\()?(?:(?:each|all|every one|where each|and each|each of which|each one|all of them|they)\s+(?:one\s+)?(?:(?:of them|of which|of these)\s+)?(?:with|has|have|having|consists? of|contains?|includes?|comes with|carries)|which (?:have|has)|that (?:have|has)|consisting of|having|made up of)(?=\s*:?[ \t]*\n|\s*:?\s+${LIST}${END})`,
];

const MAY_NOT = String.raw`(?:cannot|must not|may not|should not|shall not|can never|must never|may never|are not allowed to|is not allowed to|will never)`;
const SUBJECT = String.raw`(?:(?:the|each|every|an?|any|all|its|their)\s+)*(?<list>${WORD}(?:'s)?(?:\s${WORD}){0,2}?)`;
const ONCE = String.raw`(?:only\s+)?(?:once|one time|a single time)`;
const TAIL = String.raw`(?<tail>\s+(?:per|within|inside|in|for|across)\s+[^.;!?\n]{1,60})?`;

/** What may be there only once. */
const UNIQUE: readonly string[] = [
  String.raw`(?:duplicates? (?:of |in |for )?|repeated |the same )${SUBJECT}\s+(?:(?:is|are) (?:not (?:allowed|permitted|ok|possible|accepted)|forbidden|rejected|prohibited)|(?:must|should|will|shall) be (?:rejected|refused|prevented|blocked))${TAIL}`,
  String.raw`(?:no|avoid|prevent|reject|disallow|forbid)\s+(?:any\s+)?duplicates?\s+(?:(?:of|for|in|on)\s+)?${SUBJECT}${TAIL}`,
  String.raw`${SUBJECT}\s+${MAY_NOT}\s+(?:be (?:duplicated|repeated|reused|used (?:twice|again)|taken twice|the same)|repeat|occur (?:twice|more than once)|appear (?:twice|more than once)|exist twice|have duplicates)${TAIL}`,
  String.raw`${SUBJECT}\s+(?:can|may|must|should|is|are|has to)\s+(?:only\s+)?(?:exist|be used|occur|appear|be taken|be given out|be given|be there|used|allowed)\s+${ONCE}${TAIL}`,
  String.raw`(?:please\s+)?(?:enforce|ensure|guarantee|check)\s+(?:the\s+)?(?:uniqueness (?:of|on|for)|unique)\s+${SUBJECT}${TAIL}`,
  String.raw`unique(?:\s*:|\s+(?:field|key|index on|constraint on))?\s+(?!together|per|by|within|on)${SUBJECT}${TAIL}`,
  String.raw`(?:(?:there\s+)?(?:${MAY_NOT}\s+be|can be no|must be no|are no)\s+(?:two|several|multiple|more than one)\s+|two\s+)${WORD}\s+(?:with|having|that (?:have|share)|${MAY_NOT}\s+(?:have|share|use|get)|never (?:have|share))\s+(?:the same|an identical|identical)\s+${SUBJECT}`,
];

const sentence = (source: string) => new RegExp(`${BEGIN}${source}`, 'gimd');

const IDENTIFIED = String.raw`(?:(?:each|every|an?|the)\s+)?${NOUN}\s+(?:is|are)\s+(?:uniquely\s+)?identified (?:uniquely )?by\s+(?:(?:its|their|an?|the)\s+)?(?:unique\s+)?(?<list>(?!id\b|uuid)${WORD}(?:\s${WORD})?)(?:,\s+which (?:is|must be) unique)?`;

export const PHRASINGS: readonly Phrasing[] = [
  { pattern: sentence(IDENTIFIED + END), plain: 'Each {noun} has {list} (unique)' },
  ...FIELDS_OF.map((source) => ({ pattern: sentence(source), plain: 'Each {noun} has {list}' })),
  ...UNIQUE.map((source) => ({ pattern: sentence(source + END), plain: 'The {list} must be unique{tail}' })),
];
