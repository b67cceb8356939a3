/** Identifiers and imported symbols: the only things besides template text that print as code. */

/** A Python identifier that is known to be valid. Made by `name` only. */
export class Name {
  constructor(readonly id: string) {}
}

/** Something that a module imports. Printing it is importing it; `name` is null for `import module`. */
export class Sym {
  constructor(
    readonly module: string,
    readonly name: string | null,
    readonly alias?: string,
  ) {}
}

const KEYWORDS =
  'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
  'import in is lambda nonlocal not or pass raise return try while with yield match case type';
const RESERVED = new Set(KEYWORDS.split(' '));

/** Whether Python gives `id` a meaning of its own. */
export const isKeyword = (id: string): boolean => RESERVED.has(id);

/**
 * The only door from outside text to an identifier. Python itself normalises identifiers (NFKC), so anything that is not
 * ASCII after NFKD becomes an underscore; keywords, soft ones included, get a trailing underscore.
 */
export function name(text: string): Name {
  const ascii = text.normalize('NFKD').replace(/[^A-Za-z0-9_]+/g, '_');
  const id = /^(?:[0-9]|_*$)/.test(ascii) ? `n_${ascii}` : ascii;
  return new Name(RESERVED.has(id) ? `${id}_` : id);
}

/** `from module import a, b, c`, as one symbol each. */
export function from<const N extends readonly string[]>(module: string, ...names: N): Record<N[number], Sym> {
  const symbols: Record<string, Sym> = {};
  for (const id of names) symbols[id] = new Sym(module, id);
  return symbols;
}

/** `import module`, or `import module as alias`. */
export const importModule = (module: string, alias?: string): Sym => new Sym(module, null, alias);

/** `from module import name as alias`. */
export const importAs = (module: string, id: string, alias: string): Sym => new Sym(module, id, alias);
