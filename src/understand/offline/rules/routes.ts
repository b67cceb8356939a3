import { singular } from '../words/inflection.ts';
import type { DraftResource } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase, PhraseMatch } from '../text/phrase.ts';
import { nameOf } from '../words/names.ts';
import { ruleFor } from '../words/people.ts';
import { detailsAfter } from './action-lines.ts';
import { declare } from './declare.ts';
import { readInputs } from './inputs.ts';

/** Reads designs that are written as a list of routes. */
export const routeRules: readonly Rule[] = [routeLines];

const ROUTE = new RegExp(
  String.raw`(?:^|(?<=[\s+,;(]))(?:(?<method>GET|POST|PUT|PATCH|DELETE)\s+|(?=/[\w/-]*/\{\w+\}/[a-z]))/(?:api/)?(?:v\d+/)?(?<collection>[a-z][\w-]*)` +
    String.raw`(?<item>/[{:<][\w:]+[}>]?)?(?:/(?<action>[a-z][\w-]*))?/?(?:\?[\w=&,{}]*)?(?=\s|$|[:,])`,
);

/** "POST /invoices - create an invoice with number and amount". */
function routeLines(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(ROUTE)) {
      const resource = declare(reading, found.group('collection'), 'mention');
      if (!resource) continue;
      resource.named = true;
      if (found.index === 0) resource.section ??= clause.start;
      found.whole.claim();
      readRoute(reading, resource, clause, found);
    }
  }
}

function readRoute(reading: Reading, resource: DraftResource, clause: Phrase, found: PhraseMatch): void {
  const action = nameOf(found.text('action'));
  if (action !== '' && found.optional('item')) {
    readInputs(reading, resource, resource.action(action, found.whole), found.after);
    readAudience(reading, resource, action, found.after);
    const next = [found.after, ...detailsAfter(reading, clause)].filter(({ text }) => /[a-z]{3}/i.test(text));
    const line = { names: [action], label: found.whole.slice(0, 0), what: resource.name, clause };
    reading.actionLines.push(...next.map((details) => ({ ...line, details })));
    return;
  }
  const operation = operationOf(found.text('method'), found.optional('item') !== undefined);
  if (!operation || action !== '') {
    reading.source.release(found.whole);
    return;
  }
  const known = resource.operations ?? [];
  resource.operations = ORDER.filter((one) => one === operation || known.includes(one));
  readAudience(reading, resource, operation, found.after);
}

const ORDER = ['list', 'get', 'create', 'update', 'delete'];

function operationOf(method: string, isItem: boolean): string | undefined {
  if (method === 'GET') return isItem ? 'get' : 'list';
  if (method === 'POST') return isItem ? undefined : 'create';
  if (!isItem) return undefined;
  return method === 'DELETE' ? 'delete' : 'update';
}

/** "- admins only", "(public)". */
function readAudience(reading: Reading, resource: DraftResource, operation: string, rest: Phrase): void {
  const found =
    rest.match(/^\s*[-:,(]*\s*(?:(?:is|are)\s+)?(?:for\s+)?(?<who>[a-z -]+?)(?:\s+only)?\)?$/i) ??
    rest.match(/\((?:for\s+)?(?<who>[a-z -]+?)(?:\s+only)?\)\s*$/i) ??
    rest.match(/^\s*[-:,(]*\s*(?<who>[a-z-]+(?:\s[a-z-]+){0,2}?)(?:\s+only)?\s*(?=\s{2}|[,;({)]|$)/i) ??
    rest.match(/\s(?:for|by)\s+(?:the\s+)?(?<who>[a-z-]+)(?:\s+only)?$/i);
  const known =
    found && (/^no auth|^no login/i.test(found.text('who')) ? 'public' : ruleFor(found.text('who'), () => false));
  // Who makes a thing is not its owner yet.
  const rule = known === 'owner' && operation !== 'get' ? `role:${singular(nameOf(found!.text('who')))}` : known;
  if (!found || !rule) return;
  if (rule.startsWith('role:')) reading.draft.roles.set(singular(rule.slice(5)), found.whole);
  const own = resource.actions.get(operation);
  if (own) own.access.push(rule);
  else resource.grants.push({ operations: [operation], rules: [rule], from: found.whole, isExclusive: true });
  found.group('who').claim();
}
