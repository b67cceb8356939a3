import { plural, singular } from './words/inflection.ts';
import { pascal, snake } from '../../design/naming.ts';
import type { Grant } from './grants.ts';
import type { Span } from './text/source.ts';
import { nameOf } from './words/names.ts';

/** A line of the design and the words it was made from. */
export interface DraftLine {
  readonly text: string;
  readonly from: Span;
}

export interface DraftField {
  readonly name: string;
  /** In the words of a field line: `string(1..200)`, `-> User`, `enum(a|b)`. */
  readonly type: string;
  readonly modifiers: readonly string[];
  readonly from: Span;
}

export interface DraftAction {
  readonly name: string;
  readonly access: string[];
  readonly input: string[];
  readonly steps: string[];
  readonly from: Span;
  /** The states in which the action may be taken, or may not. */
  guard?: Guard;
}

export interface Guard {
  readonly values: readonly string[];
  readonly isNegative: boolean;
  readonly from: Span;
}

/** What is known about one resource so far. */
export class DraftResource {
  readonly name: string;
  /** The name in snake_case. */
  readonly singular: string;
  readonly from: Span;
  /** What the text calls it, in singular. */
  readonly names: string[] = [];
  readonly fields = new Map<string, DraftField>();
  /** Who may do what, phrase by phrase. */
  readonly grants: Grant[] = [];
  readonly filters: DraftLine[] = [];
  readonly sort: DraftLine[] = [];
  readonly search: DraftLine[] = [];
  readonly options = new Map<string, Span>();
  readonly states: DraftLine[] = [];
  /** The states that the text speaks of besides the values of a field, in its order. */
  readonly reached = new Map<string, Span>();
  /** The state in which the text says that rows begin. */
  initial: string | undefined;
  /** The states that one may come from, by the state they lead to. */
  readonly before = new Map<string, readonly string[]>();
  /** The field that the states are the values of; it is no line of its own. */
  stateField: DraftField | undefined;
  readonly uniqueTogether: DraftLine[] = [];
  readonly actions = new Map<string, DraftAction>();
  /** The relation to `User` that says whose row it is, where a phrase said so. */
  owner: string | undefined;
  /** What the text calls the people whose rows these are, should there be no relation to them. */
  ownerName: string | undefined;
  operations: readonly string[] | undefined;
  /** Where a heading begins whose section is about this resource. */
  section: number | undefined;
  /** Whether the text names it as a resource, so that it stays even without fields. */
  named = false;

  constructor(name: string, from: Span) {
    this.name = name;
    this.singular = snake(name);
    this.from = from;
  }

  addField(field: DraftField): void {
    this.fields.set(field.name, field);
  }

  /** Takes note of a state of the rows. */
  reaches(state: string, from: Span): void {
    if (state !== '' && !this.reached.has(state)) this.reached.set(state, from);
  }

  /** Takes note of what one state comes after. */
  follows(state: string, before: readonly string[]): void {
    this.before.set(state, [...new Set([...(this.before.get(state) ?? []), ...before])]);
  }

  /** The field that says in which state a row is. */
  get statusName(): string {
    return (
      ['status', 'state', 'stage', 'phase'].find((name) => this.fields.get(name)?.type.startsWith('enum(')) ??
      this.stateField?.name ??
      'status'
    );
  }

  /** The values of that field. */
  get statusValues(): string[] {
    if (this.states.length > 0)
      return [...new Set(this.states.flatMap(({ text }) => text.replace(/^\w+: |:.*$/g, '').split(/ -> |\|/)))];
    const values = /^enum\((.*)\)$/.exec(this.fields.get(this.statusName)?.type ?? '')?.[1];
    return values?.split('|').map((value) => value.replace(/'/g, '')) ?? [];
  }

  /** Whether nobody gave the field values: they are those of the text. */
  get isStatusSupposed(): boolean {
    return this.statusValues.length === 0;
  }

  /** A field by the name a person uses for it: "tag" for `tags`, "creator" for the owner. */
  fieldLike(name: string): DraftField | undefined {
    const spellings = [name, plural(name), singular(name), name.replace(/_id$/, '')];
    const exact = spellings.map((spelling) => this.fields.get(spelling)).find((field) => field !== undefined);
    if (exact) return exact;
    if (this.stateField && spellings.includes(this.stateField.name)) return this.stateField;
    const stem = stemOf(name);
    const alike = [...this.fields.values()].filter(
      (field) => /_(?:at|on|date|time)$/.test(field.name) && stemOf(field.name) === stem,
    );
    if (alike.length === 1) return alike[0];
    const longer = [...this.fields.values()].filter(
      (field) => field.name.endsWith(`_${name}`) || (/^(?:from|to)$/.test(name) && field.name.startsWith(`${name}_`)),
    );
    if (longer.length === 1) return longer[0];
    return /^(?:creator|author|owner)$/.test(name) && this.owner ? this.fields.get(this.owner) : undefined;
  }

  /** The action of this name, made if there is none. */
  action(name: string, from: Span): DraftAction {
    const known = this.actions.get(name);
    if (known) return known;
    const action = { name, access: [], input: [], steps: [], from };
    this.actions.set(name, action);
    return action;
  }
}

/** What the rules have made of a description so far. */
export class Draft {
  readonly resources = new Map<string, DraftResource>();
  readonly config = new Map<string, { value: string | number | boolean; from: Span }>();
  readonly features = new Map<string, Span>();
  readonly roles = new Map<string, Span>();
  readonly tasks: DraftLine[] = [];
  /** Endpoints of no resource, by method and path. */
  readonly endpoints = new Map<string, { readonly name: string; readonly from: Span }>();
  readonly assumptions: string[] = [];
  service: string | undefined;
  /** Singular snake_case names that the text uses → names of resources. */
  readonly #aliases = new Map<string, string>();
  /** The same names by their last word: `post` → `blog_post`. */
  readonly #byHead = new Map<string, string[]>();

  /** Says what was decided for the caller, once. */
  assume(sentence: string): void {
    if (!this.assumptions.includes(sentence)) this.assumptions.push(sentence);
  }

  get all(): DraftResource[] {
    return [...this.resources.values()];
  }

  /** Adds a resource under its singular snake_case name. */
  add(name: string, from: Span): DraftResource {
    const resource = new DraftResource(pascal(name), from);
    this.resources.set(resource.name, resource);
    this.alias(name, resource);
    return resource;
  }

  /** Lets the text call a resource by one more name. */
  alias(name: string, resource: DraftResource): void {
    if (this.#aliases.has(name)) return;
    this.#aliases.set(name, resource.name);
    resource.names.push(name);
    const head = headOf(name);
    this.#byHead.set(head, [...(this.#byHead.get(head) ?? []), name]);
  }

  /** Another number whenever a name or a resource came or went. */
  get version(): number {
    return this.#aliases.size * 10_000 + this.resources.size;
  }

  /** The names that the text uses for resources, in singular. */
  get names(): string[] {
    return this.all.flatMap((resource) => resource.names);
  }

  /** The resource of exactly this name. */
  named(name: string): DraftResource | undefined {
    const resource = this.#aliases.get(singular(name));
    return resource === undefined ? undefined : this.resources.get(resource);
  }

  /** The resource that a noun phrase means: "the blog posts" are `Post`, "posts" are the one `BlogPost`. */
  find(phrase: string): DraftResource | undefined {
    const name = singular(nameOf(phrase));
    if (name === '') return undefined;
    const exact = this.named(name);
    if (exact) return exact;
    const parts = name.split('_');
    for (let from = 1; from < parts.length - 1; from++) {
      const shorter = this.named(parts.slice(from).join('_'));
      if (shorter) return shorter;
    }
    const head = headOf(name);
    if (head !== name) {
      const byHead = this.named(head);
      if (byHead) return byHead;
    }
    const ending = (this.#byHead.get(head) ?? []).filter((known) => known.endsWith(`_${name}`));
    const longer = new Set(ending.map((known) => this.named(known)));
    return longer.size === 1 ? [...longer][0] : undefined;
  }

  /** The resource, only if the phrase names it in full. */
  findExactly(phrase: string): DraftResource | undefined {
    return this.named(singular(nameOf(phrase)));
  }
}

/** "published_at", "publish_date" and "publication_date" are one moment. */
function stemOf(name: string): string {
  return name.replace(/_(?:at|on|date|time)$/, '').replace(/(?:ication|ation|ion|ed|d|e|ing)$/, '');
}

function headOf(name: string): string {
  return name.slice(name.lastIndexOf('_') + 1);
}
