import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { PhraseMatch } from '../text/phrase.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';
import { isNegated } from '../text/grammar.ts';

/** Reads what resources do besides holding fields: options, operations. */
export const optionRules: readonly Rule[] = [options, readOnly, withoutOperations, unchangeable];

const OPTION_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [
    /\bsoft[- ]?delet\w+\b|\b(?:nothing|no \w+)\s+(?:is|are|gets?|should be|must be)\s+(?:ever\s+)?(?:hard|really|physically|truly)[- ]deleted\b|\bno hard deletes?\b/i,
    'soft_delete',
  ],
  [
    /\bdelet(?:es|ed|ing|ions?)\b[^.;]{0,40}\b(?:soft|(?:only|just|merely|simply)\s+(?:marks?|flags?|hides?|sets?)\b|(?:only|just|merely)\s+(?:marked|flagged|hidden)\b|are kept|is kept|can be restored|stays? in the (?:database|db))[^.;]{0,40}|\b(?:not|never)\s+(?:be\s+|get\s+)?(?:physically|really|truly|actually|hard)[- ]deleted\b|\bkeep deleted \w+|\bset(?:s|ting)? (?:a )?deleted(?:_at| flag)?\b/i,
    'soft_delete',
  ],
  [/\boptimistic(?:ally)? (?:lock\w*|concurrency(?: control)?)\b/i, 'optimistic_lock'],
  [/\b(?:created and updated )?timestamps\b/i, 'timestamps'],
  [
    /\baudit(?:ed|[- ](?:log|trail))?(?:ging|s)?\b|\bwho changed (?:what|it|them|an? \w+|the \w+)(?:,? and when| when)?|\b(?:track|log|record)(?:s|ed)? (?:all |every |each |any )?changes?\b|\b(?:every|all|each) changes?\b[^.;]{0,20}\b(?:is|are|must be|should be|gets?)\s+(?:logged|tracked|recorded|audited|traceable)|\blog (?:every|all) changes?\b|\bchange history\b/i,
    'audit',
  ],
];

function options(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const [pattern, option] of OPTION_PATTERNS) {
      for (const { whole, before } of clause.matches(pattern)) {
        if (whole.claimed || isNegated(before)) continue;
        for (const resource of reading.scopeOf(clause, clause.text)) resource.options.set(option, whole);
        whole.claim();
      }
    }
  }
}

const ALL = ['list', 'get', 'create', 'update', 'delete'];

/** "Read-only API for countries". */
function readOnly(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const { whole, before } of clause.matches(/\bread[- ]only\b/i)) {
      if (whole.claimed || isNegated(before)) continue;
      for (const resource of reading.scopeOf(clause, clause.text)) resource.operations = ['list', 'get'];
      whole.claim();
    }
  }
}

const VERB =
  '(?:delet(?:es?|ed|ions?|ing)|remov(?:es?|ed|al|ing)|updat(?:es?|ed|ing)|edit(?:s|ed|ing)?|' +
  'chang(?:es?|ed|ing)|creat(?:es?|ed|ion|ing))';
const VERBS = String.raw`(?<verbs>${VERB}(?:\s*(?:,|\bor\b|\band\b)\s*${VERB}){0,4})`;
const ROUTES = String.raw`(?:\s+(?:endpoints?|operations?|routes?|actions?))?`;

/** "No deletes or updates", "Do not build an update endpoint": said of the whole service, or of what it names. */
const WITHOUT_OPERATIONS: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:no|without)\s+(?:an?\s+|any\s+)?${VERBS}${ROUTES}(?=$|[,.(]|\s+(?:of|for|on|in)\s)`, 'i'),
  new RegExp(
    String.raw`\b(?:do not|don't|must not|should not|shouldn't|never)\s+(?:allow|support|include|have|add|` +
      String.raw`generate|build|expose|offer|provide)\s+(?:an?\s+|any\s+)?${VERBS}${ROUTES}(?=$|[,.]|\s+(?:of|for)\s)`,
    'i',
  ),
];

/** "Bookmarks cannot be updated, only created and deleted", "Nobody can delete an invoice": said of one resource. */
const UNALLOWED: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:^|,\s*|\b(?:and|but)\s+)(?:we|you|they|users?|people|please)?\s*(?:must\s+|should\s+|can\s+|do\s+)?(?:never|not)\s+(?:ever\s+)?${VERBS}\s+(?:(?:an?|the|any)\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)(?=$|[,.;(-]|\s+-)`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:the\s+)?${VERBS}\s+of\s+(?:an?\s+|the\s+|any\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)\s+(?:is|are|must be|shall be)\s+(?:not\s+(?:permitted|allowed|possible|supported|needed)|forbidden|prohibited|impossible|disabled)`,
    'i',
  ),
  new RegExp(
    String.raw`(?:^|,\s*(?:and\s+|but\s+)?|\b(?:that|agreed|decided|so|and|but)\s+)(?:(?:an?|the|all|each)\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)\s+(?:cannot|can not|can't|must not|` +
      String.raw`must never|can never|may not|should not|should never|shall not|shall never|are never|is never|are not|never get)\s+(?:to\s+)?(?:be\s+)?(?:ever\s+)?${VERBS}(?=$|,\s*only\b)`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:nobody|no one|no-one)\s+(?:can|may)\s+(?:ever\s+)?${VERBS}\s+` +
      String.raw`(?:(?:an?|the|any)\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)$`,
    'i',
  ),
];

function withoutOperations(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of WITHOUT_OPERATIONS.flatMap((pattern) => clause.matches(pattern))) {
      if (!found.whole.claimed) forbid(reading.scopeOf(clause, clause.text), found);
    }
    for (const found of UNALLOWED.flatMap((pattern) => clause.matches(pattern))) {
      const resource = reading.draft.find(found.text('what'));
      if (resource && !found.whole.claimed) forbid([resource], found);
    }
  }
}

function forbid(resources: readonly DraftResource[], found: PhraseMatch): void {
  const verbs = splitList(found.group('verbs')).map(({ text }) => verbBase(text.replace(/(?:ions?|al)$/, 'e')));
  const operations = verbs.flatMap((verb) => operationsOf(verb ?? '') ?? []);
  if (operations.length === 0) return;
  for (const resource of resources) remove(resource, operations);
  found.whole.claim();
}

/** Takes operations away from a resource. */
export function remove(resource: DraftResource, operations: readonly string[]): void {
  resource.operations = (resource.operations ?? ALL).filter((operation) => !operations.includes(operation));
}

/** "Transactions are immutable". */
function unchangeable(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(
      /^(?:all\s+)?(?<what>[a-z]+(?:\s(?!are\b|is\b)[a-z]+)?)\s+(?:(?:are|is)\s+)?(?:immutable|append[- ]only)(?=$|,)/i,
    );
    const resource = found && reading.draft.findExactly(found.text('what'));
    if (!found || !resource) continue;
    remove(resource, ['update', 'delete']);
    found.whole.claim();
  }
}
