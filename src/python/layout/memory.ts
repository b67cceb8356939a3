/**
 * Remembers what was made of keys, up to an amount. When that is reached, what was not asked for since the last time is
 * forgotten.
 */
export class Memory<V extends string | object> {
  private recent = new Map<string, V>();
  private older = new Map<string, V>();
  private amount = 0;

  /** About twice as much as `most` is kept, as `sizeOf` counts it. */
  constructor(
    private readonly most: number,
    private readonly sizeOf: (key: string, value: V) => number,
  ) {}

  get(key: string): V | undefined {
    const known = this.recent.get(key);
    if (known !== undefined) return known;
    const old = this.older.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: V): void {
    const size = this.sizeOf(key, value);
    this.amount += size;
    if (this.amount > this.most) {
      this.older = this.recent;
      this.recent = new Map();
      this.amount = size;
    }
    this.recent.set(key, value);
  }

  /** What `make` returns for `key`, made once. */
  recall(key: string, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }
}
