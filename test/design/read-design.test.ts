import { describe, expect, it } from 'vitest';
import { readDesign } from '../../src/design/index.ts';
import { designOf, errorsOf, example, exampleNames, post } from './support.ts';

describe('examples', () => {
  it.each(exampleNames())('%s is a valid design', (name) => {
    expect(errorsOf(example(name))).toEqual([]);
  });

  it('blog.json says everything of the blog', () => {
    const { resources, config } = designOf(example('blog.json'));
    const [posts] = resources;
    expect(config).toMatchObject({ auth_style: 'jwt', pagination: 'cursor', api_prefix: '/api/v1', page_size: 20 });
    expect(posts).toMatchObject({
      name: 'Post',
      singular: 'post',
      plural: 'posts',
      owner: 'author',
      operations: ['list', 'get', 'create', 'update', 'delete', 'restore'],
      options: ['timestamps', 'soft_delete', 'optimistic_lock'],
      filters: [
        { field: 'tags', op: 'has', param: 'tag' },
        { field: 'slug', op: 'eq', param: 'slug' },
        { field: 'author', op: 'eq', param: 'author_id' },
        { field: 'published', op: 'eq', param: 'published' },
      ],
      sorts: [
        { field: 'created_at', descending: true },
        { field: 'updated_at', descending: false },
        { field: 'title', descending: false },
      ],
      access: {
        list: [{ who: 'public', when: { kind: 'path', path: ['published'] } }, { who: 'owner' }],
        create: [{ who: 'authenticated' }],
        restore: [{ who: 'owner' }],
      },
    });
    expect(posts?.fields.map(({ name, required }) => [name, required])).toEqual([
      ['title', true],
      ['content', true],
      ['slug', false],
      ['tags', false],
      ['published', false],
    ]);
    expect(posts?.fields[3]).toMatchObject({ type: 'string', list: true, unique: true, max: 10, itemMax: 30 });
    expect(posts?.relations).toMatchObject([
      { name: 'author', target: 'User', readOnly: true, required: false, nullable: false },
    ]);
  });
});

describe('containers', () => {
  const lines = ['title: string', 'published: bool = false'];
  const wanted = readDesign(post(lines)).design;
  const map = { title: 'string', published: 'bool = false' };
  const objects = [
    { name: 'title', type: 'string' },
    { name: 'published', type: 'boolean', default: false },
  ];
  it.each([
    ['JSON text', JSON.stringify(post(lines))],
    ['fenced JSON', `\`\`\`json\n${JSON.stringify(post(lines))}\n\`\`\``],
    ['resources as JSON text', { service: 'Test', resources: JSON.stringify([{ name: 'Post', fields: map }]) }],
    ['a map of resources', { service: 'Test', resources: { Post: { fields: map } } }],
    ['a map of resources to fields', { service: 'Test', resources: { Post: map } }],
    ['one resource', { service: 'Test', resources: { name: 'Post', fields: lines } }],
    ['fields as JSON text', { service: 'Test', resources: [{ name: 'Post', fields: JSON.stringify(map) }] }],
    [
      'fields as a text of lines',
      { service: 'Test', resources: [{ name: 'Post', fields: '- title: string\n- published: bool = false' }] },
    ],
    ['other words', { service: 'Test', entities: [{ name: 'posts', properties: objects }] }],
    ['camelCase', { service: 'Test', resources: [{ name: 'Post', fields: objects, uniqueTogether: [] }] }],
    ['an envelope', { design: post(lines) }],
  ])('%s', (_name, wire) => {
    expect(readDesign(wire).design).toEqual(wanted);
  });

  it('a list of resources alone is a design', () => {
    expect(readDesign([{ name: 'Post', fields: lines }]).design?.resources).toEqual(wanted?.resources);
  });
});

describe('unknown keys and values', () => {
  it('warns of unknown keys and says what was meant', () => {
    const { warnings, design } = readDesign(post(['t: string'], { serch: ['t'] }, { endpoint: [] }));
    expect(design).toBeDefined();
    expect(warnings).toMatchObject([
      { path: '$.endpoint', suggestion: 'endpoints' },
      { path: 'resources[0].serch', suggestion: 'search' },
    ]);
  });

  it('reports unknown values as errors, with what was got and meant', () => {
    expect(errorsOf(post(['t: string'], { options: ['softdelet'] }))).toEqual([
      {
        path: 'resources[0].options[0]',
        message: 'unknown option "softdelet"; use timestamps, soft_delete, optimistic_lock',
        got: 'softdelet',
        suggestion: 'soft_delete',
      },
    ]);
  });
});

const action = (...steps: string[]): object => ({ actions: [{ name: 'x', access: ['authenticated'], steps }] });
const step = 'resources[0].actions[0].steps[0]';

describe('errors say where, what and how', () => {
  it.each<[string, unknown, string, string, string?]>([
    ['type typo', post(['title: strng']), 'resources[0].fields[0]', 'unknown type', 'string'],
    ['modifier typo', post(['title: string requird']), 'resources[0].fields[0]', 'unknown modifier', 'required'],
    [
      'config value',
      post(['t: string'], {}, { config: { db_library: 'sqlalchmy' } }),
      'config.db_library',
      'unknown db_library',
      'sqlalchemy',
    ],
    ['unknown target', post(['t: string', 'x: -> Pots']), 'resources[0].fields[1]', 'unknown resource', 'Post'],
    ['filter typo', post(['title: string'], { filters: ['titel'] }), 'resources[0].filters[0]', 'no field', 'title'],
    [
      'owner without a relation',
      post(['t: string'], { access: ['update: owner'] }),
      'resources[0].access[0]',
      'needs an owner',
    ],
    [
      'operation typo',
      post(['t: string'], { access: ['craete: public'] }),
      'resources[0].access[0]',
      'unknown operation',
      'create',
    ],
    [
      'state typo in a step',
      post(['t: string'], { states: ['draft -> live: go'], ...action('-> lve') }),
      step,
      'no state',
      'live',
    ],
    ['enum value typo', post(['s: enum(a_long|b_long)'], action("set s = 'a_lng'")), step, 'not one of', 'a_long'],
    ['field typo in a step', post(['stock: int'], action('decrement stok by 1')), step, 'unknown name', 'stock'],
    ['type error in a step', post(['title: string'], action('increment title')), step, 'needs a number'],
    ['assignment of a wrong type', post(['n: int'], action("set n = 'a'")), step, 'cannot be set'],
    ['step typo', post(['n: int'], action('requre n > 0')), step, 'unknown step', 'require'],
    ['"=" in a condition', post(['n: int'], action('require n = 0')), step, 'use "=="', '=='],
    [
      'a comparison with itself',
      post(['t: string', 'user: -> User'], {
        actions: [{ name: 'x', on: 'collection', steps: ['delete Post where user == user'] }],
      }),
      step,
      'both sides',
      'user == me',
    ],
    ['missing value', post(['t: string', 'n: int'], action("create Post(t='a')")), step, 'required "n" is missing'],
    ['function typo', post(['at: datetime'], action('set at = nwo()')), step, 'unknown function', 'now()'],
    [
      'an action without effect',
      post(['t: string'], { actions: [{ name: 'x' }] }),
      'resources[0].actions[0].steps',
      'does nothing',
    ],
    ['no JSON', '{"resources": [', '$', 'not valid JSON'],
  ])('%s', (_name, wire, path, message, suggestion) => {
    const found = errorsOf(wire).find((error) => error.path === path);
    expect(found?.message).toContain(message);
    if (suggestion !== undefined) expect(found?.suggestion).toBe(suggestion);
  });

  it('all problems at once', () => {
    const wire = { resources: [{ name: 'Post', fields: ['a: strng', 'b: itn', 'c: -> Nope'], filters: ['zzz'] }] };
    expect(errorsOf(wire).map(({ path }) => path)).toEqual([
      'resources[0].fields[0]',
      'resources[0].fields[1]',
      'resources[0].fields[2]',
      'resources[0].filters[0]',
    ]);
  });

  it('one mistake is one error, however often the name is used', () => {
    const wire = post(['title: strng'], {
      filters: ['title'],
      sort: ['title'],
      search: ['title'],
      access: ["list: public when title == 'x'"],
    });
    expect(errorsOf(wire)).toHaveLength(1);
  });
});

describe('limits', () => {
  it.each([
    ['set n = ', '(', ')'],
    ['set n = ', '[', ']'],
  ])('%s%s… is an error, no overflow', (start, open, close) => {
    const errors = errorsOf(post(['n: int'], action(start + open.repeat(1500) + '1' + close.repeat(1500))));
    expect(errors).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
  });

  it.each([
    `require ${'not '.repeat(900)}true`,
    `${'if true { '.repeat(300)}set n = 1${' }'.repeat(300)}`,
    `set n = ${'1+'.repeat(90_000)}1`,
    `set n = ${'1+'.repeat(1900)}1`,
  ])('%.30s…', (line) => {
    expect(errorsOf(post(['n: int'], action(line)))).toMatchObject([{ code: 'LIMIT_EXCEEDED' }]);
  });

  it.each([
    ['a description', post(['t: string'], { description: 'x'.repeat(20_001) }), 'resources[0].description'],
    ['the service description', post(['t: string'], {}, { description: 'x'.repeat(20_001) }), 'description'],
    [
      'resources',
      { resources: Array.from({ length: 101 }, (_, index) => ({ name: `R${index}x`, fields: ['t: string'] })) },
      'resources',
    ],
    ['fields', post(Array.from({ length: 201 }, (_, index) => `f${index}: string`)), 'resources[0].fields'],
    ['a line', post([`t: string # ${'x'.repeat(5000)}`]), undefined],
    ['a field name', post([`${'x'.repeat(51)}: string`]), 'resources[0].fields[0]'],
    ['a resource name', { resources: [{ name: 'X'.repeat(51), fields: ['t: string'] }] }, 'resources[0].name'],
  ])('%s', (_name, wire, path) => {
    const errors = errorsOf(wire);
    if (path === undefined) expect(errors).toEqual([]);
    else expect(errors).toMatchObject([{ path, code: 'LIMIT_EXCEEDED' }]);
  });
});

describe('garbage', () => {
  it.each([
    null,
    1,
    '',
    [],
    {},
    { resources: 5 },
    { resources: [null, 1, 'x', { name: 5 }] },
    {
      resources: [
        { name: 'P', fields: [{}, [], 7, { type: {} }], access: 9, states: {}, actions: [[], { steps: [1] }] },
      ],
    },
    { resources: [{ name: '💥', fields: ['💥: string'] }] },
    { resources: [{ name: { toString: 1 }, fields: [{ toString: 1, name: 'constructor' }] }] },
    {
      resources: [
        { name: 'P', fields: ['t: string'], access: ['constructor: __proto__'], options: { __proto__: true } },
      ],
      config: 'x',
    },
  ])('%j is told, not thrown', (wire) => {
    const { design, errors } = readDesign(wire);
    expect(design).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
  });
});
