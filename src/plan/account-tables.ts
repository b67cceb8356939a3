/** Tables that a way of proving who one is needs, in terms of no library. */
import type { Sym } from '../python/index.ts';

/** What a route answers when it cannot tell who is calling. */
export interface CallerFailure {
  readonly symbol: Sym;
  readonly status: number;
}

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
  /** Columns of the accounts besides grants, fields of the design and `created_at`. */
  readonly user: readonly AccountColumn[];
  /** Those of them that name an account: no two have the same. */
  readonly identity: readonly string[];
  /** Whether accounts keep their roles and scopes; otherwise whoever calls brings them along, and nothing is stored. */
  readonly keepsGrants: boolean;
  /** Whether accounts are made of what proves who they are alone, so that no request gives their other fields. */
  readonly bare: boolean;
  readonly own: readonly AccountTable[];
  /** Whether commands make accounts or what belongs to them. */
  readonly commands: boolean;
  /** Whether any of them is listed by a route. */
  readonly listed: boolean;
}

/** The email address of an account. */
export const EMAIL_COLUMN: AccountColumn = { name: 'email', type: 'text', length: 254 };

/** What an account may be given, as far as tables depend on it. */
export interface AccountGrants {
  readonly hasRoles: boolean;
  readonly hasScopes: boolean;
}
