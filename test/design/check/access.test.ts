import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/design/index.ts';
import { readDesign } from '../../../src/design/index.ts';
import { designOf, errorsOf, messages, post, resourceOf } from '../support.ts';

const OWNED = ['title: string', 'published: bool = false', 'tags: list<string>', 'author: -> User'];
const access = (...lines: string[]): object => ({ access: lines });

describe('the secure default', () => {
  it('is signed-in callers, and writing for the owner', () => {
    const reading = readDesign(post(OWNED));
    expect(reading.design?.resources[0]?.access).toEqual({
      list: [{ who: 'authenticated' }],
      get: [{ who: 'authenticated' }],
      create: [{ who: 'authenticated' }],
      update: [{ who: 'owner' }],
      delete: [{ who: 'owner' }],
    });
    expect(reading.assumptions).toContainEqual({
      path: 'resources[0].access',
      message: 'list, get, create: authenticated; update, delete: owner (not stated)',
    });
  });

  it('is said for what is left open only', () => {
    const reading = readDesign(post(['t: string'], access('read: public', 'write: role:admin')));
    expect(messages(reading, 'assumptions').filter((message) => message.includes('not stated'))).toEqual([]);
  });

  it('is public without accounts, and said', () => {
    const reading = readDesign(post(['t: string'], {}, { config: { auth_style: 'none' } }));
    expect(reading.design?.resources[0]?.access.delete).toEqual([{ who: 'public' }]);
    expect(messages(reading, 'assumptions')).toEqual(['list, get, create, update, delete: public (not stated)']);
  });
});

describe('rules', () => {
  it.each<[string, readonly Rule[]]>([
    ['public', [{ who: 'public' }]],
    ['anyone', [{ who: 'public' }]],
    ['user', [{ who: 'authenticated' }]],
    ['author', [{ who: 'owner' }]],
    ['nobody', [{ who: 'nobody' }]],
    ['admin', [{ who: 'role', name: 'admin' }]],
    ['role:content-manager', [{ who: 'role', name: 'content_manager' }]],
    [
      'role(editor) or scope:posts:write',
      [
        { who: 'role', name: 'editor' },
        { who: 'scope', name: 'posts:write' },
      ],
    ],
    ['owner | staff', [{ who: 'owner' }, { who: 'role', name: 'staff' }]],
  ])('%s', (text, wanted) => {
    expect(resourceOf(post(OWNED, access(`update: ${text}`))).access.update).toEqual(wanted);
  });

  it('the name of the owner relation is the owner', () => {
    const fields = ['t: string', 'customer: -> User'];
    expect(resourceOf(post(fields, access('update: customer or role:admin'))).access.update?.[0]).toEqual({
      who: 'owner',
    });
  });

  it('a group gives way to what is said by name, in any order', () => {
    const wanted = {
      list: [{ who: 'public' }],
      delete: [{ who: 'role', name: 'admin' }],
      create: [{ who: 'authenticated' }],
    };
    expect(resourceOf(post(OWNED, access('list: public', 'delete: admin', '*: authenticated'))).access).toMatchObject(
      wanted,
    );
    expect(resourceOf(post(OWNED, access('*: authenticated', 'list: public', 'delete: admin'))).access).toMatchObject(
      wanted,
    );
  });

  it('maps and lists are read too', () => {
    const wire = post(OWNED, { access: { 'list,get': ['public'], update: ['owner', 'role:admin'] } });
    expect(resourceOf(wire).access).toMatchObject({
      get: [{ who: 'public' }],
      update: [{ who: 'owner' }, { who: 'role', name: 'admin' }],
    });
  });

  it('names of actions are operations too', () => {
    const extra = {
      ...access('publish: role:editor'),
      actions: [{ name: 'publish', steps: ['set published = true'] }],
    };
    expect(resourceOf(post(OWNED, extra)).actions[0]?.access).toEqual([{ who: 'role', name: 'editor' }]);
  });

  it('create: owner is whoever is signed in', () => {
    expect(resourceOf(post(OWNED, access('*: owner'))).access.create).toEqual([{ who: 'authenticated' }]);
  });

  it('collects roles and scopes', () => {
    const design = designOf(
      post(OWNED, access('list: scope:b or scope:a', 'update: role:editor'), { roles: ['admin'] }),
    );
    expect([design.roles, design.scopes]).toEqual([
      ['admin', 'editor'],
      ['a', 'b'],
    ]);
  });

  it.each<[string, string, object]>([
    ['update: role:admn', 'unknown role "admn"', { roles: ['admin'] }],
    ['update: boss', 'unknown access rule "boss"', {}],
    ['create: public when published', 'create takes no "when"', {}],
    ['create: public', 'make create authenticated', {}],
    ['update: owner extra', 'unexpected "extra"', {}],
    ['update owner', 'write "operation: rule"', {}],
  ])('%s is an error', (line, message, top) => {
    expect(errorsOf(post(OWNED, access(line), top))).toMatchObject([{ message: expect.stringContaining(message) }]);
  });

  it.each(['owner', 'authenticated', 'role:admin', 'scope:x'])('%s is an error without accounts', (who) => {
    const errors = errorsOf(post(['t: string'], access(`update: ${who}`), { config: { auth_style: 'none' } }));
    expect(errors).toMatchObject([
      { path: 'resources[0].access[0]', message: expect.stringContaining('needs accounts') },
    ]);
  });

  it('warns of an operation that is not there', () => {
    const reading = readDesign(post(['t: string'], { operations: ['list'], access: ['delete: admin'] }));
    expect(messages(reading, 'warnings')).toEqual(['Post has no operation delete, so nobody needs the right to it']);
    expect(reading.design?.resources[0]?.access).toEqual({ list: [{ who: 'authenticated' }] });
  });
});

describe('the owner', () => {
  it.each<[string[], string | undefined]>([
    [['author: -> User', 'editor: -> User'], 'author'],
    [['checker: -> User'], 'checker'],
    [['checker: -> User', 'editor: -> User'], undefined],
    [['assignee?: -> User'], undefined],
    [['author?: -> User'], 'author'],
    [['team: -> Post2'], undefined],
  ])('of %j is %s', (lines, owner) => {
    const wire = {
      resources: [
        { name: 'Post', fields: ['t: string', ...lines] },
        { name: 'Post2', fields: ['t: string'] },
      ],
    };
    const resource = resourceOf(wire);
    expect(resource.owner).toBe(owner);
    if (owner !== undefined)
      expect(resource.relations.find(({ name }) => name === owner)).toMatchObject({ readOnly: true, required: false });
  });

  it.each([
    ['order.customer', { code: 'UNSUPPORTED' }],
    ['t', { message: 'Post has no relation "t" to User', suggestion: 'checker' }],
    ['chcker', { suggestion: 'checker' }],
  ])('owner %s is an error', (owner, wanted) => {
    expect(errorsOf(post(['t: string', 'checker: -> User'], { owner }))).toMatchObject([
      { path: 'resources[0].owner', ...wanted },
    ]);
  });

  it('is an error without accounts', () => {
    const none = { config: { auth_style: 'none' } };
    expect(errorsOf(post(['t: string'], { owner: 't' }, none))).toMatchObject([{ path: 'resources[0].owner' }]);
  });
});

describe('when', () => {
  it.each([
    'public when published',
    "public when published and title != 'x' or owner",
    'authenticated when author == me or admin',
    "public when lower(title) in ['a', 'b']",
    'public when created_at < now() - days(2)',
    'public when self.published and not (title is null)',
    'authenticated when author_id == me.id',
  ])('%s', (rule) => {
    expect(errorsOf(post(OWNED, access(`list: ${rule}`)))).toEqual([]);
  });

  it.each([
    ['public when publshed', { suggestion: 'published' }],
    ['public when title', { message: 'list: a condition must be true or false, this is a text' }],
    ['public when title > 3', { message: 'list: cannot compare a text with a number' }],
    ['public when author.email == title', { code: 'UNSUPPORTED' }],
    ['public when count(author.posts) > 3', { code: 'UNSUPPORTED' }],
    ["public when me.role == 'admin'", { code: 'UNSUPPORTED' }],
    ["public when 'x' in tags", { code: 'UNSUPPORTED' }],
    ["public when upper(title) == 'X'", { code: 'UNSUPPORTED' }],
    ['authenticated when me.is_active', { code: 'UNSUPPORTED' }],
    ['public when author == author', { message: expect.stringContaining('both sides') }],
  ])('%s is an error', (rule, wanted) => {
    expect(errorsOf(post(OWNED, access(`list: ${rule}`)))[0]).toMatchObject({ path: 'resources[0].access', ...wanted });
  });
});
