/** The fields of a resource as its lists see them. */
import type { ScalarType } from '../api-design.ts';
import { idsOf, singularOf } from '../naming.ts';
import type { Line } from '../normalise/lines.ts';
import { didYouMean } from '../suggest.ts';
import { isCompiled } from './links.ts';
import { type Draft, type DraftResource, builtInFields } from './model.ts';

/** One of the row's own fields, a built-in one, or the key of a relation. */
export interface Column {
  readonly name: string;
  readonly type: ScalarType;
  readonly list: boolean;
  readonly nullable: boolean;
  readonly isRelation: boolean;
  /** The ids of a many-to-many relation, which a filter compares with one id: the parameter for it. */
  readonly idParam?: string;
  readonly isBuiltIn: boolean;
  /** Never in a response, so nothing may depend on it that a caller sees. */
  readonly isSecret: boolean;
}

/** Finds columns by the names that a design uses, and says what is wrong when there is none. */
export class Columns {
  private readonly byName = new Map<string, Column>();

  constructor(
    readonly resource: DraftResource,
    readonly draft: Draft,
  ) {
    const plain = { list: false, isSecret: false, isRelation: false, isBuiltIn: false };
    for (const [name, type] of builtInFields(resource)) {
      this.byName.set(name, { ...plain, name, type, nullable: name === 'deleted_at', isBuiltIn: true });
    }
    for (const { name, type, list, nullable, writeOnly } of resource.fields) {
      this.byName.set(name, { ...plain, name, type, list, nullable, isSecret: writeOnly });
    }
    for (const { name, nullable } of resource.relations) {
      const column: Column = { ...plain, name, type: 'uuid', nullable, isRelation: true };
      this.byName.set(name, column);
      if (!this.byName.has(`${name}_id`)) this.byName.set(`${name}_id`, column);
    }
    for (const { name } of resource.links.filter((link) => isCompiled(link, draft))) {
      const idParam = `${singularOf(name)}_id`;
      const ids: Column = { ...plain, name: idsOf(name), type: 'uuid', list: true, nullable: false, idParam };
      for (const spelling of [idsOf(name), name, idParam]) {
        if (!this.byName.has(spelling)) this.byName.set(spelling, ids);
      }
    }
  }

  /** The column that a line of the design names; undefined after an error, or when it is left out with a warning. */
  find(path: readonly string[], line: Line, what: string): Column | undefined {
    const { report } = this.draft;
    const [name = '', ...rest] = path;
    if (this.resource.unreadable.has(name)) return undefined;
    const column = this.byName.get(name) ?? this.byName.get(`${name}s`);
    if (this.isOverRelation(name, rest, column)) {
      report.warn(line.path, `${what} over relations is not generated yet: ${path.join('.')} is left out`, {
        got: line.text,
      });
      return undefined;
    }
    if (!column || rest.length > 0) {
      const suggestion = this.meant(name);
      report.error(line.path, `${this.resource.name} has no field "${path.join('.')}"`, { got: line.text, suggestion });
      return undefined;
    }
    if (column.isSecret) {
      report.error(line.path, `${what} by ${name} would tell what is never in a response`, { got: line.text });
      return undefined;
    }
    if (column.name !== name && !column.isRelation && column.idParam === undefined)
      report.assume(line.path, `"${name}" is read as "${column.name}"`);
    return column;
  }

  /** What was probably meant by an unknown name: the bound of a range, the parameter of the search, or a slip. */
  private meant(name: string): string | undefined {
    const bounded = name.replace(/^(?:min|max|from|to)_|_(?:min|max|from|to|gte?|lte?|after|before|range)$/g, '');
    if (bounded !== name && this.byName.has(bounded)) return `"${bounded}: gte,lte"`;
    if (name === 'q' || name === 'query') return 'the key search names the fields that ?q= looks through';
    return didYouMean(name, this.byName.keys());
  }

  private isOverRelation(name: string, rest: readonly string[], column: Column | undefined): boolean {
    const { links, collections } = this.resource;
    const others = [...links.filter((link) => !isCompiled(link, this.draft)), ...collections];
    if (others.some((other) => other.name === name)) return true;
    return rest.length > 0 && (column?.isRelation === true || column?.idParam !== undefined || this.isOtherSide(name));
  }

  private isOtherSide(name: string): boolean {
    return this.draft.resources.some(({ relations, links, plural }) =>
      [...relations, ...links].some(
        ({ target, inverse }) => target === this.resource.name && (inverse ?? plural) === name,
      ),
    );
  }
}
