/** The import block of a module, derived from the symbols it prints, sorted as isort (in Ruff) does. */
import type { SourceLine } from './code.ts';
import type { Sym } from './names.ts';
import { isStandardLibrary } from './stdlib.ts';

/** The names of one module: what it declares itself, and what the symbols it uses are called in it. */
export class Scope {
  private readonly taken: Set<string>;
  private readonly locals = new Map<string, string>();
  private readonly symbols: Sym[] = [];
  /** What `locals` says, by the symbols themselves: most are asked for again and again. */
  private readonly known = new Map<Sym, string>();

  /** `declared` are names that mean something else in this module, so that an import of the same name gets an alias. */
  constructor(declared: Iterable<string>) {
    this.taken = new Set(declared);
  }

  /** The local name of `symbol`, which is imported from now on. */
  resolve(symbol: Sym): string {
    let local = this.known.get(symbol);
    if (local === undefined) {
      local = this.introduce(symbol);
      this.known.set(symbol, local);
    }
    return local;
  }

  private introduce(symbol: Sym): string {
    const key = `${symbol.module}:${symbol.name ?? ''}`;
    const known = this.locals.get(key);
    if (known !== undefined) return known;
    const wanted = symbol.alias ?? symbol.name ?? symbol.module;
    const local = this.taken.has(wanted) ? this.alias(symbol, wanted) : wanted;
    this.taken.add(local);
    this.locals.set(key, local);
    this.symbols.push(symbol);
    return local;
  }

  private alias(symbol: Sym, wanted: string): string {
    const origin = symbol.module.split('.').filter((part) => part !== 'app');
    const context = /^[A-Z]/.test(wanted)
      ? capitalise(origin[0] ?? 'app') + wanted
      : `${origin.at(-1) ?? 'app'}_${wanted}`;
    let local = context;
    for (let number = 2; this.taken.has(local); number++) local = `${context}_${number}`;
    return local;
  }

  /** What everything that is imported is called here. */
  get importedNames(): ReadonlySet<string> {
    return new Set(this.locals.values());
  }

  /** Every symbol that was resolved. */
  get used(): readonly Sym[] {
    return this.symbols;
  }

  /** The import statements, one a line, unwrapped. */
  imports(firstParty: ReadonlySet<string>): SourceLine[] {
    const sections: Sym[][] = [[], [], [], []];
    for (const symbol of this.symbols) sections[sectionOf(symbol, firstParty)]!.push(symbol);
    return sections
      .filter((section) => section.length > 0)
      .flatMap((section, index) => [...(index ? [sourceLine('')] : []), ...this.statements(section).map(sourceLine)]);
  }

  private statements(section: readonly Sym[]): string[] {
    const modules = section.filter((symbol) => symbol.name === null);
    const members = groupByModule(section.filter((symbol) => symbol.name !== null));
    return [
      ...sortedBy(modules, (symbol) => moduleKey(symbol.module)).map(
        (symbol) => `import ${symbol.module}${aliased(symbol.module, this.resolve(symbol))}`,
      ),
      ...sortedBy([...members], ([module]) => moduleKey(module)).flatMap(([module, symbols]) =>
        this.fromStatements(module, symbols),
      ),
    ];
  }

  /** One statement for all members that keep their names, and one for each that does not. */
  private fromStatements(module: string, symbols: readonly Sym[]): string[] {
    const named = symbols.map((symbol) => ({ name: symbol.name!, local: this.resolve(symbol) }));
    // No name holds a control character, so that the local name decides only between equal ones.
    const members = sortedBy(named, ({ name, local }) => `${memberKey(name)}\0${local}`);
    const plain = members.filter(({ name, local }) => name === local).map(({ name }) => name);
    return members
      .filter(({ name, local }) => name !== local || name === plain[0])
      .map(({ name, local }) =>
        name === local ? `from ${module} import ${plain.join(', ')}` : `from ${module} import ${name} as ${local}`,
      );
  }
}

const sourceLine = (text: string): SourceLine => ({ indent: 0, text, verbatim: false, opensWithImport: false });

const aliased = (original: string, local: string): string => (local === original ? '' : ` as ${local}`);
const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function groupByModule(symbols: readonly Sym[]): Map<string, Sym[]> {
  const groups = new Map<string, Sym[]>();
  for (const symbol of symbols) {
    const group = groups.get(symbol.module);
    if (group) group.push(symbol);
    else groups.set(symbol.module, [symbol]);
  }
  return groups;
}

function sectionOf(symbol: Sym, firstParty: ReadonlySet<string>): number {
  const top = symbol.module.split('.', 1)[0]!;
  if (top === '__future__') return 0;
  if (firstParty.has(top)) return 3;
  return isStandardLibrary(top) ? 1 : 2;
}

/** Constants, then classes, then the rest; numbers in names by their value. */
const memberKey = remembering((id) => `${kindOf(id)}${natural(id.toLowerCase())} ${natural(id)}`);
const moduleKey = remembering((id) => natural(id.toLowerCase()));
const natural = (text: string): string =>
  /\d/.test(text) ? text.replace(/\d+/g, (digits) => digits.padStart(9, '0')) : text;

/** `items` by their keys, each of which is made once. */
function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  if (items.length < 2) return [...items];
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

const MOST_REMEMBERED = 5_000;

/** The same function, made to work once for a name: the same names are compared again and again. */
function remembering(keyOf: (id: string) => string): (id: string) => string {
  const known = new Map<string, string>();
  return (id) => {
    let key = known.get(id);
    if (key === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      key = keyOf(id);
      known.set(id, key);
    }
    return key;
  };
}

function kindOf(id: string): number {
  if (id.length > 1 && id === id.toUpperCase() && id !== id.toLowerCase()) return 0;
  return /^[A-Z]/.test(id) ? 1 : 2;
}
