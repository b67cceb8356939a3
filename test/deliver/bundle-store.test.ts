import { describe, expect, it } from 'vitest';
import { createBundle } from '../../src/deliver/bundle.ts';
import { BundleStore } from '../../src/deliver/bundle-store.ts';

const bundle = (text: string) => createBundle([{ path: 'a.py', text }]);

describe('BundleStore', () => {
  it('forgets the least recently used bundle first', () => {
    const store = new BundleStore({ bundles: 2, bytes: 1_000 });
    const [one, two, three] = [bundle('1'), bundle('2'), bundle('3')];
    store.put(one);
    store.put(two);
    expect(store.get(one.id)).toBe(one);
    store.put(three);
    expect(store.ids()).toEqual([three.id, one.id]);
    expect(store.get(two.id)).toBeUndefined();
  });

  it('holds no more bytes than it may, but always the newest', () => {
    const store = new BundleStore({ bundles: 10, bytes: 100 });
    const small = [bundle('a'.repeat(40)), bundle('b'.repeat(40)), bundle('c'.repeat(40))];
    for (const one of small) store.put(one);
    expect(store.ids()).toEqual([small[2]?.id, small[1]?.id]);
    const large = bundle('d'.repeat(500));
    store.put(large);
    expect(store.ids()).toEqual([large.id]);
  });

  it('keeps the first reading order of a bundle', () => {
    const store = new BundleStore();
    const files = [
      { path: 'a', text: '1' },
      { path: 'b', text: '2' },
    ];
    store.put(createBundle(files));
    store.put(createBundle(files.toReversed()));
    expect(store.ids()).toHaveLength(1);
    expect(store.get(createBundle(files).id)?.files.map((file) => file.path)).toEqual(['a', 'b']);
  });
});
