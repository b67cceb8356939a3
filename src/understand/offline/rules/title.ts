import type { Reading, Rule } from '../reading.ts';
import type { PhraseMatch } from '../text/phrase.ts';
import { plainNoun, titleCase, wordsOf } from '../words/names.ts';

/** Reads what the service is called. */
export const titleRules: readonly Rule[] = [title];

const KIND =
  'api|service|backend|platform|app|application|tool|tracker|system|catalog|directory|board|forum|' +
  'marketplace|store|shop|site|website|database|microservice';

/** Words of a request that name nothing: "Please create a simple REST ..." */
const NOISE = new Set(
  (
    'a an the complete full simple basic small new crud rest restful fastapi python our my your please ' +
    'create build me us generate write develop design implement make need want i we with using production ' +
    'ready modern backend public for and of in just some good nice want like would is it that async fast ' +
    'quick little tiny read-only read only web http'
  ).split(' '),
);

/** How much of the beginning of a text may hold its title. */
const FIRST_CLAUSES = 2;

const BEFORE_KIND = new RegExp(
  String.raw`^(?:[\w'-]+\s+){0,8}?(?<name>(?:[a-z][\w-]*\s+){1,3})(?:${KIND})(?=$|\s+` +
    String.raw`(?:for|with|using|to|where|that|in|on)\b|\s*:)`,
  'i',
);
const AFTER_KIND = new RegExp(
  String.raw`\b(?:${KIND}|endpoints?)\s+for\s+(?:(?:an?|the|my|our|online)\s+)*(?<name>[a-z][\w-]*` +
    String.raw`(?:\s+[a-z][\w-]*){0,2})$`,
  'i',
);

/** "Hotel booking service", "A simple todo API.", "An API for event management." */
function title(reading: Reading): void {
  for (const clause of reading.clauses.slice(0, FIRST_CLAUSES)) {
    for (const pattern of [BEFORE_KIND, AFTER_KIND]) {
      const found = clause.match(pattern);
      const name = found && nameIn(found);
      if (!found || !name) continue;
      reading.draft.service = `${titleCase(name)} API`;
      const from = found.whole.text.toLowerCase().lastIndexOf(name);
      (pattern === BEFORE_KIND ? found.whole.slice(from) : found.whole).claim();
      return;
    }
  }
}

/** The words right before "API" that name something: "a simple todo" → "todo". */
function nameIn(found: PhraseMatch): string | undefined {
  const words = wordsOf(plainNoun(found.text('name')).replace(/(?:\s+(?:resources?|entit(?:y|ies)|models?))+$/, ''));
  const noise = words.findLastIndex((word) => NOISE.has(word) || !/^[a-z][a-z-]*$/.test(word));
  const name = words.slice(noise + 1).join(' ');
  if (name === '') return undefined;
  return found.whole.text.toLowerCase().includes(name) ? name : undefined;
}
