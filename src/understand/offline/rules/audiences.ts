import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { ruleFor } from '../words/people.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';
import { noteRole } from './permit.ts';
import { verbsIn } from './actions.ts';

/** Reads for whom an operation is, where the sentence is about the operation: "delete is for admins only". */
export const audienceRules: readonly Rule[] = [audiences, gerunds, restOfThem, loginNeeded];

const OPERATION = String.raw`(?:list(?:ing)?|read(?:ing|s)?|view(?:ing)?|get(?:ting)?|creat(?:e|ing|ion)|add(?:ing)?|writ(?:e|es|ing)|updat(?:e|es|ing)|edit(?:ing|s)?|chang(?:e|es|ing)|delet(?:e|es|ing|ion)|remov(?:e|ing|al)|submit(?:ting)?|post(?:ing)?|manag(?:e|ing)|everything else|the rest|everything|all (?:other )?(?:operations|endpoints))`;
const OPERATIONS = String.raw`(?<operations>${OPERATION}(?:(?:\s*[,/]\s*(?:and\s+)?|\s+and\s+|\s+or\s+)${OPERATION}){0,4})`;
const WHAT = String.raw`(?:\s+(?:of\s+)?(?:an?\s+|the\s+|any\s+|all\s+|new\s+)?(?<what>(?!is\b|are\b|only\b|for\b|by\b|needs?\b|requires?\b)[a-z]+(?:\s(?!is\b|are\b|only\b|for\b|by\b|needs?\b|requires?\b)[a-z]+)?))?`;
const WHO = String.raw`(?:an?\s+|the\s+)?(?<who>[a-z][a-z-]*(?:\s[a-z-]+)?(?:\s+(?:or|and)\s+(?:an?\s+|the\s+)?[a-z-]+)?)`;

const PATTERNS: readonly RegExp[] = [
  // "Admins only for delete", "admin only: delete, update".
  regex(String.raw`^(?:for\s+)?${WHO}[\s-]+only\s*(?::|for|to|can|may|->|-)?\s+(?:the\s+)?${OPERATIONS}${WHAT}$`),
  // "Only admins for delete".
  regex(String.raw`^only\s+${WHO}\s+(?:for|on)\s+${OPERATIONS}${WHAT}$`),
  // "Delete is admin only", "deleting vehicles: admins only", "creation only by staff".
  regex(
    String.raw`^(?:the\s+)?${OPERATIONS}${WHAT}\s*(?:endpoints?\s*)?(?::|is|are|should be|must be|-)?\s*(?:restricted to|reserved for|limited to|allowed (?:only\s+)?(?:for|to)|available (?:only\s+)?to|open to|possible for|done by|only by|only for|only|for|by)?\s*(?:only\s+)?${WHO}(?:[\s-]only)?$`,
  ),
  // "DELETE requires admin", "editing needs the editor role".
  regex(
    String.raw`^(?:the\s+)?${OPERATIONS}${WHAT}\s+(?:requires?|needs?)\s+(?:to be\s+|being\s+)?${WHO}(?:\s+(?:role|rights?|permissions?|privileges|account|access))?$`,
  ),
];

function audiences(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const part of partsOf(clause)) {
      const found = part.claimed
        ? undefined
        : PATTERNS.map((pattern) => part.match(pattern)).find((match) => match !== undefined);
      if (found) readAudience(reading, clause, found);
    }
  }
}

/** "create: staff, delete: admins" are two statements. */
function partsOf(clause: Phrase): Phrase[] {
  const cuts = clause.matches(/;\s*|,\s*(?=[a-z]+(?:\s[a-z]+)?\s*(?::|is\b|are\b|only\b|needs?\b|requires?\b))/i);
  const starts = [0, ...cuts.map(({ index, whole }) => index + whole.text.length)];
  return starts.map((start, index) => clause.slice(start, cuts[index]?.index));
}

function readAudience(reading: Reading, clause: Phrase, found: PhraseMatch): void {
  const rules = rulesOf(reading, found.text('who'));
  const operations = operationsIn(found.text('operations'));
  const what = found.text('what');
  const named = what === '' ? undefined : reading.draft.find(what);
  if (rules.length === 0 || operations.length === 0 || (what !== '' && !named)) return;
  const resources = named ? [named] : scopeOf(reading, clause);
  for (const resource of resources) permit(reading, resource, operations, rules, found.whole);
  found.whole.claim();
}

function scopeOf(reading: Reading, clause: Phrase): DraftResource[] {
  const last = reading.lastResourceBefore(clause);
  return last?.section !== undefined || reading.draft.all.length === 1
    ? [last ?? reading.draft.all[0]!]
    : reading.draft.all;
}

function permit(
  reading: Reading,
  resource: DraftResource,
  operations: readonly string[],
  rules: readonly string[],
  from: Phrase,
): void {
  for (const rule of rules) noteRole(reading, rule, from);
  const stated = new Set(resource.grants.flatMap((grant) => grant.operations));
  const open = operations.includes('rest')
    ? ['list', 'get', 'create', 'update', 'delete'].filter((operation) => !stated.has(operation))
    : operations;
  if (open.length > 0) resource.grants.push({ operations: open, rules, from, isExclusive: true });
}

function operationsIn(list: string): string[] {
  if (/else|rest|other/i.test(list)) return ['rest'];
  if (/^(?:everything|all)/i.test(list)) return ['list', 'get', 'create', 'update', 'delete'];
  return [
    ...new Set(
      (list.toLowerCase().match(/[a-z]+/g) ?? []).flatMap(
        (word) => operationsOf(verbBase(word.replace(/(?:ion|al)$/, 'e').replace(/removee$/, 'remove')) ?? '') ?? [],
      ),
    ),
  ];
}

function rulesOf(reading: Reading, who: string): string[] {
  const people = who
    .split(/\s+(?:or|and)\s+/)
    .map((one) => one.replace(/\s+(?:role|rights?|account|access|only|logged in)$/, ''));
  const rules = people.map((one) =>
    /^(?:login|authentication|auth|token|logged in|account|registration|sign-?in|valid token|user account)$/.test(one)
      ? 'authenticated'
      : ruleFor(one, (name) => reading.draft.named(name) !== undefined),
  );
  return rules.every((rule) => rule !== undefined) ? rules : [];
}

/** "Submitting is anonymous", "reading is public", "posting needs a login". */
function gerunds(reading: Reading): void {
  const open = regex(
    String.raw`^(?:the\s+)?(?<operations>[a-z]+(?:ing|ion)(?:(?:,\s*|\s+and\s+|\s+or\s+)[a-z]+(?:ing|ion))*)${WHAT}\s+(?:is|are|should be|must be|can be(?: done)?|needs to be|stays?)\s+(?:fully\s+|completely\s+|done\s+)?(?<kind>anonymous(?:ly)?|public|open(?: to (?:all|everyone|everybody|anyone))?|free|without (?:login|auth\w*|an account)|unauthenticated|protected|private|authenticated)`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(open);
    const verbs = found ? verbsIn(found.text('operations').replace(/ion\b/g, 'e')) : [];
    const operations = verbs.flatMap((verb) => operationsOf(verb) ?? []);
    if (!found || operations.length === 0) continue;
    const named = found.text('what') === '' ? undefined : reading.draft.find(found.text('what'));
    const rule = /^(?:protected|private|authenticated)/i.test(found.text('kind')) ? 'authenticated' : 'public';
    for (const resource of named ? [named] : scopeOf(reading, clause))
      permit(reading, resource, operations, [rule], found.whole);
    found.whole.claim();
  }
}

/** "Facilities (role) maintains rooms, everybody else just reads": roles by name, and the others. */
function restOfThem(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*(?:and\s+|but\s+|while\s+)?)(?<who>everyone|everybody|anyone|anybody|all|others?|the others|the rest|members?|users?|the public)\s+(?:else\s+)?(?:can\s+|may\s+|is\s+|are\s+|has\s+)?(?:only\s+|just\s+)(?:allowed to\s+)?(?<verb>reads?|views?|sees?|looks?|lists?|browses?|read(?:-only)?(?: access)?)(?:\s+(?:them|it|at them))?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    if (!found || found.whole.claimed) continue;
    const mentioned = reading.mentioned(clause.text);
    const rule = /public/i.test(found.text('who')) ? 'public' : 'authenticated';
    for (const resource of mentioned.length > 0 ? mentioned : scopeOf(reading, clause))
      permit(reading, resource, ['list', 'get'], [rule], found.whole);
    found.whole.claim();
  }
}

/** "Everybody has to log in", "login required", "everything behind a login". */
function loginNeeded(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:(?:every(?:body|one)|all users|users|people|you|they|all endpoints|everything|all of it|the (?:whole )?api)\s+(?:(?:else\s+)?(?:must|has to|have to|needs? to|should|will|is|are|can)\s+)*(?:(?:be\s+)?(?:logged|signed) in|log in|sign in|authenticate\w*|behind (?:a\s+)?(?:login|auth\w*))|`,
    String.raw`(?:login|authentication|sign-?in|log-?in)\s+(?:is\s+)?(?:required|needed|mandatory)(?:\s+(?:for|to)\s+(?:everything|all.*|any.*))?)(?:\s+first)?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    if (!found) continue;
    if (!reading.draft.config.has('auth_style')) {
      reading.draft.config.set('auth_style', { value: 'jwt', from: found.whole });
      reading.draft.assume('People log in with JWT, since no other way is named.');
    }
    found.whole.claim();
  }
}
