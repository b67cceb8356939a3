/** The import block of a module, derived from the symbols it prints, sorted as isort (in Ruff) does. */
import type { SourceLine } from './code.ts';
import type { Sym } from './names.ts';
import { isStandardLibrary } from './stdlib.ts';

/** What is imported from one module. */
interface Origin {
  readonly module: string;
  /** What its members are called where they are imported, by name; null is the module itself. */
  readonly locals: Map<string | null, string>;
}

/** The names of one module: what it declares itself, and what the symbols it uses are called in it. */
export class Scope {
  /** Every name that means something, and whether it was imported. */
  private readonly names = new Map<string, boolean>();
  private readonly origins = new Map<string, Origin>();
  private readonly symbols: Sym[] = [];
  /** What `origins` say, by the symbols themselves: most are asked for again and again. */
  private readonly known = new Map<Sym, string>();

  /** `declared` are names that mean something else in this module, so that an import of the same name gets an alias. */
  constructor(declared: Iterable<string>) {
    for (const name of declared) this.names.set(name, false);
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
    const { locals } = this.originOf(symbol);
    const known = locals.get(symbol.name);
    if (known !== undefined) return known;
    const wanted = symbol.alias ?? symbol.name ?? symbol.module;
    const local = this.names.has(wanted) ? this.alias(symbol, wanted) : wanted;
    this.names.set(local, true);
    locals.set(symbol.name, local);
    this.symbols.push(symbol);
    return local;
  }

  private originOf({ module }: Sym): Origin {
    let origin = this.origins.get(module);
    if (origin === undefined) {
      origin = { module, locals: new Map() };
      this.origins.set(module, origin);
    }
    return origin;
  }

  private alias(symbol: Sym, wanted: string): string {
    const origin = symbol.module.split('.').filter((part) => part !== 'app');
    const context = /^[A-Z]/.test(wanted)
      ? capitalise(origin[0] ?? 'app') + wanted
      : `${origin.at(-1) ?? 'app'}_${wanted}`;
    let local = context;
    for (let number = 2; this.names.has(local); number++) local = `${context}_${number}`;
    return local;
  }

  /** Whether something that is imported is called `name` here. */
  imports(name: string): boolean {
    return this.names.get(name) === true;
  }

  /** Every symbol that was resolved. */
  get used(): readonly Sym[] {
    return this.symbols;
  }

  /** The import statements, one a line, unwrapped. */
  statements(firstParty: ReadonlySet<string>): SourceLine[] {
    const sections: Origin[][] = [[], [], [], []];
    for (const origin of this.origins.values()) sections[sectionOf(origin.module, firstParty)]!.push(origin);
    const lines: SourceLine[] = [];
    for (const section of sections) {
      if (section.length > 0 && lines.length > 0) lines.push(sourceLine(''));
      for (const statement of statementsOf(section)) lines.push(sourceLine(statement));
    }
    return lines;
  }
}

/** The statements of one section: modules, then what is taken from modules. */
function statementsOf(section: Origin[]): string[] {
  section.sort((a, b) => compare(moduleKey(a.module), moduleKey(b.module)));
  const statements: string[] = [];
  for (const { module, locals } of section) {
    const local = locals.get(null);
    if (local !== undefined) statements.push(`import ${module}${aliased(module, local)}`);
  }
  for (const origin of section) addFromStatements(statements, origin);
  return statements;
}

/** One statement for all members that keep their names, where the first of them stands; and one for each that does not. */
function addFromStatements(statements: string[], { module, locals }: Origin): void {
  const names = [...locals.keys()].filter((name) => name !== null);
  names.sort((a, b) => compare(memberKey(a), memberKey(b)) || compare(locals.get(a)!, locals.get(b)!));
  let plain = '';
  for (const name of names) if (locals.get(name) === name) plain += plain === '' ? name : `, ${name}`;
  for (const name of names) {
    const local = locals.get(name)!;
    if (name !== local) statements.push(`from ${module} import ${name} as ${local}`);
    else if (plain !== '') {
      statements.push(`from ${module} import ${plain}`);
      plain = '';
    }
  }
}

const sourceLine = (text: string): SourceLine => ({ indent: 0, text, verbatim: false, opensWithImport: false });

const aliased = (original: string, local: string): string => (local === original ? '' : ` as ${local}`);
const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function sectionOf(module: string, firstParty: ReadonlySet<string>): number {
  const dot = module.indexOf('.');
  const top = dot < 0 ? module : module.slice(0, dot);
  if (top === '__future__') return 0;
  if (firstParty.has(top)) return 3;
  return isStandardLibrary(top) ? 1 : 2;
}

/** Constants, then classes, then the rest; numbers in names by their value. */
const memberKey = remembering((id) => `${kindOf(id)}${natural(id.toLowerCase())} ${natural(id)}`);
const moduleKey = remembering((id) => natural(id.toLowerCase()));
const natural = (text: string): string =>
  /\d/.test(text) ? text.replace(/\d+/g, (digits) => digits.padStart(9, '0')) : text;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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
