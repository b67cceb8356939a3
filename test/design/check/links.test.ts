import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { messages } from '../support.ts';

const two = (order: string[], item: string[], extra: object = {}): object => ({
  resources: [
    { name: 'Order', fields: ['t: string', ...order], ...extra },
    { name: 'Item', fields: ['t: string', ...item] },
  ],
});

describe('many to many', () => {
  it('between resources is compiled without a word', () => {
    const reading = readDesign(two(['items: manyToMany Item'], []));
    expect(reading.design?.resources[0]?.links).toEqual([{ name: 'items', target: 'Item' }]);
    expect(messages(reading, 'warnings')).toEqual([]);
  });

  it.each(['items', 'items: has', 'item_ids', 'item_id'])('is filtered by one id: %s', (filter) => {
    const reading = readDesign(two(['items: manyToMany Item'], [], { filters: [filter] }));
    expect(reading.design?.resources[0]?.filters).toEqual([{ field: 'item_ids', op: 'has', param: 'item_id' }]);
  });

  it('is not filtered by what the other rows hold', () => {
    const reading = readDesign(two(['items: manyToMany Item'], [], { filters: ['items.t'] }));
    expect(messages(reading, 'warnings').join()).toContain('over relations is not generated yet');
  });

  it('is one relation when both sides name it', () => {
    const reading = readDesign(two(['items: manyToMany Item'], ['orders: manyToMany Order']));
    expect(reading.design?.resources.map(({ links }) => links)).toEqual([
      [{ name: 'items', target: 'Item', inverse: 'orders' }],
      undefined,
    ]);
    expect(messages(reading, 'assumptions').join()).toContain('Item.orders is the other side of Order.items');
  });

  it('is two relations when both sides say so', () => {
    const reading = readDesign(
      two(['items: manyToMany Item inverse=sold_in'], ['favorites: manyToMany Order inverse=fans']),
    );
    expect(reading.design?.resources.map(({ links }) => links?.length)).toEqual([1, 1]);
  });

  it.each([
    [['items: manyToMany Item', 'item_ids: list<uuid>']],
    [['items: manyToMany Item', 'item: manyToMany Item']],
  ])('has ids of a name of its own: %j', (fields) => {
    expect(readDesign(two(fields, [])).errors).toMatchObject([
      { message: expect.stringContaining('"item_ids" twice') },
    ]);
  });
});
