import { isPlural, nameOf, wordsOf } from '../words/names.ts';
import { isUsualField, typeByName } from '../words/field-types.ts';
import type { Line } from './outline.ts';
import { regex } from './regex.ts';
import { HAS } from './grammar.ts';

/** What the lines below a heading are. */
export interface Heading {
  /** Fields of something; a resource or not, as they look; or statements about a topic. */
  readonly kind: 'fields' | 'resource' | 'topic';
  readonly text: string;
}

const FIELDS = regex(
  String.raw`(?:\b(?:fields?|attributes|properties|columns)(?: are| include)?|\b${HAS}|\bwith|\b(?:we|i|you)\s+(?:\w+\s+)?`,
  String.raw`(?:store|keep|track|need|record|save)s?(?: the following| this)?)\s*:?$`,
);

/** Headings of a specification, which name no resource. */
const TOPICS = regex(
  String.raw`^(?:(?:the|my|our|some|other|more|key|main|core|extra|technical|business|functional|non-functional|acceptance|user|`,
  String.raw`data|access|api|open|nice|general|required|additional|v\d|mvp)\s+)*(?:filters?|filtering|sort(?:s|ing)?|options|roles|permissions|`,
  String.raw`auth\w*|authori[sz]ation|access|access control|rules?|requirements?|reqs?|actions?|operations|features?|stack|tech|config\w*|relations?\w*|constraints?|`,
  String.raw`validations?|search\w*|database|security|pagination|resources?|entit(?:y|ies)|models?|tables?|schemas?|endpoints?|routes?|`,
  String.raw`criteria|ac|goal|scope|out of scope|background|context|overview|stories|behaviou?r|logic|workflows?|flows?|states?|transitions?|state changes|buttons|commands|lifecycle|life cycle|`,
  String.raw`questions|what|why|how|who|when|constraints|to ?do list|objects|data|domain|summary|notes|description|haves?|wants|need|must-haves?|want|types|`,
  String.raw`queries|listing|lists|things|mvp|collections?|performance|stuff|details|non-goals|not needed|limits|api|backend)$`,
);

const SOFTWARE =
  /\b(?:api|backend|service|app|application|system|platform|tool|server|microservice|project|crud|portal|software|site)s?$/i;

/** Whether a heading is one of a specification, and names no resource. */
export function isTopic(heading: string): boolean {
  return TOPICS.test(heading.trim()) || SOFTWARE.test(heading.trim());
}

/** What a line introduces. */
export function headingOf({ text, children }: Line): Heading {
  const plain = text
    .replace(/\s*\([^()]*\)\s*:?$/, '')
    .replace(/\s*[:-]+$/, '')
    .trim();
  if (FIELDS.test(plain)) return { kind: 'fields', text: plain };
  const isNoun = wordsOf(plain).length <= 3 && /^(?:(?:an?|the|each|every)\s+)?[a-z][\w' /-]*$/i.test(plain);
  if (!isNoun || isTopic(plain)) {
    return looksLikeNotes(plain, children) ? { kind: 'resource', text: plain } : { kind: 'topic', text: plain };
  }
  return { kind: 'resource', text: plain };
}

/** Whether a word for software is one for a thing, too: a building site, a project with a budget. */
export function mayBeThing(heading: string): boolean {
  return /^(?:site|project|server|service|tool|platform|portal|shop|store|board)s?$/i.test(heading.trim());
}

/** Whether a word of specifications is also one that things are called by. */
export function mayBeResource(heading: string): boolean {
  return /^(?:notes|options|types|questions|roles|stories|objects|features|actions|rules|collections?|lists)$/i.test(
    heading.trim(),
  );
}

/** "Notes" is a heading of a specification, and the name of a resource when fields stand below it. */
function looksLikeNotes(heading: string, children: readonly Line[]): boolean {
  return (
    (mayBeResource(heading) || mayBeThing(heading)) &&
    children.length > 1 &&
    children.every(
      ({ text }) => wordsOf(text).length <= 4 && typeByName(nameOf(text.replace(/[:(,].*$/, ''))) !== undefined,
    )
  );
}

/** Whether a line below a heading defines a resource: "posts: title, body", not "status: draft, live". */
export function isDefinition({ text, children }: Line, { text: heading }: Heading): boolean {
  const found = /^(?<name>[a-z][\w ]{1,30}?)\s*(?::|\(|\s-\s)\s*(?<list>.+)$/i.exec(text);
  const name = nameOf(found?.groups!['name'] ?? text);
  if (children.length > 0) return children.filter((child) => isNamedField(child.text)).length * 2 >= children.length;
  if (!found || name === nameOf(heading)) return false;
  const items = found.groups!['list']!.split(/[,;]/);
  const named = items.filter(isNamedField).length;
  if (
    isTopic(found.groups!['name']!) ||
    /^(?:(?:request|response|json)_)?(?:body|payload|params|request|response|query|input|output)$/.test(name)
  )
    return false;
  if (isPlural(name)) return named >= 2;
  // "Lid: size, colour" below a heading is a thing of its own; "Size: string, required" is a field.
  if (isUsualField(name)) return items.length >= 4 && named * 2 >= items.length;
  return items.length >= (/^[A-Z]/.test(text) ? 2 : 3) && named * 2 >= items.length;
}

function isNamedField(text: string): boolean {
  return isUsualField(nameOf(text.replace(/[(:].*$/, '').replace(/\b(?:unique|optional|required)\b.*$/i, '')));
}
