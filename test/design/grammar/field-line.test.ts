import { describe, expect, it } from 'vitest';
import { designOf, fieldError, fieldOf, post, resourceOf } from '../support.ts';

describe('field lines', () => {
  it.each<[string, object]>([
    ['title: string(1..200) required unique', { min: 1, max: 200, required: true, unique: true }],
    ['title: varchar(80)', { type: 'string', max: 80 }],
    ['title', { type: 'string', max: 255, required: true }],
    ['title string unique', { name: 'title', type: 'string', unique: true }],
    ['firstName: str', { name: 'first_name', type: 'string' }],
    ['first name: string', { name: 'first_name' }],
    ['first-name?: string', { name: 'first_name', nullable: true }],
    ['"quoted": string', { name: 'quoted' }],
    ['_private_: string', { name: 'private' }],
    ['subtitle?: string', { required: false, nullable: true }],
    ['subtitle: Optional[str]', { required: false, nullable: true, type: 'string' }],
    ['subtitle: string | null', { required: false, nullable: true }],
    ['subtitle: string nullable required', { required: true, nullable: true }],
    ['subtitle: string = null', { required: false, nullable: true }],
    ["subtitle?: string = 'x'", { required: false, nullable: false, default: { kind: 'value', value: 'x' } }],
    ['title!: string', { required: true }],
    ['tags: string[]', { type: 'string', list: true, max: 100, itemMax: 50, default: { kind: 'value', value: [] } }],
    ['tags: List[str]', { type: 'string', list: true }],
    ['tags: list of int', { type: 'int', list: true }],
    ['tags: list<string(1..30)> max=5 unique', { list: true, itemMax: 30, max: 5, unique: true, required: false }],
    ['tags: string(1..30)[] min=1', { list: true, itemMax: 30, min: 1, required: true }],
    ['tags: list<enum(a|b)>', { type: 'enum', list: true, values: ['a', 'b'] }],
    [
      "status: enum('in-progress'|done) = done",
      { values: ['in-progress', 'done'], default: { kind: 'value', value: 'done' } },
    ],
    [
      'status: enum(in progress|n/a|1st) = in progress',
      { values: ['in progress', 'n/a', '1st'], default: { kind: 'value', value: 'in progress' } },
    ],
    ["status: Literal['a', 'b']", { type: 'enum', values: ['a', 'b'] }],
    ["status: 'draft' | 'live'", { type: 'enum', values: ['draft', 'live'] }],
    ['status: enum(a|b|a)', { values: ['a', 'b'] }],
    ['published: boolean = false', { type: 'bool', default: { kind: 'value', value: false }, required: false }],
    ['published: bool default False', { default: { kind: 'value', value: false } }],
    ['at: timestamp = now()', { type: 'datetime', default: { kind: 'now' } }],
    ['on: date = now()', { default: { kind: 'today' } }],
    ['on: date = 2030-01-31', { default: { kind: 'value', value: '2030-01-31' } }],
    ['at: datetime = 2030-01-31T10:00+02:00', { default: { kind: 'value', value: '2030-01-31T08:00:00Z' } }],
    ['at: time = 09:30', { default: { kind: 'value', value: '09:30' } }],
    ['isbn: string pattern=/^97[89]$/ unique', { pattern: '^97[89]$', unique: true }],
    ['isbn: string /97[89]/', { pattern: '^(?:97[89])$' }],
    ['code: string pattern="\\d{3}"', { pattern: '^(?:\\d{3})$' }],
    ['age: int min=0 max=150', { min: 0, max: 150 }],
    ['age: int 0..150', { min: 0, max: 150 }],
    ['age: int(0..150)', { min: 0, max: 150 }],
    ['age: int -5..', { min: -5 }],
    ['name: string(min=2, max=9)', { min: 2, max: 9 }],
    ['name: string minLength=2 maxLength=9', { min: 2, max: 9 }],
    ['name: string length=2..9', { min: 2, max: 9 }],
    ['price: decimal(10,3)', { precision: 10, scale: 3 }],
    ['price: money min=0', { type: 'money', precision: 12, scale: 2, min: 0 }],
    ['price: price = 9.90', { type: 'money', default: { kind: 'value', value: '9.90' } }],
    ['note: text optional # shown to staff', { description: 'shown to staff', max: 100_000 }],
    ["note: string = 'a # b' # c", { default: { kind: 'value', value: 'a # b' }, description: 'c' }],
    ["note: string # the user's own", { description: "the user's own" }],
    ['note: string description="two\\nlines"', { description: 'two\nlines' }],
    ['meta: dict[str, Any]', { type: 'json' }],
    ['meta: json = {"a": [1, "x # y"]}', { default: { kind: 'value', value: { a: [1, 'x # y'] } } }],
    ['slug: slug from title', { type: 'slug', max: 80, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }],
    ['mail: EmailStr', { type: 'email', max: 254 }],
    ['site: HttpUrl', { type: 'url', max: 2000 }],
    ['secret: string writeonly pii immutable index', { writeOnly: true, pii: true, immutable: true, indexed: true }],
    ['class: string', { name: 'class' }],
    ['metadata: json', { name: 'metadata' }],
    ['model_config: string', { name: 'model_config' }],
  ])('%s', (line, wanted) => {
    const fields = line.includes('from title') ? [line, 'title: string'] : [line];
    expect(resourceOf(post(fields, {}, { config: { auth_style: 'none' } })).fields[0]).toMatchObject(wanted);
  });

  it('fills in every default', () => {
    expect(fieldOf('title: string')).toEqual({
      name: 'title',
      type: 'string',
      list: false,
      values: [],
      required: true,
      nullable: false,
      unique: false,
      indexed: false,
      max: 255,
      readOnly: false,
      writeOnly: false,
      immutable: false,
      pii: false,
    });
  });

  it.each<[string, string, string?]>([
    ['title: string(', 'expected a length or range'],
    ['💥: string', 'expected the name of a field'],
    ["title: string = 'x", 'does not end'],
    ['title: enum(a|b', 'at the end of the values'],
    ['title: enum', 'needs values'],
    ['title: list<list<string>>', 'list of lists'],
    ['title: string = nwo()', 'unknown default nwo()', 'now()'],
    ['title: string /a/i', 'unknown modifier "i"'],
    [`n: int = ${'9'.repeat(400)}`, 'too large'],
  ])('%s is an error', (line, message, suggestion) => {
    const error = fieldError(line);
    expect(error.message).toContain(message);
    if (suggestion !== undefined) expect(error.suggestion).toBe(suggestion);
  });

  it('names the column of a mistake', () => {
    expect(fieldError('title: string requird').message).toBe('unknown modifier "requird" (column 15)');
  });

  it('reads objects as lines', () => {
    const object = { name: 'state', type: 'string', enum: ['a b', "c'd"], required: false, description: 'two\nlines' };
    expect(fieldOf(object)).toMatchObject({
      type: 'enum',
      values: ['a b', "c'd"],
      nullable: true,
      description: 'two\nlines',
    });
    expect(fieldOf({ name: 'tags', type: 'array', items: { type: 'string' }, maxItems: 3 })).toMatchObject({
      list: true,
      max: 3,
    });
    expect(fieldOf({ name: 'at', type: 'datetime', default: 'now()' })).toMatchObject({ default: { kind: 'now' } });
  });
});

describe('relation lines', () => {
  it.each([
    'author: -> User',
    'author: User',
    'author: belongsTo User',
    'author: belongsTo(User)',
    'author_id: ForeignKey(User)',
    'author_id: fk(User.id)',
    'belongsTo User as author',
    'author_id: uuid',
    'author_id: int',
  ])('%s', (line) => {
    expect(resourceOf(post(['t: string', line])).relations).toMatchObject([
      { name: 'author', target: 'User', nullable: false },
    ]);
  });

  it.each<[string, object]>([
    ['editor?: -> User', { required: false, nullable: true, onDelete: 'set_null' }],
    ['editor: -> User', { required: true, nullable: false, onDelete: 'restrict' }],
    [
      'editor: -> User cascade unique immutable # who',
      { onDelete: 'cascade', unique: true, immutable: true, description: 'who' },
    ],
    ['editor?: -> User onDelete=restrict inverse=edited', { onDelete: 'restrict', inverse: 'edited' }],
    ['editor?: -> User onDelete=set null', { onDelete: 'set_null' }],
  ])('%s', (line, wanted) => {
    const fields = ['t: string', 'owner: -> User', line];
    expect(resourceOf(post(fields)).relations.find(({ name }) => name === 'editor')).toMatchObject(wanted);
  });

  it('a resource wins over another word for a type', () => {
    const wire = {
      resources: [
        { name: 'Link', fields: ['a: string'] },
        { name: 'Page', fields: ['link: Link', 'url: link'] },
      ],
    };
    const page = resourceOf(wire, 'Page');
    expect(page.relations).toMatchObject([{ name: 'link', target: 'Link' }]);
    expect(page.fields).toMatchObject([{ name: 'url', type: 'url' }]);
  });

  it('takes no modifiers of values', () => {
    expect(fieldError('author: -> User max=3 = 5').message).toBe('author: a relation takes no default, min, max');
    expect(fieldError('title: string cascade').message).toContain('is for relations');
  });
});

it('a design may call anything anything', () => {
  const names = ['Order', 'Group', 'Index', 'Field', 'Query', 'class', 'import'];
  const design = designOf({
    resources: names.map((name) => ({ name, fields: ['class: string', 'import: int', 'json: json'] })),
  });
  expect(design.resources.map(({ name, plural }) => [name, plural])).toEqual([
    ['Order', 'orders'],
    ['Group', 'groups'],
    ['Index', 'indexes'],
    ['Field', 'fields'],
    ['Query', 'queries'],
    ['Class', 'classes'],
    ['Import', 'imports'],
  ]);
});
