/** A Python module: its docstring, the imports that its body needs, and the body. */
import { type Part, printLines, type SourceLine } from './code.ts';
import { doc } from './docstrings.ts';
import { Scope } from './imports.ts';
import { layout } from './layout.ts';
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
/** Encloses the number of a symbol until its local name is known; no other text holds this character. */
const MARK = '\ufdd0';

/**
 * Prints a module. The body is printed once, with placeholders for imported symbols: which names it declares, so that
 * imports must not clash with them, is known only then.
 */
export function renderModule(spec: ModuleSpec): RenderedModule {
  const symbols: Sym[] = [];
  const printed = withoutLeadingBlanks(printLines(spec.body, (symbol) => `${MARK}${symbols.push(symbol) - 1}${MARK}`));
  return remembering(spec, printed, symbols);
}

const MOST_REMEMBERED = 100;
/** Modules as they were made last, by path: half of a project is the same for many designs. */
const remembered = new Map<string, { readonly source: string; readonly module: RenderedModule } | undefined>();

/** Completes a module, unless it was made from the same before. What is made only once is not worth remembering. */
function remembering(spec: ModuleSpec, printed: readonly SourceLine[], symbols: readonly Sym[]): RenderedModule {
  const isKnown = remembered.has(spec.path);
  const source = isKnown ? sourceOf(spec, printed, symbols) : undefined;
  const last = remembered.get(spec.path);
  if (last !== undefined && last.source === source) return last.module;
  const module = completed(spec, printed, symbols);
  if (!isKnown && remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(spec.path, source === undefined ? undefined : { source, module });
  return module;
}

/** Everything that a module is made from. */
function sourceOf(spec: ModuleSpec, printed: readonly SourceLine[], symbols: readonly Sym[]): string {
  const parts = [spec.doc === undefined ? '' : `"${spec.doc}`, [...(spec.locals ?? [])].join()];
  for (const { module, name, alias } of symbols) parts.push(`${module} ${name ?? ''} ${alias ?? ''}`);
  for (const { indent, text, verbatim } of printed) parts.push(`${verbatim ? '!' : ''}${indent} ${text}`);
  return parts.join('\n');
}

function completed(spec: ModuleSpec, printed: readonly SourceLine[], symbols: readonly Sym[]): RenderedModule {
  const scope = new Scope(declaredNames(spec, printed));
  const body = printed.map((line) => resolved(line, symbols, scope));
  const head = spec.doc === undefined ? [] : printLines(doc(spec.doc), (symbol) => scope.resolve(symbol));
  const parts = [head, scope.imports(FIRST_PARTY), body].filter((part) => part.length > 0);
  const lines = parts.flatMap((part, index): SourceLine[] => (index ? [{ indent: 0, text: '' }, ...part] : part));
  return { path: spec.path, text: layout(lines), symbols: scope.used };
}

function withoutLeadingBlanks(lines: readonly SourceLine[]): readonly SourceLine[] {
  return lines.slice(
    Math.max(
      0,
      lines.findIndex((line) => line.text !== ''),
    ),
  );
}

function declaredNames(spec: ModuleSpec, body: readonly SourceLine[]): Set<string> {
  const declared = new Set(spec.locals ?? []);
  for (const { indent, text, verbatim } of body) {
    const match = indent === 0 && !verbatim ? DECLARATION.exec(text) : null;
    if (match) declared.add(match[1]!);
  }
  return declared;
}

function resolved(line: SourceLine, symbols: readonly Sym[], scope: Scope): SourceLine {
  if (!line.text.includes(MARK)) return line;
  const pieces = line.text.split(MARK);
  for (let index = 1; index < pieces.length; index += 2) pieces[index] = scope.resolve(symbols[Number(pieces[index])]!);
  return { indent: line.indent, text: pieces.join('') };
}
