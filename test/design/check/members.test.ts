import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { designOf, errorsOf, messages, post, resourceOf } from '../support.ts';

describe('built-in fields', () => {
  it('turn into options', () => {
    const fields = [
      'id: int',
      't: string',
      'created_at: datetime',
      'updated_at: datetime',
      'deleted_at?: datetime',
      'version: int = 1',
    ];
    const reading = readDesign(post(fields, {}, { config: { profile: 'mvp' } }));
    expect(reading.design?.resources[0]).toMatchObject({
      fields: [{ name: 't' }],
      options: ['timestamps', 'soft_delete', 'optimistic_lock'],
    });
    expect(messages(reading, 'assumptions')).toEqual(
      expect.arrayContaining([
        'id is generated: a UUID (version 7)',
        'deleted_at is made by the option soft_delete',
        'version is made by the option optimistic_lock',
      ]),
    );
  });

  it('a version that is no number is a field, and switches the lock off', () => {
    const reading = readDesign(post(['version: string']));
    expect(reading.design?.resources[0]).toMatchObject({ fields: [{ name: 'version' }], options: ['timestamps'] });
    expect(messages(reading, 'assumptions')).toContain('version is a field of the design, so optimistic_lock is off');
    expect(errorsOf(post(['version: string'], { options: ['optimistic_lock'] }))).toMatchObject([
      { suggestion: 'post_version' },
    ]);
  });

  it('stay fields when their option is switched off', () => {
    const fields = ['created_at: datetime', 'deleted_at?: datetime', 'version: int'];
    const options = ['-timestamps', 'no soft_delete', 'without optimistic_lock'];
    expect(resourceOf(post(fields, { options, sort: ['-created_at'] }))).toMatchObject({
      fields: [{ name: 'created_at' }, { name: 'deleted_at' }, { name: 'version' }],
      options: [],
      sorts: [{ field: 'created_at', descending: true }],
    });
  });
});

const nameErrors = (...given: string[]): string[] =>
  errorsOf({ resources: given.map((name) => ({ name, fields: ['t: string'] })) }).map(({ message }) => message);

describe('names that meet', () => {
  it.each([
    [['userName: string', 'user_name: int'], 'twice: names are compared in snake_case'],
    [['author: -> User', 'author_id: -> User'], '"author" twice'],
    [['author: -> User', 'author_id: json'], '"author_id" twice'],
    [['id: -> User', 't: string'], 'a relation needs another name'],
  ])('%j', (fields, message) => {
    expect(errorsOf(post(fields)).map((error) => error.message)).toEqual([expect.stringContaining(message)]);
  });

  it('resources that are one name are an error that names both', () => {
    expect(nameErrors('Posts', 'Post')).toEqual([
      '"Posts" and "Post" are one name, Post: give one of them another name',
    ]);
    expect(nameErrors('Post', 'Post')).toEqual(['resource Post is defined twice']);
    expect(nameErrors('Datum', 'Data')).toEqual([
      expect.stringContaining('Datum and Data would both be called "data"'),
    ]);
  });

  it('a plural that meets another one can be chosen', () => {
    const resources = [
      { name: 'Datum', fields: ['t: string'] },
      { name: 'Data', plural: 'data_sets', fields: ['t: string'] },
    ];
    expect(errorsOf({ resources })).toEqual([expect.objectContaining({ path: 'resources[1].name' })]);
    expect(errorsOf({ resources: [{ ...resources[0], plural: 'points' }, resources[1]] })).toEqual([]);
    expect(errorsOf({ resources: [{ name: 'Person', plural: 'users', fields: ['t: string'] }] })[0]?.message).toContain(
      'User and Person',
    );
  });
});

describe('options', () => {
  it('has the lock in production only, when nobody says', () => {
    expect(resourceOf(post(['t: string'])).options).toEqual(['timestamps', 'optimistic_lock']);
    expect(resourceOf(post(['t: string'], {}, { config: { profile: 'mvp' } })).options).toEqual(['timestamps']);
  });

  it.each<[unknown, string[]]>([
    [
      ['-optimistic_lock', 'soft_delete'],
      ['timestamps', 'soft_delete'],
    ],
    ['soft_delete, !timestamps', ['soft_delete', 'optimistic_lock']],
    [{ softDelete: true, optimisticLock: false }, ['timestamps', 'soft_delete']],
    [['versioned'], ['timestamps', 'optimistic_lock']],
  ])('%j', (options, wanted) => {
    expect(resourceOf(post(['t: string'], { options })).options).toEqual(wanted);
  });

  it('audit is a warning', () => {
    expect(messages(readDesign(post(['t: string'], { options: ['audit'] })), 'warnings')[0]).toContain(
      'audit is not generated yet',
    );
  });
});

describe('operations', () => {
  it.each<[unknown, string[]]>([
    [undefined, ['list', 'get', 'create', 'update', 'delete']],
    [[], []],
    ['read', ['list', 'get']],
    [
      ['delete', 'index'],
      ['list', 'delete'],
    ],
    [['put'], ['update']],
    [
      ['-delete', 'no update'],
      ['list', 'get', 'create'],
    ],
    [{ list: true, get: false }, ['list']],
    [['list', 'bulk_create', 'count'], ['list']],
    [
      ['list', 'delete', 'restore'],
      ['list', 'delete', 'restore'],
    ],
  ])('%j', (operations, wanted) => {
    expect(resourceOf(post(['t: string'], { operations })).operations).toEqual(wanted);
  });

  it('soft_delete adds restore, which needs the access of delete', () => {
    const extra = { options: ['soft_delete'], access: ['delete: role:admin'] };
    expect(resourceOf(post(['t: string'], extra))).toMatchObject({
      operations: ['list', 'get', 'create', 'update', 'delete', 'restore'],
      access: { restore: [{ who: 'role', name: 'admin' }] },
    });
    expect(resourceOf(post(['t: string'], { ...extra, operations: ['list'] })).operations).toEqual(['list']);
  });

  it('warns of what is not generated', () => {
    const reading = readDesign(post(['t: string'], { operations: ['list', 'replace', 'count'] }));
    expect(messages(reading, 'warnings')).toEqual([
      'replace is not generated: update is PATCH',
      'count is not generated yet',
    ]);
  });
});

describe('the account', () => {
  it('is what the resource User adds to it', () => {
    const user = {
      name: 'User',
      description: 'A reader.',
      fields: ['email: email', 'password: password', 'role: string', 'full_name: string pii'],
    };
    const reading = readDesign({ resources: [user, { name: 'Post', fields: ['t: string'] }] });
    expect(reading.design?.account).toEqual({
      fields: [expect.objectContaining({ name: 'full_name', pii: true })],
      description: 'A reader.',
    });
    expect(reading.design?.resources.map(({ name }) => name)).toEqual(['Post']);
    expect(messages(reading, 'assumptions')).toEqual(expect.arrayContaining(['email is part of the built-in account']));
  });

  it('warns of what it cannot have', () => {
    const user = {
      name: 'User',
      fields: ['team: -> Team', 'friends: manyToMany User'],
      operations: ['list'],
      key: 'name',
      actions: [{ name: 'follow' }],
      filters: ['x'],
    };
    const reading = readDesign({ resources: [user, { name: 'Team', fields: ['t: string'] }] });
    expect(reading.errors).toEqual([]);
    expect(reading.warnings.map(({ path }) => path)).toEqual([
      'resources[0].fields[1]',
      'resources[0].fields',
      'resources[0].operations',
      'resources[0].actions',
      'resources[0].key',
      'resources[0].filters',
    ]);
    expect(reading.design?.account).toMatchObject({ relations: [{ name: 'team' }], links: [{ name: 'friends' }] });
  });

  it('is a plain resource without accounts', () => {
    const design = designOf({
      config: { auth_style: 'none' },
      resources: [
        { name: 'User', fields: ['email: email'] },
        { name: 'Post', fields: ['t: string', 'author_id: uuid'] },
      ],
    });
    expect(design.resources.map(({ name, relations, owner }) => [name, relations.length, owner])).toEqual([
      ['User', 0, undefined],
      ['Post', 1, undefined],
    ]);
  });
});

it('a resource needs fields, and a design a resource', () => {
  expect(errorsOf(post([]))[0]?.message).toBe('Post has no fields');
  expect(errorsOf(post(['id: uuid']))[0]?.message).toBe('Post has no fields');
  expect(errorsOf({ service: 'x' })[0]?.message).toBe('a design needs at least one resource');
});

it('a lookup key is a warning, an unknown one an error', () => {
  expect(messages(readDesign(post(['slug: slug'], { key: 'slug' })), 'warnings')).toEqual([
    'lookup by slug is not generated yet: ids are used in URLs',
  ]);
  expect(errorsOf(post(['slug: slug'], { key: 'slg' }))).toMatchObject([
    { path: 'resources[0].key', suggestion: 'slug' },
  ]);
});
