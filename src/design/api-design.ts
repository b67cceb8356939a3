/**
 * The checked design: the only thing the compiler reads.
 *
 * Every default is filled in, every name is resolved, nothing is optional by accident. It is made by `readDesign`
 * and by nothing else; the wire form that people and models write is in `wire.ts`.
 */

export const SCALAR_TYPES = [
  'string',
  'text',
  'int',
  'float',
  'decimal',
  'money',
  'bool',
  'datetime',
  'date',
  'time',
  'uuid',
  'email',
  'url',
  'slug',
  'enum',
  'json',
] as const;
/** What one value of a field is. */
export type ScalarType = (typeof SCALAR_TYPES)[number];

/** The standard operations of a resource, in the order in which routes are listed. */
export const OPERATIONS = ['list', 'get', 'create', 'update', 'delete', 'restore'] as const;
export type Operation = (typeof OPERATIONS)[number];

export const OPTIONS = ['timestamps', 'soft_delete', 'optimistic_lock'] as const;
export type ResourceOption = (typeof OPTIONS)[number];

export const FILTER_OPS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'contains',
  'icontains',
  'isnull',
  'has',
] as const;
export type FilterOp = (typeof FILTER_OPS)[number];

export const FEATURES = ['idempotency', 'queue', 'metrics'] as const;
export type Feature = (typeof FEATURES)[number];

/** An expression of the design language, over one row (`self`), the caller (`me`) and, in actions, `input`. */
export type Expr =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  /** Rows of a resource, or the values that they have of a field: `count(Loan where member == me)`. */
  | { readonly kind: 'rows'; readonly resource: string; readonly column?: string; readonly where?: Expr }
  | { readonly kind: 'call'; readonly function: string; readonly arguments: readonly Expr[] }
  | { readonly kind: 'unary'; readonly operator: 'not' | '-'; readonly operand: Expr }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expr; readonly right: Expr };
export type BinaryOperator = 'or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%';

/** The value that a field gets when a request does not give one. Values of decimals are texts, e.g. `"9.90"`. */
export type Default =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'now' | 'today' | 'uuid' | 'token' };
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A stored value of a resource. `name` is what the JSON of the API calls it (snake_case). */
export interface Field {
  readonly name: string;
  readonly type: ScalarType;
  /** An ordered list of `type`, or a set of it when `unique` is set. */
  readonly list: boolean;
  /** Values of an enum, in order; empty for every other type. */
  readonly values: readonly string[];
  /** Whether a create request must give it. */
  readonly required: boolean;
  /** Whether it can be null. */
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly indexed: boolean;
  readonly default?: Default;
  /** Smallest and largest number, or shortest and longest text, or fewest and most items of a list. */
  readonly min?: number;
  readonly max?: number;
  /** Longest text of one item of a list. */
  readonly itemMax?: number;
  /** A regular expression that the whole text (or each item of a list) matches, with `^` and `$` around it. */
  readonly pattern?: string;
  /** Digits in all and after the point, of a decimal. */
  readonly precision?: number;
  readonly scale?: number;
  /** Set by the server: never in a request. */
  readonly readOnly: boolean;
  /** Never in a response. */
  readonly writeOnly: boolean;
  /** Only in the create request. */
  readonly immutable: boolean;
  /** Personal data: never in logs, examples or error messages. */
  readonly pii: boolean;
  /** The field that a slug is made from when it is not given. */
  readonly from?: string;
  readonly description?: string;
}

/** A foreign key to another resource, or to the account (`User`). JSON calls it `<name>_id`. */
export interface Relation {
  readonly name: string;
  readonly target: string;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly unique: boolean;
  readonly onDelete: 'restrict' | 'cascade' | 'set_null';
  /** Set by the server, from the caller when it is the owner. */
  readonly readOnly: boolean;
  readonly immutable: boolean;
  /** What expressions call the other side, when the design names it: `author: -> User inverse=articles`. */
  readonly inverse?: string;
  readonly description?: string;
}

/** A many-to-many relation: in JSON, a set of ids (`tag_ids` for `tags`). Those of accounts are kept and not compiled yet. */
export interface Link {
  readonly name: string;
  readonly target: string;
  readonly inverse?: string;
  readonly description?: string;
}

/** One alternative of an access rule; a caller may when any alternative holds. */
export interface Rule {
  readonly who: 'public' | 'authenticated' | 'owner' | 'role' | 'scope' | 'nobody';
  /** The name of the role or scope. */
  readonly name?: string;
  /** A condition on the row that must hold too. */
  readonly when?: Expr;
}

/**
 * A query parameter of a list. `field` is a field or a relation of the resource (`author` is written `author_id`), or
 * `created_at` or `updated_at`.
 */
export interface Filter {
  readonly field: string;
  readonly op: FilterOp;
  /** The name of the query parameter. */
  readonly param: string;
}

/** A sort order that a list offers: a field, `created_at`, `updated_at` or `id`. */
export interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

export interface Transition {
  readonly from: readonly string[];
  readonly to: string;
  readonly action: string;
}

/** A state machine: an enum field that only transitions change. */
export interface States {
  readonly field: string;
  readonly initial: string;
  readonly values: readonly string[];
  readonly transitions: readonly Transition[];
}

export interface Failure {
  readonly status: number;
  readonly message: string;
}

/** One effect of an action. All steps of an action are one transaction. */
export type Step =
  | { readonly do: 'require'; readonly condition: Expr; readonly failure: Failure }
  | { readonly do: 'set'; readonly assignments: readonly { readonly path: readonly string[]; readonly value: Expr }[] }
  | { readonly do: 'transition'; readonly to: string }
  | {
      readonly do: 'increment' | 'decrement';
      readonly path: readonly string[];
      readonly by: Expr;
      readonly bound?: Expr;
      readonly failure?: Failure;
    }
  | {
      readonly do: 'create';
      readonly resource: string;
      readonly values: Readonly<Record<string, Expr>>;
      readonly as?: string;
    }
  | {
      readonly do: 'load';
      readonly resource: string;
      readonly where: Expr;
      readonly as: string;
      readonly lock: boolean;
      readonly failure: Failure;
    }
  | {
      readonly do: 'update';
      readonly resource: string;
      readonly where: Expr;
      readonly values: Readonly<Record<string, Expr>>;
    }
  | { readonly do: 'delete'; readonly target: string; readonly where?: Expr }
  | { readonly do: 'link' | 'unlink'; readonly path: readonly string[]; readonly value: Expr }
  | { readonly do: 'for'; readonly variable: string; readonly in: Expr; readonly steps: readonly Step[] }
  | { readonly do: 'if'; readonly condition: Expr; readonly then: readonly Step[]; readonly else: readonly Step[] }
  | {
      readonly do: 'enqueue' | 'emit' | 'call';
      readonly name: string;
      readonly arguments: Readonly<Record<string, Expr>>;
      readonly as?: string;
    }
  | { readonly do: 'return'; readonly value: Expr }
  | {
      readonly do: 'query';
      readonly resource: string;
      readonly where?: Expr;
      readonly sort: readonly Sort[];
    };

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A route with effects of its own, on one row or on the collection. */
export interface Action {
  readonly name: string;
  readonly on: 'item' | 'collection';
  readonly method: HttpMethod;
  readonly path: string;
  readonly input: readonly (Field | Relation)[];
  readonly steps: readonly Step[];
  readonly python?: string;
  readonly returns: string;
  readonly access: readonly Rule[];
  readonly description?: string;
}

/** A route that belongs to no single resource. */
export type Endpoint = Omit<Action, 'on'>;

/** A background task or an event: a name and typed arguments. */
export interface Callable {
  readonly name: string;
  readonly arguments: readonly Field[];
  readonly schedule?: string;
  readonly description?: string;
}

export interface Resource {
  /** Singular PascalCase, e.g. `BlogPost`. */
  readonly name: string;
  /** Singular snake_case, e.g. `blog_post`. */
  readonly singular: string;
  /** Plural snake_case, e.g. `blog_posts`: the table, and the module unless that name is reserved. */
  readonly plural: string;
  readonly description?: string;
  readonly fields: readonly Field[];
  readonly relations: readonly Relation[];
  /** Many-to-many relations; absent when there are none. */
  readonly links?: readonly Link[];
  /** The relation to `User` that says whose row it is. */
  readonly owner?: string;
  readonly operations: readonly Operation[];
  /** Has an entry for each operation of `operations`. */
  readonly access: Readonly<Partial<Record<Operation, readonly Rule[]>>>;
  readonly filters: readonly Filter[];
  /** The first is the default; never empty. */
  readonly sorts: readonly Sort[];
  /** Text fields that `?q=` searches. */
  readonly search: readonly string[];
  readonly options: readonly ResourceOption[];
  readonly states?: States;
  readonly actions: readonly Action[];
  /** Names of fields and relations that are unique together. */
  readonly uniqueTogether: readonly (readonly string[])[];
}

export interface Config {
  readonly profile: 'mvp' | 'production';
  readonly async_mode: boolean;
  readonly auth_style: 'jwt' | 'oauth2' | 'api_key' | 'none';
  readonly pagination: 'cursor' | 'offset' | 'page';
  readonly db_library: 'sqlalchemy' | 'tortoise' | 'prisma';
  readonly database: 'sqlite' | 'postgresql';
  readonly include_tests: boolean;
  /** Starts with a slash and does not end with one; may be empty. */
  readonly api_prefix: string;
  readonly page_size: number;
  readonly max_page_size: number;
  readonly features: readonly Feature[];
}

/** What the design adds to the built-in account. Relations and links of it are kept and not compiled yet. */
export interface Account {
  readonly fields: readonly Field[];
  readonly description?: string;
  readonly relations?: readonly Relation[];
  readonly links?: readonly Link[];
}

/** A whole service. `account` holds the fields that the design adds to the built-in `User`. */
export interface ApiDesign {
  readonly version: 1;
  /** What people call the service, e.g. `Blog API`. */
  readonly service: string;
  readonly description?: string;
  readonly config: Config;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** Fields that the design adds to the built-in account; with `auth_style: none`, `User` is in `resources` instead. */
  readonly account: Account;
  readonly resources: readonly Resource[];
  readonly endpoints: readonly Endpoint[];
  readonly tasks: readonly Callable[];
  readonly events: readonly Callable[];
}
