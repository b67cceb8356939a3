/** The tables that the steps of an action can reach: those of resources, and the accounts. */
import type { Field } from '../design/api-design.ts';
import { Name } from '../python/index.ts';
import { authModels } from './own-symbols.ts';
import type { AccountPlan, FieldPlan, RelationPlan, ResourcePlan } from './plan.ts';

/** What steps know of a table. */
export type TablePlan = Pick<
  ResourcePlan,
  | 'className'
  | 'model'
  | 'row'
  | 'fields'
  | 'relations'
  | 'timestamps'
  | 'locked'
  | 'softDelete'
  | 'singular'
  | 'noun'
  | 'plural'
> & {
  /** The resource; accounts have none. */
  readonly resource?: () => ResourcePlan;
};

/** Rows of a table that refer to another row. */
export interface Collection {
  readonly table: TablePlan;
  readonly key: RelationPlan;
}

/** Every table of a service. */
export class Tables {
  constructor(
    private readonly resources: () => readonly ResourcePlan[],
    /** The table of the accounts, where there are some. */
    readonly account: TablePlan | undefined,
  ) {}

  readonly #known = new Map<ResourcePlan, TablePlan>();

  #of(resource: ResourcePlan): TablePlan {
    const table = this.#known.get(resource) ?? tableOf(resource);
    this.#known.set(resource, table);
    return table;
  }

  /** The table of a resource or of the accounts. */
  find(name: string): TablePlan | undefined {
    const resource = this.resources().find((each) => each.className === name);
    return resource ? this.#of(resource) : name === this.account?.className ? this.account : undefined;
  }

  /** The table that a relation refers to. */
  target({ relation }: RelationPlan): TablePlan {
    return this.find(relation.target)!;
  }

  /** The other side of a relation, by the name that expressions call it. */
  collection({ className }: TablePlan, name: string): Collection | undefined {
    for (const resource of this.resources()) {
      const referring = resource.relations.filter(({ relation }) => relation.target === className);
      const key = referring.find(
        ({ relation }) => name === (relation.inverse ?? otherSide(relation.name, referring, resource)),
      );
      if (key) return { table: this.#of(resource), key };
    }
    return undefined;
  }
}

const tableOf = (resource: ResourcePlan): TablePlan => ({
  className: resource.className,
  model: resource.model,
  row: resource.row,
  fields: resource.fields,
  relations: resource.relations,
  timestamps: resource.timestamps,
  locked: resource.locked,
  softDelete: resource.softDelete,
  singular: resource.singular,
  noun: resource.noun,
  plural: resource.plural,
  resource: () => resource,
});

/** `posts` for the only relation to a resource, `reviewer_posts` for further ones. */
const otherSide = (name: string, referring: readonly RelationPlan[], { plural }: ResourcePlan): string =>
  referring.length === 1 ? plural : `${name}_${plural}`;

/** The table of the accounts, with what every account has. */
export function accountTable({ fields }: AccountPlan): TablePlan {
  return {
    className: 'User',
    model: authModels.User,
    row: new Name('user'),
    fields: [builtIn('email', 'email'), ...fields],
    relations: [],
    timestamps: false,
    locked: false,
    softDelete: false,
    singular: 'user',
    noun: 'account',
    plural: 'users',
  };
}

function builtIn(name: string, type: Field['type']): FieldPlan {
  const field: Field = {
    name,
    type,
    list: false,
    values: [],
    required: true,
    nullable: false,
    unique: true,
    indexed: true,
    readOnly: false,
    writeOnly: false,
    immutable: false,
    pii: true,
  };
  return { field, json: name, attribute: name, enumClass: name, label: name };
}
