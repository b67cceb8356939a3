import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { errorsOf, messages, post, resourceOf } from '../support.ts';

const FIELDS = [
  'title: string',
  'body: text',
  'price: money',
  'tags: list<string>',
  'status: enum(a|b)',
  'starts_at?: datetime',
  'limit: int',
  'data: json',
  'secret: string writeonly',
  'flag: bool = false',
  'author: -> User',
  'team?: -> User',
];
const filtersOf = (...filters: unknown[]): unknown[] =>
  resourceOf(post(FIELDS, { filters })).filters.map(({ field, op, param }) => `${field} ${op} ${param}`);

describe('filters', () => {
  it.each<[unknown, string[]]>([
    ['title', ['title eq title']],
    ['tags', ['tags has tags']],
    ['tags: has as tag', ['tags has tag']],
    ['tag', ['tags has tag']],
    ['price: gte,lte', ['price gte price_gte', 'price lte price_lte']],
    ['price: range', ['price gte price_gte', 'price lte price_lte']],
    ['price: lte as max_price', ['price lte max_price']],
    ['price: gt,lt as cost', ['price gt cost_gt', 'price lt cost_lt']],
    ['starts_at', ['starts_at gte starts_at_gte', 'starts_at lte starts_at_lte']],
    ['starts_at: isnull', ['starts_at isnull starts_at_isnull']],
    ['status: in', ['status in status_in']],
    ['status: eq,ne', ['status eq status', 'status ne status_ne']],
    ['title: like', ['title icontains title_icontains']],
    ['author', ['author eq author_id']],
    ['author_id', ['author eq author_id']],
    ['author as by', ['author eq by']],
    ['team: isnull', ['team isnull team_id_isnull']],
    ['created_at: range', ['created_at gte created_at_gte', 'created_at lte created_at_lte']],
    ['limit', ['limit eq limit_filter']],
    ['title as q', ['title eq title_filter']],
    [{ field: 'price', op: 'gte', param: 'from_price' }, ['price gte from_price']],
  ])('%j', (filter, wanted) => {
    expect(filtersOf(filter)).toEqual(wanted);
  });

  it('a map of fields is read too', () => {
    expect(resourceOf(post(FIELDS, { filters: { price: ['gte', 'lte'], tags: 'has' } })).filters).toHaveLength(3);
  });

  it('says when a parameter gets another name', () => {
    expect(messages(readDesign(post(FIELDS, { filters: ['limit'] })), 'assumptions').join()).toContain(
      'the parameter is called limit_filter',
    );
  });

  it.each([
    ['titel', 'has no field "titel"'],
    ['title: gt', '"gt" is for numbers and times'],
    ['title: has', '"has" is for lists'],
    ['tags: eq', 'filtered by "has"'],
    ['data', 'json'],
    ['title: isnull', 'never null'],
    ['price: contains', 'for texts'],
    ['flag: in', 'of no use'],
    ['secret', 'never in a response'],
    ['title: equals', 'unknown filter operator'],
  ])('%s is an error', (filter, message) => {
    expect(errorsOf(post(FIELDS, { filters: [filter] }))).toMatchObject([
      { path: 'resources[0].filters[0]', message: expect.stringContaining(message) },
    ]);
  });

  it('two filters of one name are an error, one filter twice is one', () => {
    expect(filtersOf('title', 'title: eq')).toEqual(['title eq title']);
    expect(errorsOf(post(FIELDS, { filters: ['title', 'status as title'] }))).toMatchObject([
      { message: expect.stringContaining('two filters') },
    ]);
  });

  it.each(['author.email', 'id', 'deleted_at'])('%s is left out with a warning', (filter) => {
    const reading = readDesign(post(FIELDS, { filters: [filter], options: ['soft_delete'] }));
    expect(reading.design?.resources[0]?.filters).toEqual([]);
    expect(reading.warnings).toMatchObject([{ path: 'resources[0].filters[0]' }]);
  });
});

const sortsOf = (sort: unknown, extra: object = {}): string[] =>
  resourceOf(post(FIELDS, { sort, ...extra })).sorts.map(({ field, descending }) => `${descending ? '-' : ''}${field}`);

describe('sort orders', () => {
  it.each<[unknown, string[]]>([
    [undefined, ['-created_at']],
    [
      ['-price', 'title'],
      ['-price', 'title'],
    ],
    ['price desc, title', ['-price', 'title']],
    [{ created_at: 'desc', title: 'asc' }, ['-created_at', 'title']],
    [
      ['title', '-title', 'flag', 'status', 'id'],
      ['title', 'flag', 'status', 'id'],
    ],
  ])('%j', (sort, wanted) => {
    expect(sortsOf(sort)).toEqual(wanted);
  });

  it('falls back to the id, which is in the order of time, without timestamps', () => {
    expect(sortsOf(undefined, { options: ['-timestamps'] })).toEqual(['-id']);
    expect(errorsOf(post(FIELDS, { sort: ['created_at'], options: ['-timestamps'] }))).toHaveLength(1);
  });

  it.each(['tags', 'data', 'author', 'titel', 'secret', 'version'])('%s is an error', (sort) => {
    expect(errorsOf(post(FIELDS, { sort: [sort] }))).toMatchObject([{ path: 'resources[0].sort[0]' }]);
  });

  it('over a relation it is left out with a warning', () => {
    const reading = readDesign(post(FIELDS, { sort: ['author.email'] }));
    expect(reading.design?.resources[0]?.sorts).toEqual([{ field: 'created_at', descending: true }]);
    expect(reading.warnings).toHaveLength(1);
  });
});

describe('search', () => {
  it('looks through texts', () => {
    expect(resourceOf(post(FIELDS, { search: 'title, body' })).search).toEqual(['title', 'body']);
  });

  it.each(['price', 'tags', 'author', 'secret', 'bdy'])('%s is an error', (search) => {
    expect(errorsOf(post(FIELDS, { search: [search] }))).toMatchObject([{ path: 'resources[0].search[0]' }]);
  });
});

describe('unique together', () => {
  it.each<[unknown, string[][]]>([
    [['author, title'], [['author', 'title']]],
    [[['author_id', 'title']], [['author', 'title']]],
    [['author', 'title'], [['author', 'title']]],
    [['author+title', 'title, author'], [['author', 'title']]],
  ])('%j', (unique, wanted) => {
    expect(resourceOf(post(FIELDS, { unique_together: unique })).uniqueTogether).toEqual(wanted);
  });

  it('of one is unique', () => {
    expect(resourceOf(post(FIELDS, { unique_together: ['title'] }))).toMatchObject({
      uniqueTogether: [],
      fields: [{ unique: true }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    });
  });

  it.each(['author, tags', 'author, titel', 'created_at, title'])('%s is an error', (unique) => {
    expect(errorsOf(post(FIELDS, { unique_together: [unique] }))).toHaveLength(1);
  });
});
