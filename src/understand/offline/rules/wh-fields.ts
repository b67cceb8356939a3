import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';
import { participle } from '../words/lifecycle.ts';
import { verbBase } from '../words/verbs.ts';

/** Fields that a person tells as questions: "when it was paid", "how long it takes", "who booked it". */
export interface AskedField {
  readonly name: string;
  /** A type of the design language, or `User` for somebody with an account. */
  readonly type: string;
}

interface Question {
  readonly pattern: RegExp;
  readonly read: (groups: Record<string, string>) => AskedField | undefined;
}

const SUBJECT = String.raw`(?:(?:it|they|he|she|the|this|that|we|somebody|someone|people|you)(?:'s)?\s+)*(?:[a-z]+\s+)?(?:(?:is|are|was|were|has been|got|gets|will be|be)\s+)*`;

const QUESTIONS: readonly Question[] = [
  {
    pattern: regex(
      String.raw`^(?:the (?:date|time|day)\s+)?when\s+(?!to\b)${SUBJECT}(?<verb>[a-z]+)(?:\s+(?:it|up|out|in|back|on|due|for))*\??$`,
    ),
    read: ({ verb = '' }) => ({ name: verbBase(verb) ? `${past(verb)}_at` : `${nameOf(verb)}_at`, type: 'datetime' }),
  },
  { pattern: /^how (?:long|much time)\b.*$/i, read: () => ({ name: 'duration', type: 'int' }) },
  {
    pattern: /^how much (?:it|they|that|this)?\s*(?:costs?|is|are|was)\b.*$|^how much (?:we|i|was|they) paid\b.*$/i,
    read: () => ({ name: 'price', type: 'money' }),
  },
  { pattern: /^how much\s*(?:of (?:it|them|that))?$/i, read: () => ({ name: 'amount', type: 'float' }) },
  {
    pattern: regex(String.raw`^how many\s+(?<noun>(?!of\b)[a-z]+)\b.*$`),
    read: ({ noun = '' }) => ({ name: nameOf(noun), type: 'int' }),
  },
  {
    pattern: regex(
      String.raw`^who(?:\s+(?:has|have|had))?\s+(?<verb>[a-z]+)\s*(?:it|them|this|that|the\s+[a-z]+)?(?:\s+(?:up|out|in))?$`,
    ),
    read: ({ verb = '' }) => (verbBase(verb) ? { name: `${past(verb)}_by`, type: 'User' } : undefined),
  },
  { pattern: /^where\b.*$/i, read: () => ({ name: 'location', type: 'string' }) },
  { pattern: /^why\b.*$/i, read: () => ({ name: 'reason', type: 'text' }) },
  {
    pattern: regex(
      String.raw`^(?:whether|if)\s+(?:or not\s+)?(?:it|they|he|she|the\s+[a-z]+)\s+(?<be>is|are|was|were|has|have|can)\s+(?:been\s+|an?\s+|be\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)(?:\s+or not)?$`,
    ),
    read: ({ be = '', what = '' }) => ({
      name: /^ha/i.test(be) && !what.endsWith('ed') ? `has_${nameOf(what)}` : nameOf(what),
      type: 'bool',
    }),
  },
  {
    pattern: regex(
      String.raw`^(?:an?\s+)?(?<what>[a-z]+(?:ed|en|able|ive|ic|it)?)(?:\s*,)?\s+(?:(?:or not)|yes\s*\/\s*no|y\/n|\(?yes or no\)?)$`,
    ),
    read: ({ what = '' }) => ({ name: nameOf(what), type: 'bool' }),
  },
  {
    pattern: regex(
      String.raw`^(?:whether|if)\s+(?:or not\s+)?(?:it|they|he|she|you|we|the\s+[a-z]+)\s+(?<what>[a-z]+ed)(?:\s+(?:it|them|there|up))?$`,
    ),
    read: ({ what = '' }) => ({ name: nameOf(what), type: 'bool' }),
  },
  {
    pattern: regex(String.raw`^(?<be>has|have|is|are|can be)\s+(?:an?\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)\s+or not$`),
    read: ({ be = '', what = '' }) => ({ name: `${/^ha/i.test(be) ? 'has' : 'is'}_${nameOf(what)}`, type: 'bool' }),
  },
];

/** The field that a question stands for. */
export function askedField(text: string): AskedField | undefined {
  const plain = text
    .trim()
    .replace(/\s+(?:basically|roughly|exactly|of course)\b/gi, '')
    .replace(/^(?:roughly|about|exactly|basically)\s+/i, '');
  for (const { pattern, read } of QUESTIONS) {
    const groups = pattern.exec(plain);
    const field = groups && read(groups.groups ?? {});
    if (field) return field;
  }
  return undefined;
}

/** What was done, as names say it: "scheduled", "took" is "taken". */
function past(verb: string): string {
  const lower = verb.toLowerCase();
  return /(?:ed|en|t|id)$/.test(lower) ? lower : participle(verbBase(lower) ?? lower);
}
