/**
 * Remembers texts by what they were made of, up to an amount of characters. When that is reached, what was not asked for
 * since the last time is forgotten.
 */
export class Memory {
  private recent = new Map<string, string>();
  private older = new Map<string, string>();
  private characters = 0;

  /** About twice as many characters as `most` are kept, keys included. */
  constructor(private readonly most: number) {}

  /** What `make` returns for `key`, made once. */
  recall(key: string, make: () => string): string {
    const known = this.recent.get(key);
    if (known !== undefined) return known;
    const text = this.older.get(key) ?? make();
    this.keep(key, text);
    return text;
  }

  private keep(key: string, text: string): void {
    this.characters += key.length + text.length;
    if (this.characters > this.most) {
      this.older = this.recent;
      this.recent = new Map();
      this.characters = key.length + text.length;
    }
    this.recent.set(key, text);
  }
}
