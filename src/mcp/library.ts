import { type Bundle, BundleStore, type DesignCache, type Recipe } from '../deliver/index.ts';
import { buildBundle } from './build.ts';
import type { Compiler } from './compiler.ts';
import { ToolError } from './errors.ts';
import { quote } from './text.ts';

/** The bundles that a client can refer to by id: those of this process, and those that can be made again. */
export class BundleLibrary {
  readonly #store = new BundleStore();
  readonly #recipes = new Map<string, Recipe>();
  readonly #cache: DesignCache;
  readonly #compiler: () => Promise<Compiler>;

  constructor(cache: DesignCache, compiler: () => Promise<Compiler>) {
    this.#cache = cache;
    this.#compiler = compiler;
  }

  /** Keeps a bundle, and on disk what it was made from. */
  keep(bundle: Bundle, recipe: Recipe): void {
    this.#store.put(bundle);
    this.#recipes.set(bundle.id, recipe);
    this.#cache.save(bundle.id, recipe);
  }

  /** Ids of this process, the most recent first. */
  ids(): readonly string[] {
    return this.#store.ids();
  }

  /** The bundle of that id, made again from its design when this process does not have it; else NOT_FOUND. */
  async find(id: string): Promise<Bundle> {
    const bundle = this.#store.get(id) ?? (await this.#regenerate(id));
    if (bundle !== undefined) return bundle;
    throw this.#notFound(id);
  }

  /** What the bundle of that id was made from; else NOT_FOUND. */
  recipe(id: string): Recipe {
    const recipe = this.#recipeOf(id);
    if (recipe !== undefined) return recipe;
    throw this.#notFound(id);
  }

  #recipeOf(id: string): Recipe | undefined {
    return this.#recipes.get(id) ?? this.#cache.load(id);
  }

  /** Undefined too when the design now gives other files: the id names a content, and that is gone. */
  async #regenerate(id: string): Promise<Bundle | undefined> {
    const recipe = this.#recipeOf(id);
    if (recipe === undefined) return undefined;
    const bundle = buildBundle(await this.#compiler(), recipe);
    if (bundle?.id !== id) return undefined;
    this.keep(bundle, recipe);
    return bundle;
  }

  #notFound(id: string): ToolError {
    const known = this.ids().slice(0, 5);
    const hint = known.length === 0 ? '' : ` Known here: ${known.join(', ')}.`;
    return new ToolError(
      'NOT_FOUND',
      `there is no bundle ${quote(id)} any more`,
      `Call the generator again with the design: the same design gives the same bundle.${hint}`,
    );
  }
}
