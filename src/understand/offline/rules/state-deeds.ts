import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { valueForVerb } from '../words/lifecycle.ts';
import { nameOf } from '../words/names.ts';
import { verbsOfNoun } from '../words/nominals.ts';
import { statesOf } from './action-lines.ts';
import { type Anchor, anchorsIn } from './deed-anchors.ts';
import { isRead, objectAt, peopleBefore, record } from './deed-parts.ts';

/**
 * Reads what is done to things by the states that it leads to: where a claim can be settled, whatever settles is done to
 * claims, in whatever sentence it stands, and whether or not the sentence names them.
 */
export const stateDeedRules: readonly Rule[] = [moveToTheirStates, stateDeeds];

/** Anchors side by side, about which the same is said: "approve or reject". */
interface Group {
  readonly anchors: readonly Anchor[];
  readonly start: number;
  readonly end: number;
}

function stateDeeds(reading: Reading): void {
  for (const clause of [...reading.clauses, ...reading.deedClauses]) {
    if (clause.claimed && isRead(clause)) continue;
    let people: readonly string[] = [];
    const groups = groupsIn(clause, anchorsIn(reading, clause));
    for (const [index, group] of groups.entries()) {
      const previous = groups[index - 1];
      const before = clause.slice(previous ? previous.end : 0, group.start);
      const next = groups[index + 1];
      const after = upToNext(clause.slice(group.end, next?.start), next !== undefined);
      if (NEGATIVE.test(before.text.replace(/^.*[,;]/, ''))) continue;
      const named = peopleBefore(reading, before);
      people = named.length > 0 || !/^\W*(?:and|or|but|then|,|\s)*$/i.test(before.text) ? named : people;
      readGroup(reading, clause, group, people, after);
    }
  }
}

const NEGATIVE = /\b(?:not|never|nobody|none|neither|cannot|nor|without)\b/i;

/** Anchors with nothing but a joint between them. */
function groupsIn(clause: Phrase, anchors: readonly Anchor[]): Group[] {
  const groups: { anchors: Anchor[]; start: number; end: number }[] = [];
  for (const anchor of anchors) {
    const start = anchor.at.start - clause.start;
    const last = groups.at(-1);
    const end = anchor.at.end - clause.start;
    if (last && /^\s*(?:[,/]\s*)?(?:(?:and|or|\+)\s+)?$/i.test(clause.text.slice(last.end, start))) {
      last.anchors.push(anchor);
      last.end = end;
    } else groups.push({ anchors: [anchor], start, end });
  }
  return groups;
}

/** What is said after a deed, without what is already about the next one. */
function upToNext(after: Phrase, hasNext: boolean): Phrase {
  if (!hasNext) return after;
  const cuts = [...after.text.matchAll(/[,;•]|\b(?:and|or|but)\b/gi)];
  return after.slice(0, cuts.at(-1)?.index ?? after.text.length);
}

function readGroup(
  reading: Reading,
  clause: Phrase,
  { anchors }: Group,
  rules: readonly string[],
  after: Phrase,
): void {
  const [first] = anchors;
  const object = objectAt(reading, clause, after);
  for (const { verb, resource, at } of anchors) {
    const isOther = object && object.resource !== resource;
    // "Assign a plumber to a reported defect": the defect is what it is done to; without it, the plumber would be.
    if (isOther && !reading.mentioned(after.text).includes(resource)) continue;
    record(
      reading,
      { verbs: [verb], resource, rules, states: isOther ? [] : (object?.states ?? []), whole: at, end: 0 },
      undefined,
      at === anchors.at(-1)!.at && object && !isOther ? after.slice(object.length) : after,
    );
  }
  if (object && object.resource === first?.resource) after.slice(0, object.length).claim();
}

/** "Offer a plot to a waiting applicant": what leads to a state of one resource only is done to that one. */
function moveToTheirStates({ draft }: Reading): void {
  for (const resource of draft.all) {
    for (const [name, action] of resource.actions) {
      const known = (each: DraftResource) => valueForVerb(name, statesOf(each)) !== undefined;
      const others = draft.all.filter((each) => each !== resource && known(each));
      const isFlag = [...resource.fields.keys()].some((field) => valueForVerb(name, [nameOf(field)]) !== undefined);
      if (known(resource) || isFlag || others.length !== 1 || action.steps.length > 0) continue;
      const [owner] = others;
      if (verbsOfNoun(owner!.singular).includes(name)) continue;
      resource.actions.delete(name);
      const moved = owner!.action(name, action.from);
      moved.access.push(...action.access.filter((rule) => !moved.access.includes(rule)));
      moved.input.push(...action.input);
      if (action.guard) moved.guard ??= action.guard;
    }
  }
}
