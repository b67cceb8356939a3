import type { Rewriting } from '../rewriting.ts';

/** Schemas that are written as chains of calls (zod, yup, joi), and models of Django: members in plain words. */

/** `const Crate = z.object({`. */
const OBJECT =
  /(?:export\s+)?(?:const|let|var)\s+(?<name>[A-Za-z]\w*?)(?:[Ss]chema)?\s*=\s*(?:z|yup|Joi|joi|v|t)\.(?:strictObject|object)\(\s*\{(?<inner>[^{}]*)\}\s*\)(?:\.\w+\([^()]*\))*;?/g;
const MEMBER =
  /(?<name>[A-Za-z_]\w*)\s*:\s*(?:z|yup|Joi|joi|v|t)\.(?<chain>[a-zA-Z]\w*(?:\((?:[^()]|\([^()]*\))*\))?(?:\s*\.\w+(?:\((?:[^()]|\([^()]*\))*\))?)*)/g;
const CALL = /\.?\s*(?<call>\w+)(?:\((?<given>(?:[^()]|\([^()]*\))*)\))?/g;

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    string: 'string',
    number: 'number',
    bigint: 'int',
    boolean: 'boolean',
    bool: 'boolean',
    date: 'date',
    datetime: 'datetime',
    email: 'email',
    url: 'url',
    uri: 'url',
    uuid: 'uuid',
    guid: 'uuid',
    int: 'int',
    integer: 'int',
    any: 'json',
    record: 'json',
    array: 'list',
  }),
);

/** What a chain says, in words: the last type is the closest one. */
function inWords(chain: string): string {
  let type = '';
  const more: string[] = [];
  for (const { groups } of chain.matchAll(CALL)) {
    const call = groups!['call']!.toLowerCase();
    const given = (groups!['given'] ?? '').trim();
    const known = TYPES.get(call);
    if (known !== undefined) type = known === 'uuid' && type !== '' ? type : known;
    else if (/^(?:enum|oneof|valid|picklist)$/.test(call)) type = valuesIn(given);
    else if (/^(?:min|gte|max|lte|length)$/.test(call) && /^\d/.test(given))
      more.push(
        `${/^(?:min|gte)$/.test(call) ? 'min' : call.startsWith('len') ? 'exactly' : 'max'} ${/^[\d.]+/.exec(given)![0]}`,
      );
    else if (/^(?:gt|morethan)$/.test(call)) more.push(`greater than ${given}`);
    else if (call === 'positive') more.push('positive');
    else if (call === 'nonnegative') more.push('min 0');
    else if (/^(?:optional|nullable|nullish)$/.test(call)) more.push('optional');
    else if (call === 'required') more.push('required');
    else if (call === 'default' && /^["'\w.-]+$/.test(given)) more.push(`default ${given}`);
  }
  return [type === '' ? 'string' : type, ...more].join(', ');
}

function valuesIn(given: string): string {
  return [...given.matchAll(/["'](?<value>[^"']+)["']/g)].map(({ groups }) => groups!['value']).join(' | ');
}

/** `class Crate(models.Model):` and the fields below it. */
const MODEL = /^class\s+(?<name>\w+)\(models\.Model\):[ \t]*\n(?<inner>(?:[ \t]+[^\n]*(?:\n|$)|[ \t]*\n)+)/gm;
const COLUMN = /^[ \t]+(?<name>\w+)\s*=\s*models\.(?<kind>\w+)\((?<given>(?:[^()]|\([^()]*\))*)\)/gm;

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:char|slug|genericip)/i, 'string'],
  [/^text/i, 'text'],
  [/^email/i, 'email'],
  [/^url/i, 'url'],
  [/^uuid/i, 'uuid'],
  [/^decimal/i, 'decimal'],
  [/^float/i, 'float'],
  [/integer|^auto/i, 'int'],
  [/^boolean/i, 'boolean'],
  [/^datetime/i, 'datetime'],
  [/^date/i, 'date'],
  [/^time/i, 'time'],
  [/^json/i, 'json'],
];

function columnOf(kind: string, given: string): string {
  const related = /^(?:["']?)(?:\w+\.)?(?<target>\w+)/.exec(given)?.groups?.['target'];
  const type = /^(?:ForeignKey|OneToOneField)$/.test(kind)
    ? related
    : KINDS.find(([pattern]) => pattern.test(kind))?.[1];
  const size = /max_length=(\d+)/.exec(given)?.[1];
  const initial = /default=(["'\w.-]+)/.exec(given)?.[1];
  return [
    type ?? 'string',
    ...(size ? [`max ${size}`] : []),
    ...(kind.startsWith('Positive') ? ['min 0'] : []),
    ...(/\bunique=True/.test(given) ? ['unique'] : []),
    ...(/\b(?:null|blank)=True/.test(given) ? ['optional'] : []),
    ...(initial ? [`default ${initial}`] : []),
  ].join(', ');
}

/** Rewrites every such schema. */
export function readChains(rewriting: Rewriting): void {
  rewriting.replace(OBJECT, ({ groups }) => {
    const members = [...groups!['inner']!.matchAll(MEMBER)].map(
      (member) => `${member.groups!['name']} (${inWords(member.groups!['chain']!)})`,
    );
    return members.length === 0 ? undefined : `${groups!['name']}: ${members.join(', ')}.\n`;
  });
  rewriting.replace(MODEL, ({ groups }) => {
    const members = [...groups!['inner']!.matchAll(COLUMN)].map(
      (member) => `${member.groups!['name']}: ${columnOf(member.groups!['kind']!, member.groups!['given']!)}`,
    );
    return members.length === 0
      ? undefined
      : `${groups!['name']} fields:\n${members.map((member) => `- ${member}\n`).join('')}\n`;
  });
}
