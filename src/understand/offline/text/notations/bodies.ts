import { singular } from '../../words/inflection.ts';
import type { Rewriting } from '../rewriting.ts';

/** What is sent to a route that makes or changes something, made the fields of what the route is about. */

const ROUTE = String.raw`(?<route>\b(?:POST|PUT)[ \t]+\/(?:[\w-]+\/|[{:<][\w:]+[}>]?\/)*?(?<collection>[a-z][\w-]*)(?:\/[{:<][\w:]+[}>]?)?\/?)(?=[\s,:({-])`;
const INTRO = String.raw`[ \t]*(?:[-,:>(]+[ \t]*)*(?:(?:(?:request|json)[ \t]+)?(?:body|payload|json|data|input|fields|params|with|takes|accepts|expects|sends|needs|requires)[ \t]*:?\)?[ \t\n]*)*`;

/** `POST /crates {label, weight, notes?}`, also with an example in JSON. */
const BRACES = new RegExp(
  String.raw`${ROUTE}(?<who>(?:[ \t]+[a-z][\w -]{0,30}?(?=[ \t]{2}|[ \t]*\n|,))?)${INTRO}\n?[ \t]*(?<![\/])\{(?<inner>[^{}]{2,1500})\}(?!\/)`,
  'g',
);

/** `POST /crates - body: label, weight`. */
const LISTED = new RegExp(
  String.raw`${ROUTE}[ \t]*(?:[-,:(]+[ \t]*)*(?:(?:request|json)[ \t]+)?(?:body|payload|fields|input|params)[ \t]*:?[ \t]+(?<inner>[a-z][^\n{}]{3,400})$`,
  'gm',
);

/** `POST /crates` with the fields on the line below, or behind a semicolon. */
const FIELD = String.raw`[a-z]\w*\??(?:[ \t]+(?:required|optional|unique))*(?:[ \t]*\([^()\n]*\))?`;
const BELOW = new RegExp(
  String.raw`${ROUTE}(?<rest>(?:[ \t][^\n{}]{0,60})?(?:\n[ \t]{2,}|;[ \t]+))(?<inner>${FIELD}(?:[ \t]*,[ \t]*${FIELD}){1,30})[ \t]*$`,
  'gm',
);

/** Rewrites the bodies of routes. */
export function readBodies(rewriting: Rewriting): void {
  for (const pattern of [BRACES, LISTED])
    rewriting.replace(pattern, ({ groups }) => {
      const { route = '', collection = '', inner = '', who = '' } = groups!;
      const isPart = /[}>]?\/[a-z][\w-]*$/.test(route) && /[{:<]/.test(route) && !collection.endsWith('s');
      return isPart ? undefined : `${route}${who}\n${collection} fields: ${membersOf(inner)}.`;
    });
  rewriting.replace(BELOW, ({ groups }) => {
    const { route = '', collection = '', rest = '', inner = '' } = groups!;
    if (!collection.endsWith('s')) return undefined;
    const fields = inner.replace(/(?<=\w)\?/g, ' optional');
    const parent = /\/(?<parent>[a-z]\w*)\/[{:<][\w:]+[}>]?\/[a-z][\w-]*$/.exec(route)?.groups?.['parent'];
    const relation = parent === undefined ? '' : `\nEach ${collection} belongs to a ${singular(parent)}.`;
    return `${route}${rest.replace(/[\s;]+$/, '')}\n${collection} fields: ${fields}.${relation}`;
  });
}

/** The members of an example are told with the types of their values. */
function membersOf(inner: string): string {
  return inner
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replace(/["']([A-Za-z_]\w*)["'](?=\s*:)/g, '$1')
    .replace(/:\s*"(?:string|text|str)"/gi, ': string')
    .replace(
      /:\s*"(?<type>integer|int|number|float|decimal|boolean|bool|date|datetime|uuid|email|url)\??"/gi,
      ': $<type>',
    )
    .replace(/:\s*"\d{4}-\d\d-\d\dT[^"]*"/g, ': datetime')
    .replace(/:\s*"\d{4}-\d\d-\d\d"/g, ': date')
    .replace(/"([\w-]+)"(?=\s*\|)|(?<=\|\s*)"([\w-]+)"/g, '$1$2')
    .replace(/:\s*"[^"]*"/g, ': string')
    .replace(/:\s*-?\d+\.\d+/g, ': float')
    .replace(/:\s*-?\d+(?=\s*(?:,|$))/g, ': int')
    .replace(/:\s*(?:true|false)\b/g, ': boolean')
    .replace(/,\s*$/, '');
}
