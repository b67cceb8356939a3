/** A Python module: its docstring, the imports that its body needs, and the body. */
import { type Part, printLines, type SourceLine } from './code.ts';
import { doc } from './docstrings.ts';
import { Scope } from './imports.ts';
import { layout } from './layout.ts';
import { Memory } from './layout/memory.ts';
import type { Sym } from './names.ts';

export interface ModuleSpec {
  /** POSIX path relative to the root of the project. */
  readonly path: string;
  readonly doc?: string;
  /** Names inside the body that an import must not shadow, such as those of fields. */
  readonly locals?: Iterable<string>;
  readonly body?: Part;
}

export interface RenderedModule {
  readonly path: string;
  readonly text: string;
  /** What the module imports. */
  readonly symbols: readonly Sym[];
}

const FIRST_PARTY: ReadonlySet<string> = new Set(['app', 'tests', 'migrations']);
const DECLARATION = /^(?:async def |def |class )?([A-Za-z_]\w*)(?= ?[:=([])/;

/** A body with the scope that names its imports. */
interface Body {
  readonly lines: readonly SourceLine[];
  readonly scope: Scope;
}

/** Prints a module. */
export function renderModule(spec: ModuleSpec): RenderedModule {
  return remembering(spec, printBody(spec));
}

/** A module as it was made last; without what it was made from when its path was seen only once. */
interface Made {
  readonly source?: string;
  readonly module?: RenderedModule;
}

/** By path: half of a project is the same for many designs. */
const made = new Memory<Made>(150, () => 1);

/** Completes a module, unless it was made from the same before. What is made only once is not worth remembering. */
function remembering(spec: ModuleSpec, body: Body): RenderedModule {
  const last = made.get(spec.path);
  if (last === undefined) {
    made.set(spec.path, {});
    return completed(spec, body);
  }
  const source = sourceOf(spec, body);
  if (last.module !== undefined && last.source === source) return last.module;
  const module = completed(spec, body);
  made.set(spec.path, { source, module });
  return module;
}

/** Everything that a module is made from. No text of it holds the character that ends one here. */
function sourceOf({ doc: text }: ModuleSpec, { lines, scope }: Body): string {
  let source = text === undefined ? '' : `"${text}`;
  for (const symbol of scope.used) {
    const { module, name } = symbol;
    source += `\0${module} ${name ?? ''} ${scope.resolve(symbol)}`;
  }
  for (const { indent, text: line } of lines) source += `\0${indent} ${line}`;
  return source;
}

const BLANK: readonly SourceLine[] = [{ indent: 0, text: '', verbatim: false, opensWithImport: false }];

function completed(spec: ModuleSpec, { lines: body, scope }: Body): RenderedModule {
  const head = spec.doc === undefined ? [] : printLines(doc(spec.doc), (symbol) => scope.resolve(symbol));
  const imports = scope.statements(FIRST_PARTY);
  const headEnd = head.length > 0 && imports.length + body.length > 0 ? BLANK : [];
  const importsEnd = imports.length > 0 && body.length > 0 ? BLANK : [];
  const lines = head.concat(headEnd, imports, importsEnd, body);
  return { path: spec.path, text: layout(lines), symbols: scope.used };
}

/**
 * Which names the body declares, so that imports must not clash with them, is known only when it is printed. They seldom
 * clash; when they do, the body is printed again.
 */
function printBody(spec: ModuleSpec): Body {
  const locals = [...(spec.locals ?? [])];
  const body = printWithin(spec, new Scope(locals));
  const declared = declaredNames(body.lines);
  return declared.some((name) => body.scope.imports(name))
    ? printWithin(spec, new Scope([...locals, ...declared]))
    : body;
}

function printWithin(spec: ModuleSpec, scope: Scope): Body {
  const lines = printLines(spec.body, (symbol) => scope.resolve(symbol));
  const first = lines.findIndex((line) => line.text !== '');
  return { lines: first > 0 ? lines.slice(first) : lines, scope };
}

function declaredNames(body: readonly SourceLine[]): string[] {
  const declared: string[] = [];
  for (const { indent, text, verbatim, opensWithImport } of body) {
    const match = indent === 0 && !verbatim && !opensWithImport ? DECLARATION.exec(text) : null;
    if (match) declared.push(match[1]!);
  }
  return declared;
}
