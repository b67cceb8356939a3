/** Whole random designs with hostile text wherever a user may write text: what they compile to must parse and be formatted. */
import { spawnSync } from 'node:child_process';
import { readDesign } from '../../src/design/index.ts';
import { compile } from '../../src/project/index.ts';
import { ruffWith } from '../python-kit/support.ts';
import { Random } from './random.ts';
import { hostileText } from './texts.ts';

/** What is wrong with one design. */
export interface DesignProblem {
  readonly seed: number;
  readonly problem: string;
}

const TYPES = [
  'string',
  'string(1..80)',
  'text',
  'int',
  'int 1..9',
  'float',
  'money min=0',
  'decimal(8,3)',
  'bool = false',
  'datetime',
  'date',
  'time',
  'uuid',
  'email',
  'url',
  'slug',
  'json',
  'list<string>',
  'list<int>',
  'enum(low|high|in progress)',
  'string unique',
  'string immutable',
  'string writeonly',
];
const NAMES = [
  'title',
  'class',
  'import',
  'metadata',
  'date',
  'datetime',
  'str',
  'list',
  'schema',
  'values',
  'count',
  'model_name',
  'q',
];
const RESOURCES = ['Order', 'Group', 'Index', 'Field', 'Session', 'Query', 'News', 'Response', 'Page', 'Class'];
const ACCESS = [
  ['read: public', 'write: authenticated'],
  ['list,get: public when flag or owner', 'create: authenticated', 'update,delete: owner or role:admin'],
  ['*: role:admin'],
  ['read: authenticated', 'create: scope:things.write', 'update,delete: owner'],
];

/** A random design; `text` gives the hostile texts in it. */
function randomDesign(random: Random, text: () => string): object {
  const names = RESOURCES.toSorted(() => random.below(3) - 1).slice(0, 1 + random.below(2));
  return {
    service: text().slice(0, 100),
    description: text(),
    resources: names.map((name) => randomResource(name, random, text)),
  };
}

function randomResource(name: string, random: Random, text: () => string): object {
  const fields = NAMES.filter(() => random.below(3) === 0).map((field) => ({
    ...fieldOf(field, random.pick(TYPES)),
    description: text(),
  }));
  return {
    name,
    description: text(),
    fields: [
      ...fields,
      'flag: bool = true',
      'owner: -> User readonly',
      { name: 'mood', type: 'enum', values: [printable(text()), printable(text()), 'calm'], description: text() },
      { name: 'note', type: 'string', default: text().slice(0, 40), description: text() },
    ],
    access: random.pick(ACCESS),
    options: ['soft_delete', 'optimistic_lock'].filter(() => random.below(2) === 0),
  };
}

/** What an enum takes: some text without control characters, and not too long. */
const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 40)
    .trim() || 'else';

/** A field line as the object that it is short for, so that a description can be added. */
const fieldOf = (name: string, type: string): object => {
  const [head = type, ...modifiers] = type.split(/ (?![^(]*\))/);
  return { name, type: [head, ...modifiers].join(' ') };
};

/** Compiles so many random designs and returns what is wrong with any of them. */
export function fuzzDesigns(
  count: number,
  seed: number,
  python: string,
): { compiled: number; problems: DesignProblem[] } {
  const ruff = ruffWith();
  const problems: DesignProblem[] = [];
  const sources: { seed: number; path: string; text: string }[] = [];
  let compiled = 0;
  for (let number = 0; number < count; number++) {
    const random = new Random(seed + number);
    const { design } = readDesign(randomDesign(random, () => hostileText(random)));
    if (!design) continue;
    const { files, unsupported } = compile(design);
    if (unsupported.length > 0) continue;
    compiled += 1;
    for (const { path, text } of files.filter((file) => file.path.endsWith('.py'))) {
      const problem = formatProblem(ruff, text);
      if (problem !== undefined) problems.push({ seed: seed + number, problem: `${path}: ${problem}` });
      sources.push({ seed: seed + number, path, text });
    }
  }
  return { compiled, problems: [...problems, ...unparsable(sources, python)] };
}

function formatProblem(ruff: { format(text: string): string }, text: string): string | undefined {
  try {
    return ruff.format(text) === text ? undefined : 'is not formatted as Ruff would';
  } catch (error) {
    return `does not parse: ${String(error)}`;
  }
}

const COMPILE = `
import ast, json, sys
for line in sys.stdin:
    item = json.loads(line)
    try:
        compile(item["text"], item["path"], "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        print(json.dumps({"seed": item["seed"], "problem": f"{item['path']}: {error}"}))
`;

/** CPython's own opinion of every source. */
function unparsable(sources: readonly object[], python: string): DesignProblem[] {
  const input = sources.map((each) => JSON.stringify(each)).join('\n');
  const ended = spawnSync(python, ['-c', COMPILE], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return ended.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as DesignProblem);
}
