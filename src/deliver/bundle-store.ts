import type { Bundle } from './bundle.ts';

/** How much a store holds; the least recently used bundles make room for new ones. */
export interface StoreLimits {
  readonly bundles: number;
  readonly bytes: number;
}

const DEFAULT_LIMITS: StoreLimits = { bundles: 32, bytes: 20_000_000 };

/** The bundles of this process, least recently used first. */
export class BundleStore {
  readonly #bundles = new Map<string, Bundle>();
  readonly #limits: StoreLimits;
  #bytes = 0;

  constructor(limits: StoreLimits = DEFAULT_LIMITS) {
    this.#limits = limits;
  }

  /** Keeps a bundle. The order of a bundle that is already there is left alone, so that pages of it stay valid. */
  put(bundle: Bundle): void {
    if (this.get(bundle.id) !== undefined) return;
    this.#bundles.set(bundle.id, bundle);
    this.#bytes += sizeOf(bundle);
    this.#evict();
  }

  get(id: string): Bundle | undefined {
    const bundle = this.#bundles.get(id);
    if (bundle === undefined) return undefined;
    this.#bundles.delete(id);
    this.#bundles.set(id, bundle);
    return bundle;
  }

  /** Ids, the most recently used first. */
  ids(): readonly string[] {
    return [...this.#bundles.keys()].toReversed();
  }

  /** The newest bundle always stays, however large it is. */
  #evict(): void {
    for (const [id, bundle] of this.#bundles) {
      const crowded = this.#bundles.size > this.#limits.bundles || this.#bytes > this.#limits.bytes;
      if (!crowded || this.#bundles.size === 1) return;
      this.#bundles.delete(id);
      this.#bytes -= sizeOf(bundle);
    }
  }
}

function sizeOf(bundle: Bundle): number {
  return bundle.files.reduce((total, file) => total + file.bytes, 0);
}
