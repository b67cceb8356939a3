import { plural } from '../words/inflection.ts';
import { kebab } from '../../../design/naming.ts';
import type { Reading, Rule } from '../reading.ts';
import type { Phrase } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { operationsOf, verbBase } from '../words/verbs.ts';

/** Reads endpoints that belong to no operation: routes that are spelt out, reports, exports. */
export const endpointRules: readonly Rule[] = [routes, reports];

const ROUTE = /\b(?<method>GET|POST|PUT|PATCH|DELETE)\s+(?<path>\/[\w{}:<>/.-]*[\w}>])(?<query>\?[\w=&,{}<>.-]*)?/;

/** "GET /sensors/{id}/average": a route that is no operation of a resource. */
function routes(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(ROUTE)) {
      if (found.whole.claimed || found.text('path') === '/') continue;
      const path = found
        .text('path')
        .replace(/^\/api(?:\/v\d+)?(?=\/)/, '')
        .replace(/[:<](?:\w+:)?(\w+)>?/g, '{$1}')
        .toLowerCase();
      add(reading, found.text('method').toUpperCase(), path, found.whole);
    }
  }
}

function add(reading: Reading, method: string, path: string, from: Phrase): void {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  const name = nameOf([method.toLowerCase(), ...words].join('_').replace(/[^\w]+/g, '_')).slice(0, 50);
  if (!/^[a-z]\w*$/.test(name) || reading.draft.endpoints.has(`${method} ${path}`)) return;
  reading.draft.endpoints.set(`${method} ${path}`, { name, from });
  reading.draft.assume(`${method} ${path}: the text does not say how it is answered, so it calls the hook ${name}().`);
  from.claim();
}

const REPORT = regex(
  String.raw`\b(?:an?|the|one|some|also|need|want|plus|and)\s+(?<name>(?!(?:an?|the|publish)\b)[a-z]+(?:[-\s][a-z]+){0,2}?)\s+(?<kind>report|endpoint|statistics|stats|summary|overview|dashboard|export)s?\b(?:\s+(?:for|of|per|by|on|with)\s+(?:all\s+|an?\s+|the\s+|each\s+)?(?<what>[a-z]+(?:\s[a-z]+)?))?`,
);

/** "a low-stock report", "an average endpoint", "export of orders as CSV". */
function reports(reading: Reading): void {
  for (const clause of reading.clauses) {
    for (const found of clause.matches(REPORT)) {
      const name = nameOf(found.text('name'));
      if (
        found.whole.claimed ||
        isOperation(name) ||
        /^(?:get|post|put|patch|delete|list|crud|rest|api|health|update|create|public|admin|separate|new|own|single|simple|following)$/.test(
          name.split('_')[0]!,
        )
      )
        continue;
      const resource =
        reading.draft.find(found.text('what')) ??
        reading.draft.find(found.text('name')) ??
        reading.mentioned(clause.text).at(-1) ??
        reading.lastResourceBefore(clause);
      if (!resource) continue;
      const own = name.replace(
        new RegExp(`^(?:${resource.names.join('|')})s?_|_(?:${resource.names.join('|')})s?$`),
        '',
      );
      const last = /^(?:report|endpoint)$/i.test(found.text('kind'))
        ? own
        : own === resource.singular || own === plural(resource.singular)
          ? found.text('kind').toLowerCase()
          : `${own}-${found.text('kind').toLowerCase()}`;
      add(reading, 'GET', `/${kebab(plural(resource.singular))}/${kebab(last)}`, found.whole);
    }
  }
}

function isOperation(name: string): boolean {
  const verb = verbBase(name.split('_')[0]!);
  return verb !== undefined && (operationsOf(verb) !== undefined || !name.includes('_'));
}
