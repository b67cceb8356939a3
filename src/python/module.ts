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

/** Prints a module. Two prints: the first finds out which names it declares, so that imports do not clash with them. */
export function renderModule(spec: ModuleSpec): RenderedModule {
  const declared = new Set(spec.locals ?? []);
  for (const line of printLines(spec.body, (symbol) => symbol.name ?? symbol.module)) {
    const match = line.indent === 0 && !line.verbatim ? DECLARATION.exec(line.text) : null;
    if (match) declared.add(match[1]!);
  }
  const scope = new Scope(declared);
  const printed = printLines(spec.body, (symbol) => scope.resolve(symbol));
  const body = printed.slice(
    Math.max(
      0,
      printed.findIndex((line) => line.text !== ''),
    ),
  );
  const head = spec.doc === undefined ? [] : printLines(doc(spec.doc), (symbol) => scope.resolve(symbol));
  const parts = [head, scope.imports(FIRST_PARTY), body].filter((part) => part.length > 0);
  const lines = parts.flatMap((part, index): SourceLine[] => (index ? [{ indent: 0, text: '' }, ...part] : part));
  return { path: spec.path, text: layout(lines), symbols: scope.used };
}
