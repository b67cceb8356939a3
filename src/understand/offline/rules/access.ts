import type { Reading, Rule } from '../reading.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { ruleFor } from '../words/people.ts';
import { permissionRules } from './permissions.ts';
import { noteRole } from './permit.ts';
import { exclusiveRules, statementRules } from './statements.ts';

/** Reads who may do what, and the actions that people take on resources. */
export const accessRules: readonly Rule[] = [
  accessLines,
  ...exclusiveRules,
  ...permissionRules,
  ...statementRules,
  hiddenFields,
  visibility,
];

/** "Permissions: create: authenticated", "delete: admin or owner". */
function accessLines(reading: Reading): void {
  const operation = 'list|get|read|create|update|delete|write';
  const pattern = regex(
    String.raw`^(?:(?:permissions?|access|auth\w*)\s*:\s*,?\s*)?(?<operations>(?:${operation})(?:\s*[,/&]\s*` +
      String.raw`(?:and\s+)?(?:${operation})|\s+and\s+(?:${operation}))*)\s*(?::|->|=)\s*(?<who>[a-z -]+(?:\s*` +
      String.raw`(?:,|/)\s*[a-z -]+)*)$`,
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
    resource.grants.push({ operations, rules, from: found.whole, isExclusive: true });
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
    resource.grants.push({
      operations: ['list', 'get'],
      rules: [`public when ${condition}`],
      from: found.whole,
      isExclusive: true,
    });
    found.whole.claim();
  }
}
