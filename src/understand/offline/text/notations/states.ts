import type { Edit, Rewriting } from '../rewriting.ts';

/**
 * Reads which states there are, however the text goes about it: "its status runs from reported over assigned to fixed",
 * "a state, being one of vacant, let or sold, vacant at first". All of it becomes "status (reported, assigned or fixed)".
 */
export function readStates(rewriting: Rewriting): void {
  const edits: Edit[] = [];
  for (const found of rewriting.text.matchAll(NAME)) {
    const at = found.index;
    if (at < (edits.at(-1)?.end ?? 0)) continue;
    const edit = editAt(rewriting.text, at, found);
    if (edit) edits.push(edit);
  }
  rewriting.apply(edits);
  readSequences(rewriting);
}

const SEQUENCE =
  /(?<=^|[.;!?\n]\s{0,9})(?:an?|the|each|every)\s+(?<what>[a-z]+(?: [a-z]+)?)\s+(?:is|are|starts? as|begins? as)\s+(?=["'a-z])/gi;

/** "A parcel is packed at first, then it is sent or lost": states in their order, which nobody calls so. */
function readSequences(rewriting: Rewriting): void {
  const { text } = rewriting;
  const edits = [...text.matchAll(SEQUENCE)].flatMap((found): Edit[] => {
    const list = listAt(text.slice(found.index + found[0].length));
    if (!list || (list.initial === undefined && !/\bas\s*$/i.test(found[0])) || !/then|or|->/.test(list.joints))
      return [];
    const initial = list.initial ?? list.values[0]!;
    const end = found.index + found[0].length + list.end;
    return [
      {
        start: found.index,
        end,
        text: `Each ${found.groups!['what']} has a ${written('status', list.values, initial)}`,
      },
    ];
  });
  rewriting.apply(edits);
}

const written = (name: string, values: readonly string[], initial: string | undefined) =>
  `${name} (${values.join(', ').replace(/, ([^,]*)$/, ' or $1')}${initial ? `, default ${initial}` : ''})`;

const NAME =
  /\b(?<name>status|state|stage|phase|condition|(?:possible|allowed|valid) value)(?<many>e?s)?(?<of> of (?:an? |the |each |every )?(?<what>[a-z]+(?: (?!(?:is|are|can|may|goes|runs|starts|begins|has|will|must)\b)[a-z]+)?))?(?![\w'-])/gi;

/** What stands before the name in its sentence. */
const BEFORE = /(?:[^.;!?\n]|\.(?=\w|$))*$/;

/** Sentences that speak of a state as it is, or ask for things by it. */
const NO_LIST =
  /\b(?:if|when|while|unless|until|once|whose|where|from|to|by|on|filter\w*|sort\w*|search\w*|only|set|sets|change|changes|after|before|this|current|same|new|wrong|its own|(?:by|on|from|to)\s[a-z ]{2,20} (?:and|or))\s+(?:(?:the|its|their|a|an)\s+)?(?:[a-z]+\s)?$|\b(?:filter|sort|search|list|show|find|group)\w*\b|\b(?:if|when|while|unless|until|once)\b[^,]*$/i;

/** Words between the name and the first state. */
const FILLER =
  /^\s*(?:(?:which|that|it|they|is|are|can be|may be|must be|will be|would be|being|either|one of(?: these| the following)?|any of|goes|go|runs?|from|starts?(?: out| off)?|begins?|as|in|has|values?|possible|allowed|the|following|always|let me think|let us say|i think|basically|namely|with|these)(?![\w'-])|\.\.\.|[,:=-])\s*/i;
const VALUE =
  /^(?:"(?<quoted>[a-z][\w -]{0,30})"|'(?<single>[a-z][\w -]{0,30})'|(?<plain>(?:in|on|under|out of|no|not) (?:progress|transit|hold|review|use|repair|stock|show|delivery|service|started|delivery)|(?:picked|checked|handed|signed|called|sold) (?:up|in|out|over|off)|[a-z][a-z_]*(?:-[a-z_]+)*))(?<note>\s*\((?:the |is )?(?:default|initial|start|first)(?: state| status| one)?\)|\s+(?:at first|first|initially|to begin with|right away|when new|by default|in the beginning|at the start)(?=,|\s+(?:and|then)\b))?(?![\w'])/i;
const NO_VALUE =
  /^(?:an?|the|it|its|they|their|is|are|was|be|been|has|have|had|by|of|at|for|with|from|if|when|while|who|which|that|this|these|to|into|as|in|on|only|not|no|also|can|may|must|should|will|starts?|begins?|starting|beginning|defaults?|initial(?:ly)?|new|every|each|all|any|some|please|plus|notes?|required|optional|unique|mandatory|read|read-only|set|sets|kept|stored|never|changed|visible|we|i|you|he|she|nothing|there|then|so|but|up|date|dates|name|title|text|description|created|default|enum|string|int|bool|boolean|decimal|filter|sort|search|ends?)$/i;
const JOINT =
  /^\s*(?:->|>|[,/|]|or|and|then|over|to|until|finally|later)(?:\s*(?:->|or|and|then|finally|later|it is|is|it|they are|becomes|either|else|also|ends? (?:up )?(?:as|in)|gets?)(?![\w'-]))*\s*/i;

interface List {
  readonly values: readonly string[];
  readonly end: number;
  readonly joints: string;
  readonly initial: string | undefined;
}

function editAt(text: string, at: number, found: RegExpMatchArray): Edit | undefined {
  const { name = '', of, what, many } = found.groups!;
  const before = BEFORE.exec(text.slice(Math.max(0, at - 80), at))![0];
  if (NO_LIST.test(before)) return undefined;
  const sentence =
    /^(?:\s*:?[ \t]*\n(?=[a-z"'][\w "'()]*(?:,|\||->)))?(?:[^.;!?\n]|\.(?=\w|\.\.|(?<=\.\.)\.)|(?<=\.\.)\.)*/.exec(
      text.slice(at + found[0].length),
    )![0];
  const filler = fillerOf(sentence);
  const list = listAt(sentence.slice(filler.length));
  if (!list || !isPlain(filler, list, sentence, of !== undefined || /value/i.test(name))) return undefined;
  const length = filler.length + list.end;
  const start = startOf(sentence.slice(length), list.values);
  const initial =
    start?.value ?? list.initial ?? (/\b(?:starts?|begins?)\b/i.test(filler) ? list.values[0] : undefined);
  const end = at + found[0].length + length + (start?.length ?? 0);
  const states = written(/value/i.test(name) ? 'status' : name.toLowerCase(), list.values, initial);
  const subject = subjectOf(before, what);
  if (subject === undefined && !many) return { start: at, end, text: states };
  return { start: at - (subject?.length ?? 0), end, text: `${subject?.text ?? 'It'} has a ${states}` };
}

function fillerOf(sentence: string): string {
  let length = 0;
  for (;;) {
    const next = FILLER.exec(sentence.slice(length))?.[0].length ?? 0;
    if (next === 0) break;
    length += next;
  }
  return sentence.slice(0, length + /^\s*/.exec(sentence.slice(length))![0].length);
}

function listAt(text: string): List | undefined {
  const values: string[] = [];
  let initial: string | undefined;
  let joints = '';
  let at = 0;
  let end = 0;
  for (;;) {
    const found = VALUE.exec(text.slice(at));
    const { quoted, single, plain, note } = found?.groups ?? {};
    const value = (quoted ?? single ?? plain)?.toLowerCase().replace(/[ -]/g, '_');
    if (!found || value === undefined || NO_VALUE.test(value)) break;
    // "Open, closed, open at first": the list is over where it begins again.
    if (values.includes(value)) break;
    values.push(value);
    if (note !== undefined) initial = value;
    at += found[0].length;
    end = at;
    const joint = JOINT.exec(text.slice(at))?.[0];
    if (!joint || joint.trim() === '') break;
    joints += ` ${joint.trim()}`;
    at += joint.length;
  }
  return values.length > 1 ? { values, end, joints, initial } : undefined;
}

/** Whether these are states and nothing else, and no other rule could tell as much. */
function isPlain(filler: string, { joints, values, end }: List, sentence: string, isTitle: boolean): boolean {
  const after = sentence.slice(filler.length + end);
  if (/^\s*[(]/.test(sentence) || /^\s+(?:of|by|for|with)\b/i.test(after)) return false;
  // "Status open -> closed" is what an action does.
  if (/^\s*$/.test(filler) && !isTitle && values.length < 3 && /->/.test(joints)) return false;
  const isOpen = /^[\s,]*$/.test(filler) && !isTitle;
  if (/^\s*,\s*$/.test(filler)) return false;
  const isAlternative = /\bor\b|[/|>]/.test(joints);
  if (/\bto\b|\bover\b/.test(joints) && !/\bfrom\b/i.test(filler)) return false;
  if (/:/.test(filler) && !startOf(after, values) && !/(?<!-)>|let/.test(joints + filler)) return false;
  if (/^\s*(?:is|are|can be|may be|must be)\s*$/i.test(filler) && !isAlternative && !isTitle) return false;
  return isAlternative || (!isOpen && (values.length > 2 || /[:=]|one of|from|values/i.test(filler)));
}

const FIRST =
  'at first|first|right away|at the (?:very )?(?:start|beginning)|in the beginning|initially|by default|when (?:it is )?new|to begin with|is (?:the )?default|as (?:the )?default|on creation|from the start|at start';

/** "Vacant at first", "starts as vacant", "for a new plot it is vacant". */
function startOf(text: string, values: readonly string[]): { value: string; length: number } | undefined {
  const value = `["']?(?<value>${values.map((each) => each.replace(/_/g, '[ _-]')).join('|')})["']?(?![\\w-])`;
  const found =
    new RegExp(`^\\s*[,;(]?\\s*(?:and |it is |with )?${value}\\s+(?:${FIRST})(?![\\w-])\\)?`, 'i').exec(text) ??
    new RegExp(
      `^\\s*[,;(]?\\s*(?:(?:and|it|they|which|always)\\s+)*(?:starts?|begins?|starting|beginning|defaults?|initial(?:ly)?|${FIRST}|for (?:an? |every )?new [a-z]+)\\s*:?\\s*(?:(?:out|off|as|at|in|with|being|is|it is|to|status|state)\\s+)*${value}\\)?`,
      'i',
    ).exec(text);
  return found
    ? { value: found.groups!['value']!.toLowerCase().replace(/[ -]/g, '_'), length: found[0].length }
    : undefined;
}

/** Whose states they are, where the sentence is about nothing else: what it says instead of a subject, and how far back. */
function subjectOf(before: string, what: string | undefined): { text: string; length: number } | undefined {
  const own =
    /^\s*(?:[-*]\s+|\d+[.)]\s*)?(?<whole>(?:(?:the|an?|each|every)\s+)?(?:(?<what>[a-z]+(?:\s[a-z]+)?)(?:'s|\.|\s)\s*)?)$/i.exec(
      before,
    );
  if (!own) return undefined;
  const named = what ?? own.groups!['what'];
  const length = own.groups!['whole']!.length;
  if (named === undefined || /^(?:its|their|the|possible|valid|all|allowed)$/i.test(named))
    return { text: 'It', length };
  return /\b(?:has|have|with|and|or|plus|an?|the|is|are|needs?|gets?|then|also)(?:\s|$)/i.test(named)
    ? undefined
    : { text: `Each ${named}`, length };
}
