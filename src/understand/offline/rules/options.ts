import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import { regex } from '../text/regex.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';
import { isNegated } from './patterns.ts';

/** Reads what resources do besides holding fields: options, operations, uniqueness over several fields. */
export const optionRules: readonly Rule[] = [options, readOnly, withoutOperations, unchangeable, uniqueTogether];

const OPTION_PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bsoft[- ]?delet\w+\b/i, 'soft_delete'],
  [/\boptimistic(?:ally)? (?:lock\w*|concurrency(?: control)?)\b/i, 'optimistic_lock'],
  [/\b(?:created and updated )?timestamps\b/i, 'timestamps'],
  [/\baudit(?:[- ](?:log|trail))?(?:ging|s)?\b|\blog (?:every|all) changes?\b|\bchange history\b/i, 'audit'],
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

/** "No deletes or updates", "Orders cannot be deleted". */
function withoutOperations(reading: Reading): void {
  const list = String.raw`(?<what>\w+(?:\s*(?:,|\bor\b|\band\b)\s*\w+){0,4})`;
  const patterns = [
    regex(
      String.raw`\bno\s+(?<what>(?:deletes?|deletions?|updates?|creates?|edits?|editing|deleting|updating)(?:\s*`,
      String.raw`(?:,|\bor\b|\band\b)\s*(?:deletes?|updates?|edits?|creates?|deleting|updating))*)\b`,
    ),
    new RegExp(
      String.raw`\b(?:cannot|can not|can't|must not|must never|can never|may not|should not|should never) be ${list}`,
      'i',
    ),
  ];
  for (const clause of reading.clauses) {
    for (const pattern of patterns) {
      const found = clause.match(pattern);
      if (!found || found.whole.claimed || found.after.text.trim() !== '') continue;
      const verbs = splitList(found.group('what')).map((item) =>
        operationsOf(verbBase(item.text.replace(/ions?$/, '')) ?? ''),
      );
      if (!verbs.every((operations) => operations)) continue;
      const without = verbs.flatMap((operations) => operations ?? []);
      for (const resource of reading.scopeOf(clause)) remove(resource, without);
      found.whole.claim();
    }
  }
}

function remove(resource: DraftResource, operations: readonly string[]): void {
  resource.operations = (resource.operations ?? ALL).filter((operation) => !operations.includes(operation));
}

/** "Transactions are immutable". */
function unchangeable(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(
      /^(?:all\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)\s+(?:are|is)\s+(?:immutable|append[- ]only)$/i,
    );
    const resource = found && reading.draft.findExactly(found.text('what'));
    if (!found || !resource) continue;
    remove(resource, ['update', 'delete']);
    found.whole.claim();
  }
}

/** "A user can review a book only once", said as "user and book must be unique together". */
function uniqueTogether(reading: Reading): void {
  const pattern = regex(
    String.raw`\b(?<fields>[a-z_]+(?:,?\s+(?:and\s+)?[a-z_]+){1,4})\s+`,
    String.raw`(?:must be|are|is)\s+unique\s+together\b|\bunique\s+(?:together|per|by)\s*:?\s*(?<fields2>[a-z_]+`,
    String.raw`(?:,?\s+and\s+[a-z_]+|,\s*[a-z_]+){1,3})`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const fields = found && (found.optional('fields') ?? found.optional('fields2'));
    if (!found || !fields) continue;
    const wanted = splitList(fields).map((item) => item.text.replace(/^(?:the|each)\s+/i, ''));
    for (const resource of reading.scopeOf(clause)) {
      const names = wanted.map((name) => resource.fieldLike(name.toLowerCase())?.name);
      if (!names.every((name) => name !== undefined)) continue;
      resource.uniqueTogether.push({ text: names.join(', '), from: found.whole });
      found.whole.claim();
    }
  }
}
