/** Tables that a way of proving who one is needs, in terms of no library. */

/** A column; `refersTo` is an indexed foreign key whose rows go with the account. */
export interface AccountColumn {
  readonly name: string;
  readonly type: 'text' | 'uuid' | 'moment' | 'texts';
  /** Of a text: how many characters it has at most. */
  readonly length?: number;
  readonly nullable?: boolean;
  readonly unique?: boolean;
  /** Rows are found by it. */
  readonly indexed?: boolean;
  readonly refersTo?: 'users';
}

/** A table of its own, besides that of the accounts. */
export interface AccountTable {
  readonly className: string;
  readonly name: string;
  /** What its docstring says. */
  readonly about: string;
  /** Columns besides `id`, in order. */
  readonly columns: readonly AccountColumn[];
}

export interface AccountTables {
  /** Columns of the accounts besides the email address, grants, fields of the design and `created_at`. */
  readonly user: readonly AccountColumn[];
  readonly own: readonly AccountTable[];
  /** Whether commands make accounts or what belongs to them. */
  readonly commands: boolean;
  /** Whether any of them is listed by a route. */
  readonly listed: boolean;
}

/** What an account may be given, as far as tables depend on it. */
export interface AccountGrants {
  readonly hasRoles: boolean;
  readonly hasScopes: boolean;
}
