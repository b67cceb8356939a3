import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { designOf, errorsOf, messages, post, resourceOf } from '../support.ts';

const two = (order: string[], item: string[], extra: object = {}): object => ({
  resources: [
    { name: 'Order', fields: ['t: string', ...order] },
    { name: 'Item', fields: ['t: string', ...item], ...extra },
  ],
});

describe('foreign keys by name', () => {
  it.each(['author_id: uuid', 'author_id?: uuid', 'customer_id: string', 'created_by: uuid', 'created_by_id: int'])(
    '%s is a relation to the account',
    (line) => {
      const name = line.split(/[?:]/)[0]!.replace(/_id$/, '');
      const reading = readDesign(post(['t: string', line]));
      expect(reading.design?.resources[0]?.relations).toMatchObject([
        { name, target: 'User', nullable: line.includes('?') },
      ]);
      expect(messages(reading, 'assumptions').join()).toContain(`relation ${name} -> User`);
    },
  );

  it('a resource of that name is meant first', () => {
    const wire = {
      resources: [
        { name: 'Customer', fields: ['t: string'] },
        { name: 'Order', fields: ['customer_id: uuid'] },
      ],
    };
    expect(resourceOf(wire, 'Order').relations).toMatchObject([{ target: 'Customer' }]);
  });

  it.each(['external_id: string', 'stripe_id: uuid', 'author: string', 'ids: list<uuid>'])(
    '%s stays a field',
    (line) => {
      expect(resourceOf(post([line])).relations).toEqual([]);
    },
  );

  it('without accounts it stays a UUID', () => {
    const none = { config: { auth_style: 'none' } };
    expect(resourceOf(post(['author_id: uuid'], {}, none))).toMatchObject({
      fields: [{ name: 'author_id', type: 'uuid' }],
      relations: [],
    });
    const reading = readDesign(post(['t: string', 'author: -> User'], { filters: ['author_id'] }, none));
    expect(reading.errors).toEqual([]);
    expect(reading.design?.resources[0]).toMatchObject({
      fields: [{ name: 't' }, { name: 'author_id', type: 'uuid', required: true }],
      relations: [],
    });
  });
});

describe('other sides', () => {
  it('hasMany beside the belongsTo names the other side', () => {
    const reading = readDesign(two(['items: hasMany Item'], ['order: -> Order cascade']));
    expect(reading.design?.resources[1]?.relations).toMatchObject([{ name: 'order', inverse: 'items' }]);
    expect(messages(reading, 'assumptions')).toContain('Order.items is the other side of Item.order');
  });

  it('hasMany alone adds the belongsTo', () => {
    const reading = readDesign(two(['items: hasMany Item'], []));
    expect(reading.design?.resources[1]?.relations).toMatchObject([
      { name: 'order', target: 'Order', required: true, onDelete: 'cascade', inverse: 'items', unique: false },
    ]);
    expect(messages(reading, 'assumptions').join()).toContain('Item.order -> Order (cascade) is added');
  });

  it('hasOne adds a unique one', () => {
    expect(designOf(two(['item: hasOne Item'], [])).resources[1]?.relations).toMatchObject([{ unique: true }]);
  });

  it('a name that is taken is an error', () => {
    expect(errorsOf(two(['items: hasMany Item'], ['order: string']))).toMatchObject([
      { message: expect.stringContaining('inverse=items') },
    ]);
  });
});

describe('what is not generated yet', () => {
  it.each<[string, string]>([
    ['members: manyToMany User', 'many to many is not generated yet'],
    ['members: -> User[]', 'many to many is not generated yet'],
    ['author: -> User embed', 'embed is not generated yet'],
  ])('%s', (line, message) => {
    const reading = readDesign(post(['t: string', line]));
    expect(reading.errors).toEqual([]);
    expect(messages(reading, 'warnings').join()).toContain(message);
  });

  it('keeps many to many in the design, for later', () => {
    expect(resourceOf(post(['t: string', 'members: manyToMany User inverse=posts'])).links).toEqual([
      { name: 'members', target: 'User', inverse: 'posts' },
    ]);
  });

  it('a parent is a relation and a filter', () => {
    const reading = readDesign(two([], [], { parent: 'orders' }));
    expect(reading.design?.resources[1]).toMatchObject({
      relations: [{ name: 'order', target: 'Order', onDelete: 'cascade' }],
      filters: [{ field: 'order', op: 'eq', param: 'order_id' }],
    });
    expect(messages(reading, 'warnings')).toEqual([
      'nested routes are not generated yet: /items?order_id= lists them instead',
    ]);
    expect(errorsOf(two([], [], { parent: 'Ordr' }))).toMatchObject([
      { path: 'resources[1].parent', suggestion: 'Order' },
    ]);
  });
});

describe('rows that could never be', () => {
  it.each([
    [two(['item: -> Item'], ['order: -> Order']), 'Order -> Item -> Order'],
    [post(['t: string', 'parent: -> Post']), 'Post -> Post'],
  ])('required relations in a circle', (wire, circle) => {
    expect(errorsOf(wire)).toMatchObject([{ message: expect.stringContaining(circle) }]);
  });

  it('an optional one opens the circle', () => {
    expect(errorsOf(two(['item?: -> Item'], ['order: -> Order']))).toEqual([]);
  });

  it('set_null needs an optional relation', () => {
    expect(errorsOf(post(['t: string', 'editor: -> User onDelete=set_null']))).toMatchObject([
      { message: expect.stringContaining('editor?: -> User') },
    ]);
  });
});
