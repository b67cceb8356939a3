import { singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf, NUMBER, numberOf, plainNoun } from '../words/names.ts';
import { isAtWork, isPerson, isPrivileged, ruleFor } from '../words/people.ts';
import { operationsOf, standingVerb, verbBase } from '../words/verbs.ts';
import { giveInput } from './inputs.ts';
import { EVERYTHING, objectsIn, permit } from './permit.ts';

/** Reads who can do what. */
export const permissionRules: readonly Rule[] = [permissions];

const PRONOUN = /^(?:they|them|it|one|their own|everything|all|anything|these|those)$/i;

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
      if (/^(?:nobody|no|none|neither|nothing)\b/i.test(found.text('who'))) continue;
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
        (isStory || isSomebody(reading, found.text('who')) ? storyRole(found.text('who')) : undefined));
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

/** Whether an unknown noun may be that of people: what acts, is no resource, and no software. */
function isSomebody({ draft }: Reading, who: string): boolean {
  const name = singular(nameOf(who));
  return (
    /^[a-z]+$/.test(name) &&
    !draft.find(name) &&
    !/^(?:it|system|app|api|service|backend|server|application|software|user|one|this|that|there|what|which|side|both|all|each|we|you|i)$/.test(
      name,
    )
  );
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
  // Who may create is no owner yet: "only wardens can open or close gates" is about a role.
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
  if (!isRole || isPrivileged(rule.slice(5)) || isAtWork(rule.slice(5))) return rule;
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

/** Splits "write, change and remove their notes" at its verbs. */
function partsOf(reading: Reading, body: Phrase): Part[] {
  const cuts = body.matches(/,?\s+(?:and|or)\s+|,\s+/i).filter(({ after }) => {
    const [word] = /^[\w-]*/.exec(after.text)!;
    return verbBase(word) ?? (standingVerb(word) === word.toLowerCase() && /^\S+\s+\S/.test(after.text));
  });
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
    regex(
      String.raw`^(?<verb>[\w-]+)(?:\s+(?:(?:for|to|in|up to \d+)\s+)?(?<object>(?!(?:${AFTER_THE_OBJECT})\b)\S.*?))?` +
        String.raw`(?<rest>,?\s+(?:${AFTER_THE_OBJECT})\b.*|\s*\(.*)?$`,
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
    verb: isNoDeed(piece.text) ? '' : (standingVerb(found?.text('verb') ?? '') ?? ''),
    own: OWN.test(object),
    bare: noun === '',
    pronoun: PRONOUN.test(noun) && !isEverything,
    resources: isEverything ? draft.all : noun === '' || PRONOUN.test(noun) ? undefined : named,
  };
}

/** "Sign in" is done to nothing, and what "mark" does is said after it. */
const isNoDeed = (text: string) => /^(?:mark|(?:sign|log|opt) (?:in|up|out))(?![\w-])/i.test(text);

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
    regex(String.raw`\b(?:from|between)\s+(?<min>${NUMBER})\s+(?:to|and)\s+(?<max>${NUMBER})\b`),
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
