import { everyMatch } from './every-match.ts';
import { Phrase } from './phrase.ts';
import { regex } from './regex.ts';
import { verbBase } from '../words/verbs.ts';
import type { Source } from './source.ts';

/** A clause that is longer than this is not read at all (and so reported): no sentence of a person is. */
const LONGEST_CLAUSE = 2000;

/** Clauses after so many are not read either. */
const MOST_CLAUSES = 2000;

const ABBREVIATION = /(?:^|[\s(])(?:e\.?g|i\.?e|etc|vs|incl|approx|no|max|min|resp)\.$/i;

/** Cuts the text into clauses: sentences, list items, and the parts of a sentence that have a subject of their own. */
export function clausesOf(source: Source): Phrase[] {
  return sentencesOf(new Phrase(source, 0, source.text))
    .map(withoutMarkers)
    .filter((phrase) => phrase.text && phrase.text.length <= LONGEST_CLAUSE)
    .flatMap(splitHeading)
    .flatMap(splitConsequence)
    .flatMap(splitAnnouncement)
    .flatMap(splitAfterWith)
    .flatMap(splitSubjects)
    .flatMap(splitPermission)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase.text !== '')
    .slice(0, MOST_CLAUSES);
}

/** "rooms with a name, and members can book them" gives fields, and permits. */
function splitPermission(phrase: Phrase): Phrase[] {
  const found = phrase.match(
    /,\s*(?:and|but|while)\s+(?=(?:only\s+)?(?:the\s+|an?\s+)?[a-z]+(?:\s(?!that\b|which\b)[a-z]+)?\s+(?:can|may)\s)/i,
  );
  if (
    !found ||
    !/\b(?:with|has|have)\s|\(/i.test(found.before) ||
    /\b(?:can|may)\s/.test(found.before) ||
    isInsideParentheses(found.before)
  )
    return [phrase];
  return [phrase.slice(0, found.index), found.after];
}

/** Cuts at full stops, line ends and gaps. */
function sentencesOf(phrase: Phrase): Phrase[] {
  const found: Phrase[] = [];
  let from = 0;
  for (const match of everyMatch(phrase.text, /\n| {80,}|[;!?](?=\s|$)|\.(?=[\s"')]|$)/g)) {
    const end = match.index + 1;
    if (match[0] === '.' && ABBREVIATION.test(phrase.text.slice(Math.max(from, end - 9), end))) continue;
    if (match[0] === ';' && isInsideParentheses(phrase.text.slice(from, match.index))) continue;
    found.push(phrase.slice(from, match[0].trim() === '' ? match.index : end));
    from = match.index + match[0].length;
  }
  found.push(phrase.slice(from));
  return found;
}

function isInsideParentheses(text: string): boolean {
  return text.lastIndexOf('(') > text.lastIndexOf(')');
}

/** Without the full stop after it. */
function withoutMarkers(phrase: Phrase): Phrase {
  return phrase.slice(0, phrase.text.replace(/[\s.!?;,]+$/, '').length).trim();
}

const KIND_OF_SYSTEM =
  'system|tool|app|api|backend|service|platform|catalog|tracker|website|application|management|directory|tracking' +
  '|shop|store|marketplace|crm|endpoints?|booking|board|blog';

const SYSTEM_HEADING = regex(
  `^(?!entity )(?<heading>[^:(]{0,60}\\b(?:${KIND_OF_SYSTEM}))(?: requirements)?:(?=\\s+[^\\s/])`,
);

/** "Helpdesk tool: tickets have ..." is a heading and a clause. */
function splitHeading(phrase: Phrase): Phrase[] {
  const heading = phrase.match(SYSTEM_HEADING);
  return heading ? [heading.group('heading'), heading.after] : [phrase];
}

/** "Players with a name and a number belong to a team" gives fields, and relates. */
function splitAfterWith(phrase: Phrase): Phrase[] {
  const found = phrase.match(
    /^(?:each\s+|every\s+|an?\s+|the\s+)?[a-z]+(?:\s[a-z]+)?,?\s+with\s+[^.]+?,?\s+(?:and\s+)?(?=belongs?\s+to\s)/i,
  );
  return found ? [phrase.slice(0, found.whole.text.length), phrase.slice(found.whole.text.length)] : [phrase];
}

/** "we lend them so loans: a date, a name" is a reason, and a definition. */
function splitConsequence(phrase: Phrase): Phrase[] {
  const found = phrase.match(/,?\s+(?:so|and|also|then|plus)\s+(?=(?:an?\s+|the\s+)?[a-z]+(?:\s[a-z]+)?\s?:\s)/i);
  if (!found || found.before.includes(':') || isInsideParentheses(found.before) || isVerbAlone(found.before))
    return [phrase];
  return [phrase.slice(0, found.index), found.after];
}

/** "approve and decline: only while open" is one label. */
function isVerbAlone(text: string): boolean {
  return /^[\s"']*[a-z]+[\s"']*$/i.test(text) && verbBase(text.replace(/[\s"']/g, '')) !== undefined;
}

const ANNOUNCED = new RegExp(
  String.raw`:\s+(?=(?:(?:each|every|an?|the|all|only)\s+)?(?!(?:that|which|who|it|they)\b)[a-z]+(?:\s[a-z]+)?\s+` +
    String.raw`(?:has|have|can|belongs?|must|should|needs?|are|is|records?|stores?|contains?|holds?|links?)\s)`,
  'i',
);

/** "I need two things: a shelf has a name" is what is announced, and a clause. */
function splitAnnouncement(phrase: Phrase): Phrase[] {
  const found = phrase.match(ANNOUNCED);
  if (!found || isInsideParentheses(found.before)) return [phrase];
  const isLabel = found.before.trim().split(/\s+/).length < 4;
  if (isLabel && !/^[\w\s]+?\s(?:has|have|belongs?|records?|stores?|contains?|holds?|links?)\s/i.test(found.after.text))
    return [phrase];
  return [phrase.slice(0, found.index), ...splitAnnouncement(found.after)];
}

const NEXT_SUBJECT = new RegExp(
  String.raw`(?:,\s*(?:and\s+|while\s+|but\s+)?|\s+(?:and|while|but)\s+)` +
    String.raw`(?=(?:(?:each|every|an?|the)\s+)?(?!(?:that|which|also|have|has|and|but|or|who)\b)[a-z]+` +
    String.raw`(?:\s(?!(?:that|which|also|to|and|or|who)\b)[a-z]+)?\s+(?:has|can have|have|gets?|belongs? to|needs? an?)\s)`,
  'i',
);

/** "A project has many tasks and tasks can have subtasks" is a clause for each subject. */
function splitSubjects(phrase: Phrase): Phrase[] {
  const parts: Phrase[] = [];
  let from = 0;
  for (const { index, whole } of phrase.matches(NEXT_SUBJECT)) {
    if (
      !/^[^a-z]*(?:each|every)\s/i.test(phrase.text.slice(index + whole.text.length)) &&
      !/\b(?:has|have|gets?|belongs? to|is for|are for|is|needs?|with)\s|\(/i.test(phrase.text.slice(from, index))
    )
      continue;
    if (isInsideParentheses(phrase.text.slice(from, index))) continue;
    parts.push(phrase.slice(from, index));
    from = index + whole.text.length;
  }
  return [...parts, phrase.slice(from)];
}
