import type { DraftResource } from '../draft.ts';
import { perText } from '../text/per-text.ts';
import { participle } from './lifecycle.ts';
import { operationsOf, standingVerb } from './verbs.ts';

/** Verbs that say how things are, are kept, are found or are built; none is done to a row. */
const NO_DEED = new Set(
  (
    'have be contain include belong relate refer exist become remain appear occur happen identify describe define name call title omit leave need ' +
    'use require want know like prefer choose select list show see view display read get link connect associate store keep save track record log ' +
    'persist specify give provide supply set fill enter type exceed consist vary range depend work login generate build implement ' +
    'handle support return respond answer expect paginate page limit order sort filter search find group count sum total default say tell ask think make do ' +
    'go come take put let help try start_with contact look mean stay live stand sit carry share cover reach base note mention represent ' +
    'index map nest embed format validate check ensure enforce guarantee trust own attend visit pay_for equal match differ compare calculate compute derive ' +
    'measure determine present offer_to feel hear talk speak write print_out guess repeat reuse duplicate_of assume combine split divide organise organize ' +
    'split categorise categorize classify sorted nullable null sound seem believe hope wish plan prevent avoid forbid prohibit reference manage maintain administer mark press click push hit walk notice'
  ).split(' '),
);

/** Participles whose base form ends in "e". */
const DROPS_E =
  /(?:at|iz|is|ur|ag|ang|arg|erg|udg|dg|uc|nc|rc|ac|v|[aeiou]s|uir|fin|lin|bl|gl|pl|tl|cl|dl|fl|ut|id|ad|ok|ak|ik|op|yp|rs|ns|iv)$/;

/** The base form of an action that a word stands for: a known verb, one that leads to a state, or any at all where it may be. */
export function deedBase(
  word: string,
  resource: DraftResource,
  states: readonly string[],
  isOpen: boolean,
): string | undefined {
  const [first = '', particle] = word.toLowerCase().split(/[- ]/);
  const base = baseOf(first, states, resource, isOpen);
  if (base === undefined || NO_DEED.has(base)) return undefined;
  return particle ? `${base}_${particle}` : base;
}

function baseOf(word: string, states: readonly string[], resource: DraftResource, isOpen: boolean): string | undefined {
  const known = standingVerb(word);
  if (known) return known;
  const guesses = guessesOf(word);
  const telling = guesses.find((guess) => {
    const done = participle(guess);
    return states.includes(done) || resource.fields.has(done) || resource.fields.has(`${done}_at`);
  });
  return telling ?? (isOpen && /^[a-z]{3,}$/.test(word) ? guesses[0] : undefined);
}

/** What a word may be the base form, "-s" or "-ing" form of, the likeliest first. */
export const activeBases = perText((word: string): readonly string[] => {
  const lower = word.toLowerCase();
  if (/(?:ed|wn)$/.test(lower)) return [];
  const known = standingVerb(lower);
  return [...new Set([...(known ? [known] : []), ...guessesOf(lower), lower.replace(/es$/, '')])];
});

/** Whether a verb is done to things: it is no operation, and does not only say how things are or are kept. */
export const isDeed = (base: string): boolean => !NO_DEED.has(base) && !operationsOf(base) && base.length > 2;

/** What an unknown form may be a form of, the likeliest first. */
function guessesOf(word: string): string[] {
  const stem = /^(?<stem>[a-z]{3,})(?:ed|ing)$/.exec(word)?.groups?.['stem'];
  if (!stem) return /[^s]s$/.test(word) ? [word.slice(0, -1), word] : [word];
  const undoubled = /([bdfgklmnprt])\1$/.test(stem) && !/(?:ll|ss)$/.test(stem) ? stem.slice(0, -1) : undefined;
  const plain = stem.endsWith('i') ? `${stem.slice(0, -1)}y` : stem;
  return undoubled ? [undoubled, stem] : DROPS_E.test(stem) ? [`${stem}e`, stem] : [plain, `${stem}e`];
}
