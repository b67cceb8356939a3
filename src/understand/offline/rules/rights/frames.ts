import { singular } from '../../../../design/inflect.ts';
import type { DraftResource } from '../../draft.ts';
import type { Reading, Rule } from '../../reading.ts';
import type { Phrase } from '../../text/phrase.ts';
import { regex } from '../../text/regex.ts';
import { valueForVerb } from '../../words/lifecycle.ts';
import { nameOf } from '../../words/names.ts';
import { operationsOf, verbBase } from '../../words/verbs.ts';
import { statesOf } from '../action-lines.ts';
import { isRead, peopleBefore } from '../deed-parts.ts';
import { remove } from '../options.ts';
import { noteRole } from '../permit.ts';
import { objectsAfter, subjectBefore } from './objects.ts';
import { peopleIn } from './tokens.ts';

/**
 * Reads who may do what from the words next to a verb, where the sentence as a whole was not understood: people before it,
 * or "by" people after it, and resources on the other side. What else the sentence says is left, and so reported.
 */
export const rightFrameRules: readonly Rule[] = [rightFrames];

const OPERATION = String.raw`(?:creat|add|post|writ|insert|mak|enter|submit|regist|upload|read|view|see|seen|sees|brows|look|list|access|updat|edit|chang|modif|correct|amend|renam|delet|remov|eras|manag|maintain|administ)[a-z]*`;
const OPERATIONS = regex(
  String.raw`(?<![\w-])(?<verbs>${OPERATION}(?:(?:\s*[,/]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)${OPERATION}){0,4})(?:\s+(?:at|up|through|out))?(?![\w-])`,
);

const IS_PASSIVE = /(?:ed|en|written|seen|read|made)$/i;
const IS_GERUND = /(?:ing|tion|al|access)$/i;

function rightFrames(reading: Reading): void {
  for (const clause of reading.clauses) {
    if (clause.claimed && isRead(clause)) continue;
    for (const piece of piecesOf(clause)) readPiece(reading, clause, piece);
  }
}

/** The sentences of a clause that stand between signs; what stands in brackets is taken as blanks. */
function piecesOf(clause: Phrase): Phrase[] {
  const text = clause.text.replace(/\([^()]*\)/g, (inside) => ' '.repeat(inside.length));
  return [...text.matchAll(/[^;•]+?(?=[;•]|\s-\s|$)/g)].map((found) =>
    clause.slice(found.index, found.index + found[0].length).withText(found[0]),
  );
}

/** What is said about an operation. */
interface Said {
  readonly operations: readonly string[];
  readonly rules: readonly string[];
  readonly resources: readonly DraftResource[];
  readonly isForbidden: boolean;
  readonly isExclusive: boolean;
  readonly isGeneral: boolean;
  readonly from: readonly Phrase[];
}

function readPiece(reading: Reading, clause: Phrase, piece: Phrase): void {
  const found = piece.matches(OPERATIONS).filter(({ whole }) => !whole.claimed);
  let people: readonly string[] = [];
  for (const [index, match] of found.entries()) {
    const verbs = match.group('verbs');
    const operations = operationsIn(verbs.text);
    if (operations.length === 0) continue;
    const previous = found[index - 1]?.whole.end ?? piece.start;
    const before = piece.slice(previous - piece.start, match.index);
    const after = piece.slice(match.whole.end - piece.start, found[index + 1]?.index);
    const place = { reading, clause, before, after, verbs, operations, people };
    const said =
      IS_PASSIVE.test(lastWord(verbs.text)) && IS_DONE.test(before.text)
        ? passive(place)
        : IS_GERUND.test(lastWord(verbs.text))
          ? gerund(place)
          : active(place);
    if (!said) continue;
    people = said.rules;
    record(reading, said);
    for (const part of said.from) part.claim();
    verbs.claim();
  }
}

const lastWord = (text: string) => /[a-z]+$/i.exec(text)?.[0] ?? '';

const IS_DONE =
  /(?:^|\b(?:is|are|be|been|gets?|being|only|never|not|and|or|may|can)|,)\s*(?:(?:only|also|always|never|not|ever)\s+)*$/i;

function operationsIn(verbs: string): string[] {
  const words = verbs.toLowerCase().match(/[a-z]+/g) ?? [];
  const named = words
    .filter((word) => word !== 'and' && word !== 'or')
    .map((word) => (word === 'listing' ? ['list'] : operationsOfForm(word)));
  return named.every((each) => each !== undefined) ? [...new Set(named.flat())] : [];
}

/** "Editing", "deletion", "removal", "seen". */
const operationsOfForm = (word: string) =>
  operationsOf(verbBase(word.replace(/(?:ion|al)$/, '')) ?? verbBase(word.replace(/ion$/, 'e')) ?? '');

interface Place {
  readonly reading: Reading;
  readonly clause: Phrase;
  readonly before: Phrase;
  readonly after: Phrase;
  readonly verbs: Phrase;
  readonly operations: readonly string[];
  /** Who the verb before was about. */
  readonly people: readonly string[];
}

const NOT = /\b(?:not|never|cannot|nobody|no one|no-one|none|nor|neither|no)\b(?:\s+[a-z]+){0,3}\s*$/i;
const NOBODY = /\b(?:nobody|no one|no-one|none)\b/i;
const BY = regex(
  String.raw`^\s*(?:(?:exclusively|solely)\s+)?(?<only>only\s+)?(?:by|for|to|from|through)\s+(?<only2>only\s+)?(?<who>[^,;.:()]{2,60})`,
);

/** "Invoices can be changed by the clerk", "a log can never be deleted". */
function passive({ reading, clause, before, after, operations }: Place): Said | undefined {
  const subject = subjectBefore(reading, clause, before);
  if (!subject) return undefined;
  const isNegative = NOT.test(before.text);
  const by = after.match(BY);
  if (
    by &&
    !isNegative &&
    /^(?:the\s+)?(?:system|server|api|backend|service|application)(?:\s+(?:itself|only|alone))?\b/i.test(by.text('who'))
  )
    return { ...said(operations, [], subject, true, [before, by.whole]), isForbidden: true };
  const who = by && peopleAtStart(reading, by.group('who'));
  if (who && !isNegative)
    return said(operations, who.rules, subject, /\bonly\b/i.test(`${before.text} ${by.whole.text}`) || true, [
      before,
      after.slice(0, who.phrase.end - after.start),
    ]);
  if (
    !isNegative ||
    by ||
    !/^\s*(?:$|[,;.]|(?:any ?more|afterwards|later|again|after|by (?:anyone|anybody))\b)/i.test(after.text)
  )
    return undefined;
  return { ...said(operations, [], subject, true, [before]), isForbidden: true };
}

/** "Deleting invoices is for admins", "editing: the owner". */
function gerund({ reading, clause, before, after, operations }: Place): Said | undefined {
  if (/\b(?:is|are|was|by|of|for|from|while|when|after|before)\s+$/i.test(before.text)) return undefined;
  const isNegated = /\bno\s+$/i.test(before.text);
  const job = before.match(
    /^(?<who>.*?)\s+(?:do|does|is|are|takes?|has)\s+(?:care of|responsible for|in charge of|the job of)?\s*(?:all\s+)?(?:of\s+)?(?:the\s+)?$/i,
  );
  const doers = job ? (peopleAtStart(reading, job.group('who').trim())?.rules ?? []) : [];
  const objects = objectsAfter(reading, clause, after, true);
  if (!objects) return undefined;
  if (doers.length > 0) return said(operations, doers, objects, true, [before, after.slice(0, objects.length)]);
  const rest = after.slice(objects.length);
  const link = rest.match(
    /^\s*(?::|=|->|(?:is|are|needs?|requires?|should be|must be|stays?|only|for|by)\b)\s*(?:(?:only|for|by|to|restricted|limited|reserved|possible|allowed|done|the job of|up to|open|a matter for)\s+)*/i,
  );
  if (
    isNegated ||
    /^\s*(?:is|are)\s+(?:not (?:possible|allowed|supported|offered|needed)|forbidden|never|disabled|impossible|out of the question)\b/i.test(
      rest.text,
    )
  )
    return {
      ...said(operations, [], objects, true, [
        before.slice(Math.max(0, before.text.length - 3)),
        after.slice(0, objects.length),
      ]),
      isForbidden: true,
    };
  const who = link && peopleAtStart(reading, link.after);
  if (!who) return undefined;
  return said(operations, who.rules, objects, true, [after.slice(0, who.phrase.end - after.start)]);
}

/** "Clerks may edit invoices", "nobody deletes invoices". */
function active({ reading, clause, before, after, verbs, operations, people }: Place): Said | undefined {
  const objects = objectsAfter(reading, clause, after, false);
  if (!objects) return undefined;
  const isTransition = objects.resources.some(
    (resource) => valueForVerb(verbBase(verbs.text) ?? '', statesOf(resource)) !== undefined,
  );
  if (isTransition) return undefined;
  const from = [after.slice(0, objects.length)];
  if (NOBODY.test(before.text) && !/\b(?:but|except|other than)\b/i.test(`${before.text} ${after.text}`))
    return { ...said(operations, [], objects, true, [before, ...from]), isForbidden: true };
  // "Clients must not change them": these are all there are.
  if (
    /\b(?:clients?|users?|people|anyone|anybody|callers?|consumers?|you|we|they|one)\s+(?:\w+\s+){0,2}(?:not|never)\s*$|cannot\s*$/i.test(
      before.text,
    ) &&
    peopleBefore(reading, before).every((rule) => !rule.startsWith('role:'))
  )
    return { ...said(operations, [], objects, true, [before, ...from]), isForbidden: true };
  if (NOT.test(before.text)) return undefined;
  const named = peopleBefore(reading, before);
  const isSame = named.length === 0 && /^\s*(?:,\s*)?(?:(?:and|or|but|also|can|may|only)\s+)*$/i.test(before.text);
  const who = named.length > 0 ? named : isSame ? people : [];
  const rules = objects.isOwn ? ['owner'] : who;
  if (rules.length === 0 || (objects.isOwn && who.length === 0)) return undefined;
  const isExclusive = /\bonly\b/i.test(before.text) || objects.isOwn || !rules.includes('public');
  return said(operations, rules, objects, isExclusive, [before, ...from]);
}

function said(
  operations: readonly string[],
  rules: readonly string[],
  { resources, isGeneral }: { readonly resources: readonly DraftResource[]; readonly isGeneral: boolean },
  isExclusive: boolean,
  from: readonly Phrase[],
): Said {
  return { operations, rules, resources, isForbidden: false, isExclusive, isGeneral, from };
}

/** The people that a phrase begins with: of up to four words, the most. */
function peopleAtStart(reading: Reading, phrase: Phrase) {
  const words = [...phrase.text.matchAll(/[a-z][\w'-]*/gi)].slice(0, 6);
  for (const word of words.toReversed()) {
    const part = phrase.slice(0, word.index + word[0].length);
    if (/[;:()]/.test(part.text)) continue;
    const rules = peopleIn(reading, part);
    if (rules.length > 0) return { rules, phrase: part };
    if (part.text.includes('_')) return { rules: [`role:${singular(nameOf(part.text))}`], phrase: part };
  }
  return undefined;
}

function record(
  reading: Reading,
  { operations, rules, resources, isForbidden, isExclusive, isGeneral, from }: Said,
): void {
  const [first] = from;
  for (const rule of rules) noteRole(reading, rule, first!);
  for (const resource of resources) {
    if (isForbidden) remove(resource, operations);
    else resource.grants.push({ operations, rules, from: first!, isExclusive, isGeneral });
  }
}
