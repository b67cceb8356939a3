/** The emitter toolkit: Python text that is safe, complete and formatted by construction. It knows no framework. */
export { blocking, type Replacements } from './blocking.ts';
export { Code, fstring, infix, isPresent, paragraphs, type Part, py, regex, value, Verbatim } from './code.ts';
export { doc, Docstring } from './docstrings.ts';
export { prose } from './prose.ts';
export { type ModuleSpec, type RenderedModule, renderModule } from './module.ts';
export { from, importAs, importModule, isKeyword, Name, name, Sym } from './names.ts';
