import { plural, singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { typeByName } from '../words/field-types.ts';
import { isPlural, nameOf } from '../words/names.ts';
import { isPerson } from '../words/people.ts';
import { declare } from './declare.ts';

/** Reads how things hang together where neither side simply belongs to the other. */
export const associationRules: readonly Rule[] = [manyToMany, participants, sharedLists, nested, oneOfEach];

/** Finds the resources that only such a statement names. */
export const associatedResources: readonly Rule[] = [partners, childrenInLists];

const NOUN = String.raw`(?!(?:many|several|multiple|each|every|both|the|an?|can|they)\b)[a-z][\w-]*(?:\s(?!(?:can|may|has|have|belong|are|is|and|or|to|in|on|with|that|which|many|could|might)s?\b)[a-z][\w-]*)?`;
const MANY = String.raw`(?:many|several|multiple|more than one|any number of|one or more|zero or more|a (?:list|set|number|bunch|couple|few) of|various)`;
const HOLDS = String.raw`(?:have|has|contains?|holds?|includes?|carry|carries|use|uses|need|needs|require|requires)`;
const IS_IN = String.raw`(?:be (?:in|on|part of|assigned to|attached to|linked to|tagged with|used (?:in|by)|listed in|shared by)|belongs? to|appears? (?:in|on)|(?:is|are) (?:in|on|part of|assigned to|linked to|tagged with)|(?:joins?|attends?|takes?|follows?)|links? to|relates? to|go(?:es)? (?:in|into)|lives? in|works? (?:on|for)|takes? part in|participates? in|competes? in|plays? (?:in|for))`;

const STATEMENT = regex(
  String.raw`(?:^|[,(;]\s*|\b(?:and|but|while|each|every|the|an?|that|which)\s+)(?:(?:each|every|an?|the|one|single|many|several)\s+)?(?:(?<a>${NOUN})\s+)?(?:that\s+|which\s+)?`,
  String.raw`(?<modal>(?:can|may|could|might)\s+)?(?:also\s+)?(?<verb>${HOLDS}|${IS_IN})\s+(?<many>${MANY})\s+(?:different\s+|other\s+)?(?<b>${NOUN})`,
);

interface Link {
  readonly from: string;
  readonly to: string;
  /** Whether `from` is one of the things that `to` has many of. */
  readonly isIn: boolean;
  readonly phrase: Phrase;
  readonly target: Phrase;
}

function linksOf(reading: Reading): Link[] {
  return reading.clauses.flatMap((clause) =>
    clause.matches(STATEMENT).flatMap((found) => {
      const from = found.optional('a')?.text ?? nounBefore(reading, clause, found.index);
      const isIn = regex(`^${IS_IN}$`).test(found.text('verb'));
      if (!from) return [];
      return [
        {
          from: singular(nameOf(from)),
          to: singular(nameOf(found.text('b'))),
          isIn,
          phrase: found.whole,
          target: found.group('b'),
        },
      ];
    }),
  );
}

/** "songs that can be on several mixtapes": the noun stands before "that". */
function nounBefore(_reading: Reading, clause: Phrase, index: number): string | undefined {
  return /([a-z][\w-]*)\s*$/i.exec(clause.text.slice(0, index).replace(/\s+(?:that|which|who)\s*$/, ''))?.[1];
}

/** Two statements that say many of each other, or one that something is in many: many to many. */
function isBothWays(link: Link, links: readonly Link[]): boolean {
  return link.isIn || links.some(({ from, to }) => from === link.to && to === link.from);
}

function partners(reading: Reading): void {
  for (const clause of reading.clauses) {
    const shared = clause
      .match(/^(?<noun>[a-z]+)\s+are\s+(?:an?\s+)?(?:shared|common|global|reusable|fixed)\b/i)
      ?.group('noun');
    const resource = shared && declare(reading, shared, 'mention');
    if (resource) resource.named = true;
  }
  const links = linksOf(reading);
  for (const link of links) {
    const isWorthIt = isBothWays(link, links) || typeByName(link.to) === undefined;
    if (
      !isWorthIt ||
      isPerson(link.to) ||
      typeByName(plural(link.to))?.startsWith('list<') === !isBothWays(link, links)
    )
      continue;
    const resource = declare(reading, link.target, 'mention');
    if (resource && isBothWays(link, links)) resource.named = true;
  }
}

/** "Singers have many bands and bands have many singers", "songs can be on several mixtapes". */
function manyToMany(reading: Reading): void {
  const links = linksOf(reading);
  for (const link of links) {
    const from = reading.draft.named(link.from);
    const to = reading.draft.named(link.to);
    if (!from || !to || from === to || !isBothWays(link, links)) continue;
    if (!link.isIn && links.some((other) => other.isIn && other.from === link.to && other.to === link.from))
      connect(to, from, link.phrase);
    else connect(from, to, link.phrase);
    link.phrase.claim();
  }
  literalManyToMany(reading);
}

const isThere = (one: DraftResource, other: DraftResource): boolean =>
  [...one.fields.values()].some(({ type }) => type === `manyToMany ${other.name}`);

/** Adds the relation to one side, unless either has it; it takes the place of what was read from a list of fields. */
function connect(from: DraftResource, to: DraftResource, phrase: Phrase): void {
  if (isThere(from, to) || isThere(to, from)) return;
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const) {
    for (const field of one.fields.values())
      if (
        field.type === `-> ${other.name}` ||
        (field.type.startsWith('list<') && singular(field.name) === other.singular)
      )
        one.fields.delete(field.name);
  }
  from.addField({ name: plural(to.singular), type: `manyToMany ${to.name}`, modifiers: [], from: phrase });
}

/** "Members can join a class": a class has members. */
function participants(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of reading.tagged(clause).matches(/(?<who>D*N{1,2})M?A*(?<verbs>V)P?(?<object>D*N{1,2})/)) {
      if (!/^(?:join|attend|enroll|subscribe|follow)/.test(found.text('verbs'))) continue;
      const who = reading.draft.findExactly(found.text('who'));
      const what = reading.draft.find(found.text('object'));
      if (who && what && who !== what && who.name !== 'User' && [...who.fields.values()].length > 1)
        connect(what, who, found.whole);
    }
  }
}

/** "many-to-many between students and courses", "playlist <-> track". */
function literalManyToMany(reading: Reading): void {
  const patterns = [
    regex(
      String.raw`\bmany[- ]to[- ]many\s+(?:relation(?:ship)?\s+)?(?:between|with|for|of)?\s*(?:the\s+)?(?<a>[a-z]+)\s+(?:and|to|with|<?->?)\s+(?<b>[a-z]+)`,
    ),
    regex(
      String.raw`(?<a>[a-z]+)[\s:]+(?:(?:is|are|has|have)\s+(?:an?\s+)?)?(?:many[- ]to[- ]many|m2m|n:m|m:n|<-?>)\s*(?:relation(?:ship)?\s+)?(?:with|to|and)?\s*(?:the\s+)?(?<b>[a-z]+)`,
    ),
  ];
  for (const clause of reading.clauses) {
    for (const found of patterns.flatMap((pattern) => clause.matches(pattern))) {
      const from = reading.draft.find(found.text('a'));
      const to = reading.draft.find(found.text('b'));
      if (!from || !to || from === to) continue;
      connect(from, to, found.whole);
      found.whole.claim();
    }
  }
}

/** "Allergens are one list; dishes and guests both point to it". */
function sharedLists(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?<a>[a-z]+)\s+are\s+(?:an?\s+)?(?:shared|common|global|reusable)\b[^,]*(?:,\s*(?:and\s+|so\s+)?(?<users>[a-z]+(?:(?:,\s*|\s+and\s+)[a-z]+)*)\s+(?:both\s+|all\s+|can\s+)*(?:link|refer|point|use|have|share)\b.*)?$`,
  );
  for (const clause of reading.clauses) {
    const found = clause.match(pattern);
    const shared = found && reading.draft.find(found.text('a'));
    if (!found || !shared) continue;
    const users = found.optional('users');
    for (const user of users ? splitList(users) : []) {
      const from = reading.draft.find(user.text);
      if (from && from !== shared) connect(from, shared, user);
    }
    found.whole.claim();
  }
}

const NESTED = regex(
  String.raw`\bparent[\s_-](?<parent>[a-z]+)|\bsub-?(?<sub>[a-z]+)\b|\b(?:repl(?:y|ies)|respond|answer) to (?:other |another |an? )?(?<reply>[a-z]+)\b|`,
  String.raw`\b(?:nested|hierarch\w+|in a tree|tree structure|a tree of|have (?:a )?(?:parents?|children|subs?)\b)`,
);

/** "Regions can be nested", "a region may have a parent region", "sub-steps". */
function nested(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(NESTED)) {
      const noun = found.text('parent') || found.text('sub') || found.text('reply');
      const resource =
        noun === '' ? reading.mentioned(clause.text)[0] : reading.draft.named(singular(noun.toLowerCase()));
      if (!resource || [...resource.fields.values()].some(({ type }) => type === `-> ${resource.name}`)) continue;
      resource.addField({ name: 'parent', type: `-> ${resource.name}`, modifiers: ['optional'], from: found.whole });
      found.whole.claim();
    }
  }
}

/** "a member has only one trainer", "each copy belongs to exactly one book". */
function oneOfEach(reading: Reading): void {
  const pattern = regex(
    String.raw`(?:^|,\s*|\b(?:and|but|while)\s+)(?:(?:an?|each|every|the)\s+)?(?<a>[a-z]+(?:\s[a-z]+)?)\s+(?:(?:can|may|must|will|should)\s+)?(?:(?:has|have|gets?|need|needs|is for|uses?|takes?)\s+)?`,
    String.raw`(?:only|exactly|at most|just)\s+(?:one|a single|1)\s+(?<b>[a-z]+)(?<maybe>,?\s+(?:or\s+)?(?:maybe\s+)?(?:none|nobody|no one|zero|not at all))?`,
  );
  for (const clause of reading.clauses) {
    for (const found of clause.matches(pattern)) {
      const from =
        reading.draft.findExactly(found.text('a')) ?? reading.draft.findExactly(found.text('a').split(' ').at(-1)!);
      const to = reading.draft.findExactly(found.text('b'));
      if (!from || !to || from === to) continue;
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        for (const field of one.fields.values())
          if (field.type === `manyToMany ${other.name}`) one.fields.delete(field.name);
      }
      from.addField({
        name: to.singular,
        type: `-> ${to.name}`,
        modifiers: found.optional('maybe') ? ['optional'] : [],
        from: found.whole,
      });
      found.whole.claim();
    }
  }
}

const CHILDREN = regex(
  String.raw`(?:(?:an?\s+)?(?:bunch|list|number|set|couple|collection)\s+of|several|many|multiple|one or more|some|its|the)?\s*\b(?<child>(?!has\b|have\b|contains?\b|includes?\b|of\b|and\b|with\b|several\b|many\b|multiple\b|some\b|its\b|the\b|more\b)[a-z]+(?:\s[a-z]+)?)\s*`,
  String.raw`(?:[,(:-]\s*|\s)(?:(?:where\s+)?each(?:\s+(?:one|of them|of these|item|line|entry|row|\w+))?(?:\s+of which)?\s+(?:being|with|has|having|have|is|contains?|containing|consists? of|holds?|says?))\s+(?<list>[^)]+)`,
);

/** In "an order has several items, each with a product and a quantity" the items are a resource of their own. */
function childrenInLists(reading: Reading): void {
  for (const clause of reading.clauses) {
    const place = childrenIn(reading, clause);
    if (!place) continue;
    const { parent, child } = place;
    const name = singular(nameOf(child.text));
    const isGeneric = /^(?:item|line|line_item|entry|row|part|step|position|detail|record|element)$/.test(name);
    const resource =
      reading.draft.named(isGeneric ? `${parent.singular}_${name}` : name) ??
      reading.draft.add(isGeneric ? `${parent.singular}_${name}` : name, child);
    reading.draft.alias(name, resource);
    resource.named = true;
  }
}

export interface Children {
  readonly parent: DraftResource;
  readonly child: Phrase;
  readonly list: Phrase;
  readonly whole: Phrase;
}

/** The things that a clause gives fields to inside the list of fields of another. */
export function childrenIn(reading: Reading, clause: Phrase): Children | undefined {
  const frame = reading.framesIn(clause).find(({ kind }) => kind !== 'parentheses');
  const parent = frame ? reading.draft.findExactly(frame.noun.text) : reading.subjectOf(clause);
  const found = clause.match(CHILDREN);
  if (
    !parent ||
    !found ||
    !isPlural(nameOf(found.text('child'))) ||
    found.group('child').start < (frame?.list.start ?? 0)
  )
    return undefined;
  return { parent, child: found.group('child'), list: found.group('list'), whole: found.whole };
}
