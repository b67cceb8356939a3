import { singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import type { TagMatch } from '../text/tags.ts';
import { typeByName } from '../words/field-types.ts';
import { isPlural, nameOf } from '../words/names.ts';
import { isPerson, isPrivileged, ownsTheRow } from '../words/people.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';
import { declare } from './declare.ts';
import { addAccount } from './field-item.ts';

/** Finds the resources that somebody makes: "farmers register fields", "plant, move and fell trees". */
export const doingRules: readonly Rule[] = [objects];

/** Reads whose the things are that somebody makes, once resources are known. */
export const makerRules: readonly Rule[] = [makers];

const VERBS = '(?<verbs>V(?:(?:C|,C?)A?V)*)';
const DOING = new RegExp(
  `(?<who>D*N{1,2}|R)?[WMAX]*${VERBS}(?<article>D*)(?<object>N{1,3})(?:P(?:DP)?(?<about>D*N{1,2}))?(?:P(?:DP)?(?<about2>D*N{1,2}))?`,
);

/** Nouns that are asked for, not stored. */
const NOT_STORED =
  /^(?:change|access|result|search|password|sure|money|time|email|login|log|report|button|thing|stuff|way|place|everything|backend)$/;

function objects(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of reading.tagged(clause).matches(DOING)) {
      const object = found.group('object')!;
      if (
        !verbsOf(found).some((verb) => operationsOf(verb)?.includes('create') || verb === 'delete' || verb === 'remove')
      )
        continue;
      const name = nameOf(object.text);
      const isThing = isPlural(name) || found.group('article') !== undefined;
      if (!isThing || NOT_STORED.test(singular(name)) || isPerson(singular(name)) || isFieldOf(reading, name)) continue;
      if (reading.draft.find(object.text)) continue;
      const resource = declare(reading, object, 'mention');
      if (resource && isPlural(name)) resource.named = true;
    }
  }
}

/** Whether a name is that of a field rather than a thing: "edit the title". */
function isFieldOf(reading: Reading, name: string): boolean {
  return (
    !isPlural(name) && (typeByName(name) !== undefined || reading.draft.all.some(({ fields }) => fields.has(name)))
  );
}

/** The verbs of a match in their base form. */
export function verbsOf(found: TagMatch): string[] {
  return (found.text('verbs').match(/[a-z-]+/g) ?? []).map(verbBase).filter((verb) => verb !== undefined);
}

/** "Clients post projects": a project has a client; "send proposals on projects": a proposal has a project. */
function makers(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of reading.tagged(clause).matches(DOING)) {
      const object = reading.draft.find(found.group('object')!.text);
      if (!object || !verbsOf(found).some(isMaking)) continue;
      const who = found.group('who');
      const isExclusive = who && /\bonly\s+(?:the\s+|an?\s+)?$/i.test(clause.text.slice(0, who.start - clause.start));
      if (who && !isExclusive) addMaker(reading, object, who);
      const about = found.group('about');
      if (about) addAbout(reading, object, about);
      const about2 = found.group('about2');
      if (about2) addAbout(reading, object, about2);
    }
  }
}

const isMaking = (verb: string) =>
  operationsOf(verb)?.join() === 'create' || /^(?:send|upload|book|leave|order|place|request|publish)$/.test(verb);

function addMaker(reading: Reading, object: DraftResource, who: Phrase): void {
  const name = singular(nameOf(who.text));
  const maker = reading.draft.named(name);
  if (maker && maker !== object && maker.name !== 'User') {
    if (!pointsTo(object, maker.name))
      object.addField({ name: maker.singular, type: `-> ${maker.name}`, modifiers: [], from: who });
    return;
  }
  if (!isPerson(name) || isPrivileged(name) || name === 'user' || pointsTo(object, 'User')) return;
  addAccount(reading, object, name, who);
  if (!ownsTheRow(name)) object.owner ??= name;
}

function addAbout(reading: Reading, object: DraftResource, about: Phrase): void {
  const target = reading.draft.findExactly(about.text);
  if (!target || target === object || pointsTo(object, target.name) || pointsTo(target, object.name)) return;
  object.addField({ name: target.singular, type: `-> ${target.name}`, modifiers: [], from: about });
}

function pointsTo(resource: DraftResource, target: string): boolean {
  return [...resource.fields.values()].some(({ type }) => type.endsWith(` ${target}`));
}
