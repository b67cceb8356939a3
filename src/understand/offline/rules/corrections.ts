import { singular } from '../words/inflection.ts';
import type { Reading, Rule } from '../reading.ts';
import { splitList } from '../text/lists.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { declare } from './declare.ts';
import { readFieldList } from './fields.ts';

/** Reads what a text takes back or changes of what it said before. */
export const thingsOfTheirOwn: readonly Rule[] = [ownThings];
export const correctionRules: readonly Rule[] = [fieldsOfOwnThings, drops];

const OWN_THING = regex(
  String.raw`\b(?:make|turn|move|split|pull|model|treat)\s+(?:the\s+)?(?<noun>[a-z]+(?:\s[a-z]+)?)\s+(?:out\s+)?(?:in)?(?:to\s+|as\s+)?(?:its|their|an?)\s+`,
  String.raw`(?:own|separate)\s+(?:thing|table|resource|entity|model|object|one)s?\b`,
);

/** "Turn the garage into something of its own, with an address". */
function ownThings(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(OWN_THING);
    const resource = found && declare(reading, found.group('noun'), 'subject');
    if (!found || !resource) continue;
    resource.named = true;
    found.whole.claim();
  }
}

function fieldsOfOwnThings(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(OWN_THING);
    const resource = found && reading.draft.findExactly(found.text('noun'));
    const list = found?.after.match(/^,?\s*(?:with|having|that has|which has)\s+(?<list>.+)$/i)?.group('list');
    if (resource && list) readFieldList(reading, resource, list);
  }
}

const DROP = regex(
  String.raw`\b(?:drop|remove|forget(?: about)?|scratch|skip|lose|leave out|get rid of|kill|no (?:more )?need for|(?:do|does) not need)\s+`,
  String.raw`(?:the\s+|an?\s+|any\s+)?(?<list>[a-z_]+(?:\s(?!again\b|for\b|from\b|please\b|since\b|because\b|after\b|then\b)[a-z_]+)?(?:(?:,\s*|\s+and\s+)(?:the\s+)?[a-z_]+){0,3})`,
  String.raw`(?=\s*(?:$|[,(-]|\b(?:field|column|from|for now|again|after all|since|because|then|please)))`,
);

/** "Drop the description": a field that was given before. */
function drops(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.match(DROP);
    if (!found) continue;
    for (const item of splitList(found.group('list'))) {
      const name = nameOf(item.text.replace(/\s+(?:field|column)$/i, ''));
      const owners = reading.draft.all.filter(
        ({ fields, from }) => (fields.get(name)?.from ?? from).start < clause.start && fields.has(name),
      );
      const [owner] = owners.length === 1 ? owners : owners.filter((one) => one === reading.lastResourceBefore(clause));
      if (!owner || reading.draft.named(singular(name))) continue;
      owner.fields.delete(name);
      reading.draft.assume(`${owner.name} has no ${name}: the text takes it back.`);
      found.whole.claim();
    }
  }
}
