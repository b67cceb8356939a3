import { correctSpelling } from '../words/spelling.ts';
import { joinLines, layOut } from './layout.ts';
import { readBodies } from './notations/bodies.ts';
import { readDefinitions } from './notations/definitions.ts';
import { readChains } from './notations/chains.ts';
import { readLines } from './notations/lines.ts';
import { readMarks, readStars } from './notations/marks.ts';
import { readPrisma } from './notations/prisma.ts';
import { readSamples } from './notations/samples.ts';
import { readStates } from './notations/states.ts';
import { readTables } from './notations/tables.ts';
import { rephrase } from './rephrasing.ts';
import { Rewriting } from './rewriting.ts';

/** A word that was read as another one. */
export interface Correction {
  readonly written: string;
  readonly read: string;
}

export interface Readable {
  readonly rewriting: Rewriting;
  readonly corrections: readonly Correction[];
}

/** Makes plain sentences and lists of what a person typed; each step relies on the ones before. */
export function readable(original: string): Readable {
  const rewriting = new Rewriting(original);
  readSamples(rewriting);
  readStars(rewriting);
  for (const [pattern, plain] of PLAIN) rewriting.replace(pattern, plain);
  readMarks(rewriting);
  readChains(rewriting);
  readTables(rewriting);
  readBodies(rewriting);
  readLines(rewriting);
  readPrisma(rewriting);
  readDefinitions(rewriting);
  for (const [pattern, plain] of LITERALS) rewriting.replace(pattern, plain);
  const corrections = spellOut(rewriting);
  readStates(rewriting);
  joinLines(rewriting);
  rephrase(rewriting);
  layOut(rewriting);
  return { rewriting, corrections };
}

/** Alternatives in quotes. */
const LITERALS: readonly (readonly [RegExp, string])[] = [
  [/"([A-Za-z][\w-]*)"(?=\s*\|\s*["\w])/g, '$1'],
  [/(?<=\w\s?\|\s?)"([A-Za-z][\w-]*)"/g, '$1'],
];

/** Typographic signs, Markdown, mail quotes, and short forms. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/\r\n?/g, '\n'],
  [/`/g, ''],
  [/\b(?:needs?|ha(?:s|ve)|got|ought) to have\b/gi, 'must have'],
  [/ got(?<=\b[a-z]{2,30}s got)(?=\s+(?:an?|the|some)\s)/gi, ' have'],
  [
    /\s(?:record|entry|row|object|entity|document)(?<=\b(?:an?|each|every|the)\s[a-z]{2,30}\s[a-z]{3,8})(?=\s+(?:has|holds?|contains?|stores?|consists?|includes?|should|must|carries)\b)/gi,
    '',
  ],
  [/[‘’‛´]/g, "'"],
  [/[“”„]/g, '"'],
  [/[‐‑‒–—]/g, '-'],
  [/[\t\v\f\u00a0\u2000-\u200b\u3000\ufeff]/g, ' '],
  [/(?<=\S) {9,}/g, '  '],
  [/(?<!")(?:…|\.{3,})(?!")/g, ', '],
  [/"([A-Za-z_]\w*)"(?=\s*:)/g, '$1'],
  [/\b(can|must|may|should|will|could) to (?=[a-z])/gi, '$1 '],
  [
    /^(?:greetings|good day|howdy|hiya|yo|hi|hello|hey|dear|good (?:morning|afternoon|evening))(?: there| all| everyone| team| folks)?[,!.]?\s+(?=\S)/gi,
    '',
  ],
  [/[→⇒]|=>|-->/g, '->'],
  [/\byes or no\b|\btrue or false\b|\by\s?\/\s?n\b|\byes \/ no\b/gi, 'yes/no'],
  [/\bis (?:it|he|she|that)(?=\s+(?:[\w-]+\s+){1,3}yes\/no)/gi, ''],
  [/\b(?:zero or one|one or zero|none or one|0 or 1|0\.\.1|one or none|zero to one)\b/gi, 'at most one'],
  [
    /\b(?:an?\s+)?(?:flag|boolean|bool|checkbox|toggle|switch)\s+(?:that says |that tells |saying |telling |for )?(?:whether|if)\s+/gi,
    'whether ',
  ],
  [/\b(?:flag|boolean|bool|checkbox|toggle) for (?!each|every|the|an?\b)(?=[a-z]+\b)([a-z]+)/gi, '$1 flag'],
  [/\band (?:is|are|can be) (?:either )?([a-z]+) or not\b/gi, 'and whether it is $1'],
  [/(?<=[,(]\s?)(?:an?\s+)?(?:fk|foreign key|ref|reference)\s+(?:to|on)\s+(?:the\s+|an?\s+)?([a-z]\w*)/gi, '$1'],
  [/\b([a-z_]{2,30}) \((?:the )?default\)(?=\s*[,/|])/gi, '$1'],
  [/\s+(?:as well|too)(?=\s*:)/gi, ''],
  [/\s-\s(?:just|only|simply|basically)\s+(?=an?\s|the\s|[a-z]+(?:,|\sand\s))/gi, ': '],
  [
    /(?:[,;]\s*(?:and\s+|but\s+)?|\s+(?:and|but)\s+)(?=(?:everything|all) else\s|(?:the )?(?:rest|others|other (?:fields|ones))\s+(?:is|are|may|can)\s)(?=[a-z ]+(?:is|are|be|left)\s+(?:optional|required|mandatory|empty|out))/gi,
    '. ',
  ],
  [/[ \t]*\/\*+[ \t]*([^*\n]{2,120}?)[ \t]*\*\/(?=\s*[;,]?\s*(?:\n|\}|[a-z]))/g, ', $1'],
  [/[ \t]*(?:∈|\bin)[ \t]*\{([\w\s,|'"-]+)\}/g, ' ($1)'],
  [/ > (?<=[a-z_] > )(?=[a-z_]+(?: [>|] [a-z_]+)+)/g, ' -> '],
  [/ > (?<=-> [a-z_]+ > )(?=[a-z_])/g, ' -> '],
  [/≥/g, '>='],
  [
    / - (?<=\b(?:need|needs|want|have|has|are|is|then|also|and|plus|for|manage|manages|store|with)\s(?:the\s)?[a-z]{2,30}s - )(?<list>[^.;:\n()-]{3,80}?) - (?=(?:and|plus|then)\s)/gi,
    ' ($1) ',
  ],
  [
    / - (?<=\b(?:and|plus|then) (?:the |their |also )?[a-z]{2,30}(?:s|en) - )(?=[^.;:\n()-]{3,80}(?:,| and )[^.;:\n()-]*[.;\n])([^.;:\n()-]{3,120})(?=[.;\n])/gi,
    ' ($1)',
  ],
  [/≤/g, '<='],
  [/^(?:>\s?)+/gm, ''],
  [
    /(?<=^[ \t]*(?:[-*•][ \t]+)?)(?:decided|agreed|decision|conclusion|result|update|fyi|reminder|nb)\s*:\s+(?=[a-z])/gim,
    '',
  ],
  [
    /\.(?=(?:status|state|stage|phase|type|kind|[a-z]\w*_?status)[ \t]*:)(?<=^[ \t]*(?:[-*•][ \t]+)?[A-Za-z]\w{1,30}\.)/gm,
    ' ',
  ],
  [/^(?:req|us|fr|nfr|ac|story|r)[-_ ]?\d+[.:)]?\s+(?=\S)/gim, ''],
  [
    /\b[Tt]he (?:system|api|application|app|service|backend|software|platform|tool) (?:shall|should|must|will|needs? to|has to|can) (?=(?:store|keep|track|manage|record|hold|save|maintain)s?\b)/g,
    '',
  ],
  [/^ {0,3}#{1,6}\s+|\s+#{1,6}\s*$/gm, ''],
  [/^ {0,3}(?:[-*_=] ?){3,}$/gm, ''],
  [/(?<=[;,\w'"\])])[ \t]+(?:\/\/|--|#)[ \t]*(?=\S)/g, ', '],
  [/[ \t]+-[ \t]+(?<=^\s*[-*•+]\s+[A-Za-z][\w ?]{0,40}?[ \t]+-[ \t]+)/gm, ': '],
  [/\*{2,3}|(?<!\w)__|__(?!\w)|(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*])/g, ''],
  [/^[ \t]*(?:feature|background|scenario(?: outline)?|rule|examples?)\s*:.*$/gim, ''],
  [/^[ \t]+(?:given|when|then|and|but)\s+(?=\w)/gim, ''],
  [/^(\s*[-*+] )\[[ xX]\] /gm, '$1'],
  [/(?<=\w)\s?&\s?(?=\w)/g, ' and '],
  [/\bw\/o\b/gi, 'without'],
  [/\bw\/\s?/gi, 'with '],
  [/\bb\/c\b/gi, 'because'],
  [/\bcan'?t\b/gi, 'cannot'],
  [/\bcan not\b/gi, 'cannot'],
  [/\bwon'?t\b/gi, 'will not'],
  [
    /\b(that|it|what|who|there|here|where|when)s\b(?=\s+(?:a|an|the|already|not|been|still|also|only|just|due|full|[a-z]+ed)\b)/gi,
    '$1 is',
  ],
  [/\b(that|it|what|who|there|he|she|when)'s\b/gi, '$1 is'],
  [/(?<=^[ \t]*(?:(?:[-*•+]|\d+[.)])[ \t]+)?)\/(?=[a-z][\w-]*\s*:)/gm, ''],
  [/^[ \t]*\[[ xX]?\][ \t]+/gm, '- '],
  [
    /\b(?:users?|people|accounts?|those|somebody|someone|anyone)\s+(?:with|having|in)\s+(?:the\s+)?["']?([a-z]\w*)["']?\s+role\b/gi,
    '$1',
  ],
  [/\b(?:users?\s+with\s+)?the\s+role\s+["']?([a-z]\w*)["']?(?=\s+(?:can|may|is|are|must))/gi, '$1'],
  [
    /,\s+(?:stating|giving|including|specifying|noting|indicating|providing|entering|along with|together with|recording|containing)\b/gi,
    ', with',
  ],
  [/\s-\s+with\b/gi, ', with'],
  [
    /\bleav(?:e|es|ing)(?=\s+(?:an?|their|the|some|your)\s+(?:\w+\s+)?(?:reviews?|comments?|notes?|ratings?|feedback|messages?|repl(?:y|ies)|tips?|entr(?:y|ies)|requests?)\b|\s+(?:reviews?|comments?|feedback|messages|ratings)\b)/gi,
    'write',
  ],
  [/(?<=\b(?:people|users|visitors|customers|they|guests|clients|members)\s)leave(?=\s+[a-z]+s\b)/gi, 'write'],
  [/\b(?:put|key|type|fill) in(?=\s+(?:an?|the|their|new|my|our|all|[a-z]+s)\b)/gi, 'add'],
  [/\blook(?:ing)? at(?=\s)/gi, 'view'],
  [/\b(?:sign(?:s|ed)?|signing) up\b(?! (?:on|at)\b)(?= for\b)/gi, 'register'],
  [/\bget(?:ting)? rid of\b/gi, 'delete'],
  [/\bcheck(?:s|ing)?(?= (?:an?|the|it|them|every|each)(?: [a-z]+)? in\b(?! (?:the|an?)\b))/gi, 'check in'],
  [/\bcheck(?:s|ing)?(?= (?:an?|the|it|them|every|each)(?: [a-z]+)? out\b)/gi, 'check out'],
  [/ in(?<=\bcheck in (?:an?|the|it|them|every|each)(?: [a-z]+)? in)\b/gi, ''],
  [/ out(?<=\bcheck out (?:an?|the|it|them|every|each)(?: [a-z]+)? out)\b/gi, ''],
  [/\b(i|we|you|they|he|she)'d (?:like|love|want)\b/gi, '$1 would like'],
  [/\b(do|does|did|is|are|was|were|should|must|has|have|had|would|could)n'?t\b/gi, '$1 not'],
];

/** Words that are written as others, by habit or by mistake. */
function spellOut(rewriting: Rewriting): Correction[] {
  const corrections = new Map<string, string>();
  rewriting.replace(/(?<![\w{/:.@'"-])[A-Za-z]{1,24}(?![\w}@'"]|-\w|\.\w|:\/)/g, ([written]) => {
    const read = correctSpelling(written);
    if (read !== undefined) corrections.set(written.toLowerCase(), read);
    return read;
  });
  return [...corrections].map(([written, read]) => ({ written, read }));
}
