import {
  EACH,
  END,
  FIELDS,
  KEEP,
  KEPT,
  LIST,
  NOUN,
  PEOPLE,
  WILL,
  WORD,
  sentence,
  type Phrasing,
} from './phrasing-parts.ts';
import { STRUCTURE } from './structure-phrasings.ts';

/** Which fields a thing has. */
const FIELDS_OF: readonly string[] = [
  // "Store the label and the weight of every crate"
  String.raw`(?:(?:please\s+)?(?:${PEOPLE}\s+)?${WILL}${KEEP}|(?:(?:the|our)\s+)?${WORD}\s+${WILL}(?:enter|provide|give|specify|fill in|type in|note))\s+(?!track\b)${LIST}\s+(?:for|of|about|on|per|with)\s+(?:each|every|all|all (?:the|our))\s+(?:single\s+)?${NOUN}${END}`,
  // "Label and weight are stored for each crate"
  String.raw`(?!${PEOPLE}\s)${LIST}\s+(?:(?:must|should|will|need to|has to|have to|can) be|is|are|get|gets)\s+(?:also\s+)?${KEPT}\s+(?:for|of|about|on|per|with)\s+(?:each|every|all|all (?:the|our))\s+${NOUN}${END}`,
  // "The fields of a crate are label and weight"
  String.raw`(?:the\s+|all\s+)?${FIELDS}\s+(?:of|for|on|in|about|that (?:belong to|describe|make up))\s+(?:${EACH}\s+)?${NOUN}(?:\s+(?:are|is|include|includes|would be|will be|should be)(?:\s+(?:the following|as follows|these))?\s*:?|\s*:)(?=[ \t]*\n|\s+${LIST}${END})`,
  // "The following fields belong to a crate: ..."
  String.raw`(?:the following\s+|these\s+)${FIELDS}\s+(?:belong to|describe|make up|define|are (?:${KEPT}|part) (?:for|of|on|about)|are part of)\s+(?:${EACH}\s+)?${NOUN}\s*:(?=[ \t]*\n|\s+${LIST}${END})`,
  // "What we keep about a crate: ...", "For every crate we record ...", "Per crate: ..."
  String.raw`(?:what|the things|everything|all|things|the data|data|info|the fields|fields|the info)\s+(?:(?:that\s+)?${PEOPLE}\s+)${WILL}${KEEP}\s+(?:for|of|about|on|per|with)\s+(?:${EACH}\s+)?${NOUN}(?:\s+(?:is|are)|\s*:|\s+is\s*:)(?=[ \t]*\n|\s+${LIST}${END})`,
  String.raw`(?:for|about|of|with|per|on)\s+(?:${EACH}\s+)?${NOUN},?\s+(?:${PEOPLE}\s+)${WILL}${KEEP}(?:\s+(?:the following|this|these(?: things)?))?(?:\s*:|\s+down)?(?=[ \t]*\n|\s+${LIST}${END})`,
  String.raw`(?:(?:for|about|per)\s+(?:each|every|an?|one)|per)\s+${NOUN}\s*(?:,\s*(?:there (?:is|are)|store|keep|track|record|save)\s|:)(?=[ \t]*\n|\s*${LIST}${END})`,
  // "A crate is described by ..."
  String.raw`(?:(?:each|every|an?|all|the)\s+)?${NOUN}\s+(?:(?:must|should|shall|can|will|may|always|also|is|are)\s+)*(?:(?:be\s+)?(?:described|characteri[sz]ed|defined|specified|identified|represented|determined) (?:by|through|via)|(?:be\s+)?(?:made up|made|composed|comprised) of|consists? of|comprises?|comes? with|carry|carries|bears?|features?|(?:are|is) given|specif(?:y|ies)|ha(?:s|ve) (?:the following|these|the usual)(?: ${FIELDS})?|ha(?:s|ve) as ${FIELDS}|ha(?:s|ve) (?:the )?(?:${FIELDS})|ha(?:s|ve) got|(?:must|should|shall) (?:contain|include|provide|specify|state|list|carry)|${FIELDS}\s+(?:are|is|includes?))(?=\s*:?[ \t]*\n|\s*:?\s+${LIST}${END})`,
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

const IDENTIFIED = String.raw`(?:(?:each|every|an?|the)\s+)?${NOUN}\s+(?:is|are)\s+(?:uniquely\s+)?identified (?:uniquely )?by\s+(?:(?:its|their|an?|the)\s+)?(?:unique\s+)?(?<list>(?!id\b|uuid)${WORD}(?:\s${WORD})?)(?:,\s+which (?:is|must be) unique)?`;

const MAKING = String.raw`(?:add|adding|create|creating|register|registering|enter|entering|record|recording|make|making|save|saving|submit|submitting|post|posting|open|opening|set up|setting up)`;
const GIVES = String.raw`(?:give|gives|provide|provides|enter|enters|need|needs|specify|specifies|supply|supplies|fill in|fills in|set|sets|pass|passes|send|sends|put in|type in|has to give|have to give|is asked for|are asked for)`;
const MAIN = String.raw`(?:(?:the|our|my)\s+)?(?:main|core|central|key|most important|primary|only|first|second|third|other|next|last)\s+(?:thing|object|entity|resource|model|table|record|one|concept|part|piece)s?\s+(?:here\s+)?(?:is|are|would be|will be)\s+(?:(?:an?|the|called|named|of course)\s+)*`;
const AND_HAS = String.raw`(?:(?:they|it|each(?: one)?|these|every one|all of them)\s+(?:all\s+)?)?(?:(?:should|must|can|will)\s+)?(?:has|have|contains?|consists? of|includes?|with|having)`;
const TIES = String.raw`(?:ties|links|connects|joins|associates|assigns|maps|attaches|binds|relates|puts|places|matches|pairs|couples)`;
const ONE = String.raw`(?:exactly one|one|an?|the|its)`;

const MANY_TO_ONE = String.raw`(?:(?:is|are|has|have)\s+(?:an?\s+)?)?(?:n\s?[:-]\s?1|many[- ]to[- ]one|\*\s?[:.-]+\s?1|belongs_to)(?:\s+(?:relation(?:ship)?))?(?:\s+(?:to|with|and))?`;
const ONE_TO_MANY = String.raw`(?:(?:is|are|has|have)\s+(?:an?\s+)?)?(?:1\s?[:-]\s?n|one[- ]to[- ]many|1\s?[:.-]+\s?\*|has_many)(?:\s+(?:relation(?:ship)?))?(?:\s+(?:to|with|and))?`;
const A = String.raw`(?:(?:an?|the|each|one)\s+)?(?<a>${WORD})`;
const B = String.raw`(?:(?:an?|the|each|one|many)\s+)?(?<b>${WORD})`;
const BETWEEN = String.raw`(?:there\s+is\s+)?(?:an?\s+)?`;

/** Relations in the words of data models. */
const RELATIONS: readonly Phrasing[] = [
  { pattern: sentence(String.raw`${A}\s*:?\s+${MANY_TO_ONE}\s+${B}${END}`), plain: 'Each {a} belongs to a {b}' },
  { pattern: sentence(String.raw`${A}\s*:?\s+${ONE_TO_MANY}\s+${B}${END}`), plain: 'Each {b} belongs to a {a}' },
  {
    pattern: sentence(
      String.raw`${BETWEEN}one[- ]to[- ]many(?:\s+relation(?:ship)?)?\s+(?:between|from)\s+${A}\s+(?:and|to)\s+${B}${END}`,
    ),
    plain: 'Each {b} belongs to a {a}',
  },
  {
    pattern: sentence(
      String.raw`${BETWEEN}many[- ]to[- ]one(?:\s+relation(?:ship)?)?\s+(?:between|from)\s+${A}\s+(?:and|to)\s+${B}${END}`,
    ),
    plain: 'Each {a} belongs to a {b}',
  },
  {
    pattern: sentence(String.raw`${A}\s+and\s+${B}\s+are\s+(?:in\s+)?(?:an?\s+)?one[- ]to[- ]many${END}`),
    plain: 'Each {b} belongs to a {a}',
  },
  {
    pattern: sentence(String.raw`one\s+(?<a>${WORD}),?\s+(?:and\s+)?(?:has\s+)?many\s+(?<b>${WORD})${END}`),
    plain: 'Each {b} belongs to a {a}',
  },
  {
    pattern: sentence(
      String.raw`${A}\s+and\s+${B}\s+(?:are|have)\s+(?:an?\s+)?(?:many[- ]to[- ]many|n:m|m:n)(?:\s+relation(?:ship)?)?${END}`,
    ),
    plain: 'many-to-many between {a} and {b}',
  },
];

/** What values a field has, and which it begins with. */
const VALUES: readonly Phrasing[] = [
  {
    pattern: sentence(
      String.raw`(?:the\s+)?(?:possible|allowed|valid|permitted|available|accepted|supported)\s+(?:values\s+(?:for|of)\s+(?:the\s+)?)?(?!values|stat(?:us|e)|stage|phase)(?<list>${WORD}(?:\s${WORD})?)\s*(?::|\s(?:are|is|include))\s*:?\s*(?=[^.;\n]*(?:,|\sor\s|\/))`,
    ),
    plain: 'The {list} can be ',
  },
  {
    pattern: sentence(
      String.raw`(?:the\s+)?default\s+(?:value\s+)?(?:of\s+|for\s+)?(?:the\s+)?(?<list>(?!status|state|value|page|sort|order|limit|size|role)${WORD}(?:\s${WORD})?)\s*(?::|\s(?:is|should be|must be))\s+`,
    ),
    plain: 'The {list} defaults to ',
  },
];

/** Other sentences that say what things there are. */
const THINGS: readonly Phrasing[] = [
  // "When adding a crate you give its label and weight"
  {
    pattern: sentence(
      String.raw`(?:when|to|for|while|in order to)\s+${MAKING}\s+(?:(?:an?|the|new|one|another)\s+)*${NOUN}\s*,?\s+(?:(?:we|i|you|they|one|people|users?|staff|an? \w+|the \w+)\s+)?${WILL}${GIVES}\s+(?:(?:its|the|their)\s+)?${LIST}${END}`,
    ),
    plain: 'Each {noun} has {list}',
  },
  // "I have crates: label, weight"
  {
    pattern: sentence(
      String.raw`(?:${PEOPLE}\s+${WILL}(?:have|need|want|manage|handle|${KEEP})|there (?:is|are))\s+(?:(?:some|many|several|my|our|the|an?)\s+)?${NOUN}\s*(?::|\s-)\s+(?=[^.;\n]*,)`,
    ),
    plain: '{noun}: ',
  },
  // "Token = name, scopes"
  {
    pattern: sentence(String.raw`(?:(?:an?|the)\s+)?${NOUN}\s*=\s*(?=[a-z][^\n={}.;]*,)(?!(?:an?|one|the)\s)`),
    plain: '{noun}: ',
  },
  // "The lid (it is what closes a crate): size, colour"
  {
    pattern: sentence(
      String.raw`(?:(?:an?|the|each|our)\s+)?${NOUN}\s*\((?:it|that|this|these|they|the|an?|i\.e\.|meaning|which|where)\b[^()\n]*\)\s*:\s+`,
    ),
    plain: '{noun}: ',
  },
  // "A user uploads a document: title, file", "then I give treatments: which animal, what date"
  {
    pattern: sentence(
      String.raw`(?<list>(?:(?:we|i|they|you|people|users|staff|everybody|everyone)\s+(?:(?:also|can|may|will|then)\s+)*${WORD}|(?:an?|the|each|every)\s+${WORD}\s+(?:(?:can|may|will)\s+)?[a-z]+s?|${WORD}s\s+(?:can|may)\s+[a-z]+)\s+(?:(?:an?|new|some|the)\s+)*(?<!\b(?:is|are|has|have|the|of)\s)${NOUN})\s*:\s+(?=[^.;\n]*,)`,
    ),
    plain: '{list}. {noun}: ',
  },
  // "Medicines shall be held with name and strength"
  {
    pattern: sentence(
      String.raw`(?:(?:all|each|every|an?|the)\s+)?${NOUN}\s+(?:(?:shall|should|must|will|can)\s+be|is|are|gets?)\s+(?:${KEPT}|listed|described|entered|created|added)\s+(?:together\s+)?with\s+(?:(?:its|their|the|an?)\s+)?${LIST}${END}`,
    ),
    plain: 'Each {noun} has {list}',
  },
  // "The main entity is Crate with ...", "the core object is a crate"
  { pattern: sentence(String.raw`${MAIN}${NOUN}(?=\s*:|\s+with\s|\s+\()`), plain: '{noun}' },
  { pattern: sentence(String.raw`${MAIN}${NOUN}${END}`), plain: 'Resource: {noun}' },
  // "Crates: they have a label"
  {
    pattern: sentence(String.raw`${NOUN}\s*[:,]\s+${AND_HAS}\s+(?=(?:an?|the|its|their|some)\s|[^.;\n]*,)`),
    plain: '{noun}: ',
  },
  // "A crate, which has a label, stands on a shelf"
  {
    pattern: sentence(
      String.raw`(?:an?|each|every|the)\s+${NOUN},\s+(?:which|that)\s+(?:has|have)\s+${LIST},\s+(?=(?:is|are|can|has|belongs?|stands?|lives?|must|sits?)\s)`,
    ),
    plain: 'Each {noun} has {list}. Each {noun} ',
  },
  // "A crate is a wooden box with a label"
  {
    pattern: sentence(
      String.raw`(?:(?:an?|one|each|every|the)\s+)?${NOUN}\s*(?:=|:|\s(?:is|are|means|stands for))\s+(?<what>(?:an?|one|the)\s+(?:[\w-]+,?\s+){1,8}?)(?:with|that has|which has|having|containing)\s+${LIST}${END}`,
    ),
    plain: 'Each {noun} concerns {what}. Each {noun} has {list}',
  },
  {
    pattern: sentence(
      String.raw`(?:(?:an?|one|each|every|the)\s+)?${NOUN}\s*(?:=|:|\s(?:is|means|stands for))\s+(?<what>(?:an?|one)\s+(?:[\w-]+\s+){1,8}?(?:of|on|in|at|for|by|to|from|with|between|and)\s+(?:an?|one|the)\s+[a-z]+(?:\s[a-z]+)?)${END}`,
    ),
    plain: 'Each {noun} concerns {what}',
  },
  // "A mounting ties one sensor to one crate"
  {
    pattern: sentence(
      String.raw`(?:(?:an?|one|each|every|the)\s+)?${NOUN}\s+${TIES}\s+(?:together\s+)?${ONE}\s+(?<a>${WORD})\s+(?:to|with|and|in|into|on|onto)\s+${ONE}\s+(?<b>${WORD})`,
    ),
    plain: 'Each {noun} belongs to a {a} and a {b}',
  },
];

/** Words before a sentence that say nothing. */
const FILLING = String.raw`(?:(?:ok(?:ay)?|so|well|and|then|also|plus|next|first|firstly|second|secondly|third|thirdly|finally|lastly|basically|now|besides|furthermore|moreover|in addition|additionally|anyway|right|oh|btw|by the way|on top of that|apart from that|of course|obviously)(?:,\s+|\s+)){1,4}(?=(?:there (?:is|are)|(?:the|an?|each|every|all|our|my)\s|(?:we|i|you|it)\s+(?:also\s+)?(?:have|need|want|store|keep|track)|[a-z]+s?\s*[:(]|[a-z]+s?\s+(?:have|with|has|belong)))(?!\w+ names?\b)`;

export const PHRASINGS: readonly Phrasing[] = [
  { pattern: sentence(FILLING), plain: '' },
  ...STRUCTURE,
  ...RELATIONS,
  ...VALUES,
  ...THINGS,
  { pattern: sentence(IDENTIFIED + END), plain: 'Each {noun} has {list} (unique)' },
  ...FIELDS_OF.map((source) => ({ pattern: sentence(source), plain: 'Each {noun} has {list}' })),
  ...UNIQUE.map((source) => ({ pattern: sentence(source + END), plain: 'The {list} must be unique{tail}' })),
];
