import { splitList } from '../text/lists.ts';
import { type Phrase, Remainder } from '../text/phrase.ts';
import { regex } from '../text/regex.ts';
import { TYPE_WORDS, typeByName } from '../words/field-types.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import type { Attributes } from './attribute-pattern.ts';
import { takeAttributes } from './attributes.ts';
import { type Enumeration, takesValues, valuesOf } from './enumerations.ts';

const LONGEST_NAME = 4;

/** Where the name of a field ends and a remark begins. */
const REMARK = regex(
  String.raw`(?:^(?!(?:is|has|are|from|to|on)\s)|\s)(?:like|such|about|regarding|for|that|which|who|where|when|whether|so|in`,
  String.raw`(?! stock\b)|on|with|from|to|as|because|based|used|using|if|unless|per(?!\s+\w+\s*$)|by|when|is|are|can|must|`,
  String.raw`should|will|shown|stored|given|but|not|only|i|we|they|you|he|she|it|greater|more|less|higher|larger|above|over|below)`,
  String.raw`(?=\s|$)(?<!(?:ed|en|nt|ught|id)(?:\s+(?:up|in|out|off))?\s+(?:on|by|at)(?=\s*$)).*$`,
);

/** Words that begin a new statement, not the name of a field. */
const STATEMENT = regex(
  String.raw`^(?:and|or|be|(?:is|has|are)(?!\s+(?!an?\b)\w+(?:\s*$|\s*[(:=]|\s+(?:default|flag|bool)))|have|can|must|should|will|to(?!\s+\w+$)|of|by|it|they|users?\s+can|anyone|only|also|`,
  String.raw`no|not|without|unique\s+(?:per|within|inside|in|for|across)\s|everything|anything|nothing|(?:the )?rest|(?:all )?(?:the )?others?$|belongs?|references?|filter\w*|sort\w*|order`,
  String.raw`(?:ed|ing)|search\w*|paginat\w*|soft[- ]delet\w*|full[- ]text)\b`,
);

/** What the words of one item say, before it is known what kind of field it is. */
export interface Item {
  readonly phrase: Phrase;
  readonly words: Remainder;
  readonly name: string;
  /** The name as it stands in the text. */
  readonly noun: Phrase;
  readonly attributes: Attributes;
  readonly values: readonly string[];
  readonly sequence: boolean;
  /** "several", "many". */
  readonly many: boolean;
}

/** Whether the words begin something else than a field. */
export function beginsStatement(item: string): boolean {
  return STATEMENT.test(item.trim());
}

export function takeApart(phrase: Phrase, enumeration: Enumeration | undefined): Item | undefined {
  const words = new Remainder(phrase);
  const attributes: Attributes = { modifiers: [] };
  let values: readonly string[] = [];
  if (enumeration) {
    words.remove(enumeration.whole);
    values = enumeration.values;
  }
  let many = false;
  if (!/^\s*(?:(?:an?|the)\s+)?[a-z_]\w*\s*$/i.test(phrase.text)) {
    if (isQuantity(words, attributes)) return quantityOf(words, phrase);
    values = takeForm(words, attributes) ?? values;
    many = takeManner(words, attributes);
    takeKindWord(words, attributes, values.length > 0);
  }
  const noun = nameIn(words.rest);
  return (
    noun && {
      phrase,
      words,
      noun,
      name: usualName(nameOf(noun.text)),
      attributes,
      values,
      sequence: enumeration?.sequence ?? false,
      many,
    }
  );
}

/** "date of the expense" is what others call the expense date, "price of one night" the price per night. */
function usualName(name: string): string {
  return name
    .replace(/^(?:date|day)_of_(?:the_|an?_)?(?!birth$)(?<what>[a-z]+)$/, '$<what>_date')
    .replace(/^(?<what>price|cost|rate|fee)_(?:of|for)_(?:one|an?|each|every)_(?<unit>[a-z]+)$/, '$<what>_per_$<unit>');
}

/** "how many", "how many crates (at least 2)". */
function isQuantity(words: Remainder, attributes: Attributes): boolean {
  const found = words.rest.match(/^\s*(?:and\s+)?how many(?:\s+of\s+(?:it|them|those))?(?<rest>\s*\(.*\))?\s*$/i);
  const rest = found?.optional('rest');
  if (rest) takeAttributes(new Remainder(rest), attributes);
  return found !== undefined;
}

/** Takes the type and the limits out of the words, and the values if there are any. */
function takeForm(words: Remainder, attributes: Attributes): readonly string[] | undefined {
  words.take(/^\s*(?:and|plus|as well as|also)\s+/i);
  words.take(/^\s*(?:exactly|just|only|precisely)\s+(?=one\s)/i);
  if (/^\s*(?:an?|one)\s/i.test(words.rest.text) && words.take(/\s+at (?:the )?most\s*$/i))
    attributes.modifiers.push('optional');
  if (words.take(/^\s*(?:at most|up to|zero or|maybe|no more than)\s+(?=one\s)/i))
    attributes.modifiers.push('optional');
  if (words.take(/\s*[:(,-]?\s*\byes\/no\b\)?/i)) attributes.type = 'bool';
  if (words.rest.match(/^\s*\d+\s*(?:-|to)\s*\d+\s+(?=[a-z]+\s*$)/i)) attributes.type = 'int';
  words.take(/^\s*(?:which|what|the name of the)\s+(?=\w+(?:\s\w+)?\s*$)/i);
  words.take(/\b(?:obviously|of course|basically|really|actually|just|probably|i guess|i think|please|etc\.?)\b/i);
  takeSizedType(words, attributes);
  const values = takeParentheses(words, attributes);
  takeExplicitType(words, attributes);
  takeAttributes(words, attributes);
  takeExplicitType(words, attributes);
  setAside(words);
  return values;
}

/** Takes what says how many of it there are, and what says nothing; whether there are many. */
function takeManner(words: Remainder, attributes: Attributes): boolean {
  if (
    attributes.modifiers.some((text) => /^(?:min|max)=|^= \d/.test(text)) &&
    words.take(/^\s*(?:an?\s+)?number\s+of\s+(?=\w)/i)
  )
    attributes.type ??= 'int';
  const many =
    words.take(
      /^\s*(?:several|many|multiple|a list of|some|(?:zero|one) or more|any number of|a (?:set|number|bunch|couple) of)\s+(?=\w)/i,
    ) !== undefined;
  if (words.take(/^\s*(?:an?\s+|the\s+)?(?:number|count|amount)\s+of\s+(?=\w)/i)) attributes.type ??= 'int';
  if (attributes.modifiers.some((text) => /^m(?:in|ax)=/.test(text)))
    words.take(/(?<=\w)\s+(?:maximum|minimum|max|min)\s*$/i);
  words.take(/(?<=\w)\s+(?:needed|too|as well|also|involved|please|given|used)\s*$/i);
  return many;
}

/** "(unique, max 30)", "(low, medium or high)", "(list of strings)": attributes, a type or values. */
function takeParentheses(words: Remainder, attributes: Attributes): readonly string[] | undefined {
  const found = words.rest.match(/\((?<inner>[^()]*)\)/);
  if (!found) return undefined;
  const before = attributes.modifiers.length;
  const inner = new Remainder(found.group('inner'));
  takeAttributes(inner, attributes);
  for (const part of splitList(inner.rest)) {
    const type = TYPE_WORDS.get(part.text.toLowerCase());
    if (!type) continue;
    attributes.type ??= type;
    inner.remove(part);
  }
  const left = inner.rest.trim();
  words.remove(found.whole);
  if (left.text.replace(/[\s,]|\b(?:of|or|and)\b/g, '') === '') return undefined;
  const isPlain = attributes.modifiers.slice(before).every((text) => /^=|^optional|^required/.test(text));
  const values = attributes.type === undefined && isPlain ? valuesIn(left, takesValues(found.before)) : [];
  if (values.length > 1) return values;
  for (const { whole } of left.matches(/\S+(?: \S+)*/)) words.keep(whole);
  return undefined;
}

function valuesIn(left: Phrase, isExpected: boolean): string[] {
  const plain = /^[\s,-]*(?:either|one of|e\.?g\.?|enum)?[:,]?\s*(?<values>[\w\s,|/"'-]+?)[\s;,]*$/i;
  const list = left.match(plain)?.group('values');
  const words = wordsOf(left.text);
  if (list && isExpected && !/[,|/]|\b(?:or|and)\b/i.test(left.text) && words.length > 2 && words.length < 7)
    return words.map(nameOf);
  if (!list || (!/[|/]/.test(list.text) && splitList(list).some((value) => wordsOf(value.text).length > 3))) return [];
  return valuesOf(list);
}

/** "name varchar(80)", "total decimal(10,2)". */
function takeSizedType(words: Remainder, attributes: Attributes): void {
  const precise = words.take(/\s*:?\s*\b(?:decimal|numeric)\s*\(\s*(?<all>\d{1,2})\s*,\s*(?<after>\d{1,2})\s*\)/i);
  if (precise) attributes.type = `decimal(${precise.text('all')},${precise.text('after')})`;
  const sized = words.take(
    /\s*:?\s*\b(?:varchar|char|string|text)(?:\s*\(\s*(?:max\s*)?(?<size>\d{1,5})\s*\)|\s+(?<size2>\d{1,5})\b(?!\s*(?:-|to)\s*\d))/i,
  );
  if (sized) {
    attributes.type = 'string';
    attributes.modifiers.push(`max=${sized.text('size') || sized.text('size2')}`);
  }
}

/** "title: string", "price as decimal", "servings int". */
function takeExplicitType(words: Remainder, attributes: Attributes): void {
  words.take(/(?<=\w)(?:\s*:)?\s+enum\b:?/i);
  words.take(/\s+(?:fk|foreign key|primary key|pk)\b/i);
  const patterns = [
    /(?:\s*:\s*|\s+as\s+(?:an?\s+)?|\s+-\s+)(?<type>long text|[a-z]+)\b(?!\s+of\b)/i,
    /(?<=\w)\s+(?<type>string|str|varchar|integer|int|bigint|smallint|float|double|decimal|numeric|boolean|bool|json|jsonb|datetime|timestamp|timestamptz|uuid)\s*$/i,
    /(?<=\w_(?:at|on|date)\s|^\s*\w*(?:date|time)\s)\s*(?<type>date|time)\s*$/i,
  ];
  for (const pattern of patterns) {
    const found = words.rest.match(pattern);
    const type = found && TYPE_WORDS.get(found.text('type').toLowerCase());
    if (!found || !type) continue;
    words.remove(found.whole);
    attributes.type ??= /^number$/i.test(found.text('type')) ? numberType(words) : type;
  }
}

/** A "number" is whatever number the name suggests. */
function numberType(words: Remainder): string {
  const suggested = typeByName(nameOf(words.rest.text.replace(/[^\w ].*$/s, '')));
  return suggested && /^(?:int|float|money|decimal)$/.test(suggested) ? suggested : 'int';
}

/** "tags list", "pinned flag", "published status", "introduction text", "boolean active". */
function takeKindWord(words: Remainder, attributes: Attributes, hasValues: boolean): void {
  const before = String.raw`(?<!^\s*(?:an?|the|its|their|one|optional))(?<=\w)\s+`;
  if (words.take(regex(`${before}(?:list|array)\\s*$`))) attributes.type ??= 'list<string>';
  if (words.take(regex(`${before}(?:flag|boolean|bool|checkbox|toggle|tick ?box|switch)\\s*$`)))
    attributes.type ??= 'bool';
  if (words.take(/^\s*(?:an?\s+)?boolean\s+(?=\w)/i)) attributes.type ??= 'bool';
  if (words.take(/^\s*(?:an?\s+)?(?:free[- ]?text|multi-?line)\s+(?=\w)/i)) attributes.type ??= 'text';
  if (words.take(regex(`${before}text\\s*$`))) attributes.type ??= 'text';
  const status = words.rest.match(
    /(?:^|\s)(?:\w+ed|active|public|private|visible|online)(?<kind>\s+(?:status|state))\s*$/i,
  );
  if (!status || hasValues) return;
  words.remove(status.group('kind'));
  attributes.type ??= 'bool';
}

/** How a text is spelt is nothing that the design can say: it is not part of the name, and reported. */
function setAside(words: Remainder): void {
  const format = words.take(
    /(?<=\w)\s+(?:in\s+)?(?:(?:upper|lower|snake|kebab|camel)[- ]?case(?:d)?|alphanumeric|hex(?: code)?|url[- ]safe|slugified|iso(?: ?\d+)?|utc)\b|^\s*(?:uppercase|lowercase|alphanumeric)\s+(?=\w)/i,
  );
  if (format) words.keep(format.whole);
}

/** "how many": of whatever was named before. */
function quantityOf(words: Remainder, phrase: Phrase): Item {
  const noun = words.rest.trim();
  return {
    phrase,
    words,
    noun,
    name: 'quantity',
    attributes: { modifiers: ['min=1'], type: 'int' },
    values: [],
    sequence: false,
    many: false,
  };
}

/** The first run of words that can be a name. */
function nameIn(rest: Phrase): Phrase | undefined {
  if (beginsStatement(rest.text)) return undefined;
  const start = rest.match(
    /(?:(?:an?|the|its|their|his|her|one|own|current|optional)\s+)*(?<name>[a-z_][\w'-]*(?: [\w'-]+)*)/i,
  );
  if (!start || start.before.trim() !== '') return undefined;
  const run = start.group('name');
  const remark = run.text.search(REMARK);
  const name = (remark < 0 ? run : run.slice(0, remark)).trim();
  const count = wordsOf(name.text).length;
  if (count === 0 || count > LONGEST_NAME || nameOf(name.text) === '') return undefined;
  return rest.slice(start.index, name.end - rest.start).trim();
}
