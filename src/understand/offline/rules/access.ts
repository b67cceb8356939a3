import { singular } from '../../../design/inflect.ts';
import type { Draft, DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf, NUMBER, numberOf, plainNoun } from '../words/names.ts';
import { isPerson, isPrivileged, ruleFor } from '../words/people.ts';
import { giveInput } from './inputs.ts';
import { valueForVerb } from '../words/lifecycle.ts';
import { verbsOfNoun } from '../words/nominals.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';

/** Reads who may do what, and the actions that people take on resources. */
export const accessRules: readonly Rule[] = [
  accessLines,
  onlyOnes,
  onlySome,
  permissions,
  plainStatements,
  requiredRoles,
  hiddenFields,
  visibility,
];

const PRONOUN = /^(?:they|them|it|one|their own|everything|all|anything|these|those)$/i;
const EVERYTHING = /^(?:everything|all|anything)$/i;

/** One "verb object" of a permission: "delete their own posts". */
interface Part {
  /** Verb and object. */
  readonly phrase: Phrase;
  /** What follows the object: "once per poll". No rule reads it. */
  readonly rest: Phrase | undefined;
  readonly verb: string;
  readonly own: boolean;
  /** Whether the object is left out, as in "view and edit posts". */
  readonly bare: boolean;
  /** Whether the object is "them", as in "see their posts and delete them". */
  readonly pronoun: boolean;
  resources: readonly DraftResource[] | undefined;
}

/** "Permissions: create: authenticated", "delete: admin or owner". */
function accessLines(reading: Reading): void {
  const operation = 'list|get|read|create|update|delete|write';
  const pattern = new RegExp(
    String.raw`^(?:(?:permissions?|access|auth\w*)\s*:\s*,?\s*)?(?<operations>(?:${operation})(?:\s*[,/&]\s*` +
      String.raw`(?:and\s+)?(?:${operation})|\s+and\s+(?:${operation}))*)\s*(?::|->|=)\s*(?<who>[a-z -]+(?:\s*` +
      String.raw`(?:,|/)\s*[a-z -]+)*)$`,
    'i',
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const resource = found && reading.lastResourceBefore(clause);
    if (!found || !resource) continue;
    const rules = found
      .text('who')
      .split(/\s+or\s+|\s*[,/]\s*|\s+and\s+/)
      .map((who) => ruleFor(who.replace(/\s+only$/, ''), () => false));
    if (!rules.every((rule) => rule !== undefined)) continue;
    const operations = found
      .text('operations')
      .toLowerCase()
      .match(/[a-z]+/g)!
      .filter((word) => word !== 'and');
    for (const rule of rules) noteRole(reading, rule, found.whole);
    resource.access.push({ text: `${operations.join(',')}: ${rules.join(' or ')}`, from: found.whole });
    found.whole.claim();
  }
}

/** "Librarians can create and delete books, but only admins can remove members". */
function permissions(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*(?:and|but|while)?\s*|\b(?:and|but|while)\s+)(?<only>only\s+)?(?<who>(?:the\s+)?`,
    String.raw`(?:[a-z-]+\s){0,2}?[a-z-]+(?:\s+(?:(?:who|that)\s+(?:is|are|has)\s+)?(?:logged|signed)\s+in)?(?:\s+who\s+(?:owns?|created|wrote|posted|made|submitted|placed|opened|reported|booked)\s+(?:the\s+|an?\s+|it|that\s+)?\w*)?)\s+`,
    String.raw`(?:can|may|could|(?:must|should|shall)(?=\s+only\s)|(?:(?:should|shall|must|needs? to|ha(?:s|ve) to|will)\s+(?:only\s+)?be|are|is)\s+(?:only\s+)?(?:able|allowed) to)\s+(?!be\b|have\b|not\b)(?<only2>only\s+)?`,
    String.raw`(?<body>.+?)(?=,\s*(?:and\s+|but\s+)?(?:only|everything|everyone|everybody|all|anything)\s|(?:,\s*(?:and\s+|but\s+|while\s+)?|\s+(?:and|but|while)\s+)(?:only\s+)?`,
    String.raw`(?:the\s+)?[a-z-]+(?:\s[a-z-]+){0,2}\s+(?:can|may)\b|,?\s+but\s+(?:only|not)\b|,?\s+which\b|$)`,
  );
  const story = regex(
    String.raw`^as an?\s+(?<who>(?:[a-z-]+\s){0,2}?[a-z-]+),?\s+I\s+(?:can|may|`,
    String.raw`(?:want|would like|need|should be able)\s+to(?:\s+be able to)?)\s+(?<body>.+?)`,
    String.raw`(?:,?\s+so that\b.*|,?\s+in order to\b.*)?$`,
  );
  let previous: DraftResource | undefined;
  for (const clause of reading.clauses) {
    for (const found of [...clause.matches(story), ...clause.matches(pattern)]) {
      if (clause.slice(found.index, found.group('body').start - clause.start).claimed) continue;
      previous = readPermission(reading, clause, found, previous) ?? previous;
    }
    previous = reading.subjectOf(clause) ?? previous;
  }
}

/** Reads one permission; the resource it was about, if it was understood. */
function readPermission(
  reading: Reading,
  clause: Phrase,
  found: PhraseMatch,
  previous: DraftResource | undefined,
): DraftResource | undefined {
  const parts = partsOf(reading, found.group('body'));
  resolvePronouns(reading, parts, clause, found, previous);
  const isStory = /^as an?\s/i.test(found.whole.text);
  const isExclusive = found.optional('only') !== undefined || found.optional('only2') !== undefined;
  const understood: Part[] = [];
  for (const [index, part] of parts.entries()) {
    const resources = part.resources ?? [];
    const antecedents = part.bare ? parts.slice(index) : part.pronoun ? parts.slice(0, index) : [];
    const own = part.own || antecedents.some((other) => other.own);
    const rule = own
      ? 'owner'
      : (whoMay(reading, found.text('who'), part.verb, isExclusive, parts) ??
        (isStory ? storyRole(found.text('who')) : undefined));
    if (!rule || resources.length === 0 || part.verb === '') continue;
    for (const resource of resources) {
      permit(reading, resource, isCreation(part) ? 'create' : part.verb, rule, isExclusive || own, found);
      if (rule === 'owner') nameOwner(resource, found.text('who'));
    }
    guardByAdjective(part);
    understood.push(part);
  }
  readGivenAlong(reading, parts, understood);
  if (understood.length === 0) return undefined;
  clause.slice(found.index, found.group('body').start - clause.start).claim();
  for (const part of understood) {
    part.phrase.claim();
    readScore(reading, part);
  }
  const about = understood.flatMap(({ resources }) => (resources?.length === 1 ? resources : []));
  return about.at(-1);
}

/** "approve a submitted order": only one that is submitted. */
function guardByAdjective({ phrase, verb, resources }: Part): void {
  for (const resource of resources ?? []) {
    const action = resource.actions.get(verb);
    const adjective = nameOf(
      /^\S+\s+(?:(?:an?|the|any|all|only)\s+)*(?<first>[a-z-]+)\s/i.exec(phrase.text)?.groups?.['first'] ?? '',
    );
    if (action && !action.guard && resource.statusValues.includes(adjective))
      action.guard = { values: [adjective], isNegative: false, from: phrase };
  }
}

/** "register a device (name, serial number)" makes one, whatever the verb. */
function isCreation({ verb, rest }: Part): boolean {
  return (
    /^(?:register|log|report|file|request|open|issue|schedule|upload|send|book|order)$/.test(verb) &&
    /^\s*(?:\(|with\b)/.test(rest?.text ?? '')
  );
}

/** "finish a job and write a note": what is given along with an action, where it is no resource. */
function readGivenAlong(reading: Reading, parts: readonly Part[], understood: Part[]): void {
  for (const [index, part] of parts.entries()) {
    const before = parts[index - 1];
    const resource = before?.resources?.[0];
    const action = before && understood.includes(before) ? resource?.actions.get(before.verb) : undefined;
    if (!resource || !action || part.resources?.length !== 0 || !operationsOf(part.verb)?.includes('create')) continue;
    const name = nameOf(
      part.phrase.text.replace(/^\w+\s+/, '').replace(/\s+(?:about|of|on|for|with|what|that)\b.*$/i, ''),
    );
    if (!/^[a-z]\w*$/.test(name) || name.split('_').length > 3) continue;
    giveInput(reading, resource, action, name, part.phrase);
    understood.push(part);
  }
}

/** In a story everybody has a role: "as a coordinator I can ...". */
function storyRole(who: string): string | undefined {
  const name = singular(nameOf(who));
  return /^[a-z]\w*$/.test(name) && name.split('_').length < 3 ? `role:${name}` : undefined;
}

/** Who may, as a rule; "listeners can subscribe" makes no role of the listeners. */
function whoMay(
  reading: Reading,
  who: string,
  verb: string,
  isExclusive: boolean,
  parts: readonly Part[],
): string | undefined {
  // Who may create is no owner yet: "only organizers can create or change events" is about a role.
  if (
    isExclusive &&
    parts.some((part) => operationsOf(part.verb)?.includes('create')) &&
    isPerson(singular(nameOf(who)))
  ) {
    const name = singular(nameOf(who));
    if (name !== 'user') return `role:${name}`;
  }
  if (/\swho\s+(?:owns?|created|wrote|posted|made|submitted|placed|opened|reported|booked)\b/.test(who)) return 'owner';
  const rule = ruleFor(who, (name) => reading.draft.named(name) !== undefined);
  if (rule?.startsWith('role:') && hasSeveralRoles(reading)) return rule;
  const isRole = rule?.startsWith('role:') === true && !isExclusive && operationsOf(verb) === undefined;
  if (!isRole || isPrivileged(rule.slice(5))) return rule;
  reading.draft.assume(`"${who.trim()}" who ${verb} are any signed-in users.`);
  return 'authenticated';
}

/** Whether the text tells of several kinds of people what they may do: then each of them is a role. */
function hasSeveralRoles(reading: Reading): boolean {
  const people = reading.clauses.flatMap((clause) =>
    clause
      .matches(
        /(?:^|\bonly\s+|\bas an?\s+|,\s*)(?:the\s+|an?\s+)?(?<who>[a-z]+),?\s+(?:I\s+)?(?:can|may|want|(?:should|shall|must) be able|are allowed|need)\b/i,
      )
      .map((found) => singular(nameOf(found.text('who')))),
  );
  return new Set(people.filter((name) => isPerson(name) && name !== 'user')).size > 1;
}

/** "Only the organizer can cancel an event": the owner is called organizer. */
function nameOwner(resource: DraftResource, who: string): void {
  const name = singular(nameOf(who));
  if (name !== 'user' && isPerson(name)) resource.ownerName ??= name;
}

/** Splits "create, edit and delete their own posts" at its verbs. */
function partsOf(reading: Reading, body: Phrase): Part[] {
  const cuts = body.matches(/,?\s+(?:and|or)\s+|,\s+/i).filter(({ after }) => verbBase(/^[\w-]*/.exec(after.text)![0]));
  const starts = [0, ...cuts.map((cut) => cut.index + cut.whole.text.length)];
  const ends = [...cuts.map((cut) => cut.index), body.text.length];
  return starts.map((start, index) => partOf(reading, body.slice(start, ends[index])));
}

const OWN = /\b(?:their|his|her|its|my|own)(?:\s+own)?\b/i;
const AFTER_THE_OBJECT =
  'for|from|once|to|at|with|by|per|in|on|of|when|while|where|if|unless|but|within|until|that|which|' +
  'before|after|as|via|using|up to';

function partOf({ draft }: Reading, piece: Phrase): Part {
  const found = piece.match(
    new RegExp(
      String.raw`^(?<verb>[\w-]+)(?:\s+(?:(?:for|to|in|up to \d+)\s+)?(?<object>(?!(?:${AFTER_THE_OBJECT})\b)\S.*?))?` +
        String.raw`(?<rest>,?\s+(?:${AFTER_THE_OBJECT})\b.*|\s*\(.*)?$`,
      'i',
    ),
  );
  const object = found?.text('object') ?? '';
  const noun = plainNoun(object.replace(OWN, ''));
  const isEverything = EVERYTHING.test(noun) || /^(?:all|any) (?:data|resources|records)$/.test(noun);
  const named = objectsIn(draft, noun);
  const rest = found?.optional('rest');
  const state = /^mark$/i.test(found?.text('verb') ?? '')
    ? rest?.match(/^\s+as\s+(?<state>\w+)$/i)?.text('state')
    : undefined;
  if (state) {
    const verb = verbBase(state) ?? `mark_${nameOf(state)}`;
    return {
      phrase: piece,
      rest: undefined,
      verb,
      own: false,
      bare: false,
      pronoun: false,
      resources: named,
    };
  }
  return {
    phrase: rest ? piece.slice(0, rest.start - piece.start) : piece,
    rest,
    verb: verbBase(found?.text('verb') ?? '') ?? '',
    own: OWN.test(object),
    bare: noun === '',
    pronoun: PRONOUN.test(noun) && !isEverything,
    resources: isEverything ? draft.all : noun === '' || PRONOUN.test(noun) ? undefined : named,
  };
}

/** "donations and households": every object, if all of them are resources. */
function objectsIn(draft: Draft, nouns: string): DraftResource[] {
  const whole = draft.find(nouns);
  const several = nouns.split(/\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/).map((noun) => draft.find(noun));
  if (several.length > 1 && several.every((one) => one !== undefined)) return [...new Set(several)];
  return whole ? [whole] : [];
}

/** "view and edit posts": what has no object of its own takes that of the next; "them" is what was spoken about. */
function resolvePronouns(
  reading: Reading,
  parts: readonly Part[],
  clause: Phrase,
  found: PhraseMatch,
  previous: DraftResource | undefined,
): void {
  let next: readonly DraftResource[] | undefined;
  for (const part of parts.toReversed()) {
    if (part.resources === undefined) {
      const before = reading.mentioned(clause.text.slice(0, found.index));
      part.resources = next ?? (before.length > 0 ? before : previous ? [previous] : reading.draft.all);
    }
    if (part.resources.length > 0) next = part.resources;
  }
}

/** "rate recipes from 1 to 5": the action takes a score. */
function readScore(reading: Reading, { verb, rest, resources }: Part): void {
  const range = rest?.match(
    new RegExp(String.raw`\b(?:from|between)\s+(?<min>${NUMBER})\s+(?:to|and)\s+(?<max>${NUMBER})\b`, 'i'),
  );
  if (!range) return;
  for (const resource of resources ?? []) {
    const action = resource.actions.get(verb);
    if (!action || action.input.length > 0) continue;
    action.input.push(`score: int ${numberOf(range.text('min'))}..${numberOf(range.text('max'))}`);
    reading.draft.assume(`${resource.name}.${verb} takes a score.`);
    range.whole.claim();
  }
}

function permit(
  reading: Reading,
  resource: DraftResource,
  verb: string,
  rule: string,
  exclusive: boolean,
  found: PhraseMatch,
): void {
  const product = reading.draft.all.find(
    ({ singular: name }) => verbsOfNoun(name).includes(verb) && name !== resource.singular,
  );
  if (product && !operationsOf(verb) && verb !== 'return') {
    permit(reading, product, 'create', rule, exclusive, found);
    return;
  }
  const operations = isTransition(resource, verb) ? undefined : operationsOf(verb);
  noteRole(reading, rule, found.whole);
  if (!operations) {
    const action = resource.action(verb, found.whole);
    if (!action.access.includes(rule)) action.access.push(rule);
    return;
  }
  const isWeaker =
    rule === 'authenticated' && !exclusive && resource.access.some(({ text }) => coversAny(text, operations));
  if (!isWeaker) resource.access.push({ text: `${operations.join(',')}: ${rule}`, from: found.whole });
}

/** "submit an order", where orders can be submitted, is a step of its life and makes none. */
function isTransition(resource: DraftResource, verb: string): boolean {
  return verb !== 'create' && valueForVerb(verb, resource.statusValues) !== undefined;
}

function coversAny(line: string, operations: readonly string[]): boolean {
  const covered = line.split(':')[0]!.split(',');
  return operations.some((operation) => covered.includes(operation));
}

export function noteRole({ draft }: Reading, rule: string, from: Phrase): void {
  if (rule.startsWith('role:') && !draft.roles.has(rule.slice(5))) draft.roles.set(rule.slice(5), from);
}

/** "Receptionists manage appointments", "Sales reps see only their own deals", "Managers approve or reject claims". */
function plainStatements(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*(?:and\s+|but\s+)?)(?:the\s+|an?\s+|each\s+|every\s+)?(?<who>[a-z -]{3,40}?)(?:\s+\((?:an?\s+)?(?:user\s+)?role\))?\s+(?:only\s+)?(?<verb>[a-z]+?)s?\s+(?:in\s+)?(?:only\s+)?(?:(?:and|or)\s+`,
    String.raw`(?<verb2>\w+?)s?\s+)?(?<what>.+?)(?=\s+(?:while|but)\s|,|$)`,
  );
  for (const clause of reading.clauses) {
    if (/\b(?:can|may|has|have|is|are|belongs?)\b/i.test(clause.text)) continue;
    for (const found of clause.matches(pattern)) if (!found.whole.claimed) readStatement(reading, found);
  }
}

function readStatement(reading: Reading, found: PhraseMatch): void {
  const whole = found.text('what').replace(/\s+(?:with|from|by|at|in|on|for)\s.*$/i, '');
  const what = whole.replace(/^(?:only\s+)?(?:(?:their|his|her)\s+own|own)\s+/i, '');
  const own = what !== whole;
  const isRole = /\(\s*(?:an?\s+)?(?:user\s+)?role\)/i.test(found.whole.text);
  const rule = own
    ? 'owner'
    : isRole
      ? `role:${nameOf(found.text('who'))}`
      : ruleFor(found.text('who'), (name) => reading.draft.named(name) !== undefined);
  const resources = objectsIn(reading.draft, what);
  const verbs = [found.text('verb'), found.text('verb2')].filter((text) => text !== '').map(verbBase);
  if (!rule || rule === 'public' || resources.length === 0 || !verbs.every((verb) => verb !== undefined)) return;
  for (const resource of resources) for (const verb of verbs) permit(reading, resource, verb, rule, true, found);
  found.whole.claim();
}

/** "Managers are the only ones allowed to delete anything". */
function onlyOnes(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*(?:and\s+|but\s+)?)(?:the\s+)?(?<who>[a-z]+(?:\s[a-z]+)?)\s+(?:are|is)\s+the\s+only\s+(?:ones?|people|role|person)\s+(?:(?:who|that)\s+(?:can|may)|(?:allowed|able)\s+to|to)\s+(?<verb>[a-z]+)\s*(?<what>[a-z]+(?:\s[a-z]+)?)?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    if (found && permitExclusively(reading, clause, found)) found.whole.claim();
  }
}

/** "Only logged-in users rate", "only staff manage products". */
function onlySome(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*(?:and\s+|but\s+)?)only\s+(?<who>[a-z-]+(?:\s[a-z-]+){0,2}?)\s+(?<verb>[a-z]+?)s?(?:\s+(?:the\s+|an?\s+)?(?<what>(?!can|may|for|to|by)[a-z]+(?:\s[a-z]+)?))?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    if (found && !found.whole.claimed && permitExclusively(reading, clause, found)) found.whole.claim();
  }
}

function permitExclusively(reading: Reading, clause: Phrase, found: PhraseMatch): boolean {
  const rule = ruleFor(found.text('who'), (name) => reading.draft.named(name) !== undefined);
  const verb = verbBase(found.text('verb'));
  const what = found.text('what');
  const product =
    what === '' && verb ? reading.draft.all.find(({ singular: name }) => verbsOfNoun(name).includes(verb)) : undefined;
  const resources = EVERYTHING.test(what)
    ? reading.draft.all
    : what === ''
      ? [product ?? reading.lastResourceBefore(clause)]
      : [reading.draft.find(what)];
  const known = resources.filter((one) => one !== undefined);
  if (!rule || !verb || known.length === 0) return false;
  for (const resource of known) permit(reading, resource, product ? 'create' : verb, rule, true, found);
  return true;
}

/** "Admin role required for creating plans". */
function requiredRoles(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:an?\s+|the\s+)?(?<role>[a-z]+)\s+(?:role|rights?|permissions?|privileges)\s+(?:is |are )?`,
    String.raw`(?:required|needed)\s+(?:for|to)\s+(?<verb>\w+)\s+(?<what>.+)$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const operations = found && operationsOf(verbBase(found.text('verb')) ?? '');
    const resource = found && reading.draft.find(found.text('what'));
    if (!found || !operations || !resource) continue;
    const rule = `role:${singular(nameOf(found.text('role')))}`;
    noteRole(reading, rule, found.whole);
    resource.access.push({ text: `${operations.join(',')}: ${rule}`, from: found.whole });
    found.whole.claim();
  }
}

/** "Salary is only visible to HR". */
function hiddenFields(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(/^(?:the\s+)?(?<field>[a-z_]+)\s+(?:is|are) only visible to\s+(?<who>.+)$/i);
    if (!found) continue;
    const name = nameOf(found.text('field'));
    const resource = reading.draft.all.find((candidate) => candidate.fields.has(name));
    const rule = ruleFor(found.text('who'), () => false);
    const field = resource?.fields.get(name);
    if (!resource || !field || !rule) continue;
    noteRole(reading, rule, found.whole);
    resource.addField({ ...field, modifiers: [...field.modifiers, `read(${rule})`], from: found.whole });
    found.whole.claim();
  }
}

/** "Only published posts are visible to the public". */
function visibility(reading: Reading): void {
  const pattern = regex(
    String.raw`^only\s+(?<value>\w+)\s+(?<what>\w+(?:\s\w+)?)\s+(?:are|is)\s+(?:publicly visible|visible to `,
    String.raw`(?:the )?(?:public|everyone|anyone|anonymous users))$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const resource = found && reading.draft.find(found.text('what'));
    if (!found || !resource) continue;
    const value = nameOf(found.text('value'));
    const field = [...resource.fields.values()].find(
      ({ name, type }) =>
        (name === value && type === 'bool') || new RegExp(`\\b${value}\\b`).test(/^enum\((.*)\)/.exec(type)?.[1] ?? ''),
    );
    if (!field) continue;
    const condition = field.type.startsWith('enum') ? `${field.name} == '${value}'` : field.name;
    resource.access.push({ text: `list,get: public when ${condition}`, from: found.whole });
    found.whole.claim();
  }
}
