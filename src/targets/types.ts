/** The choices of a service, one object each. No target asks which choice another axis made. */
import type { Config } from '../design/api-design.ts';
import type { AccountGrants, AccountTables, CallerFailure, Paging, ResourcePlan, ServicePlan } from '../plan/index.ts';
import type { ModuleSpec, Part, Sym } from '../python/index.ts';
import type { Flow } from './flow.ts';

/** A file that is not Python, or Python that is printed whole. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** What the service of the accounts asks of the database: blocks of statements over the names that it says. */
export interface AccountStatements {
  /** The annotation of `session`, and what the module needs besides. */
  readonly session: Part;
  /** Stores the new account `user`; `violations` maps constraints to errors. */
  insertUser(violations: Part): Part;
  /** Stores changes of the account `user`. */
  updateUser(violations: Part): Part;
  /** Expression: the account with an email address, or None. */
  userByEmail(email: Part): Part;
  /** Gives the connection back before something slow, so that nobody waits for it meanwhile. */
  readonly releaseConnection: Part;
  /** Stores a login session for `user` and `claims`. */
  readonly startSession: Part;
  /** Expression: whether the session of `claims` was moved from its refresh token to that of `rotated`. */
  readonly rotateSession: Part;
  /** Commits the rotation. */
  readonly keepRotation: Part;
  /** Expression: the account whose session `claims` names, or None when that has ended. */
  readonly userBySession: Part;
  /** Ends the session called `session_id`, if it has not ended. */
  readonly endSession: Part;
  readonly keys: KeyStatements;
  readonly identities: IdentityStatements;
  /** What commands do, which open a `session` of their own. */
  readonly command: {
    /** Expression: the account with an email address, or None. */
    userByEmail(email: Part): Part;
    /** Stores what was changed. */
    readonly store: Part;
  };
}

/** What the service of API keys asks of the database. */
export interface KeyStatements {
  /** Constants of the module. */
  constants(plan: ServicePlan): Part;
  /** Stores the new `key`. */
  readonly insert: Part;
  /** Stores changes of `key`. */
  readonly store: Part;
  /** Expression: the key called `key_id` of `user` that was not revoked, or None. */
  readonly own: Part;
  /** Expression: a page of the keys of `user` that were not revoked, the last one first, for `query` and `paginator`. */
  page(plan: ServicePlan): Part;
  /** Expression: the key that was not revoked, and its account, whose hash is `hashed`; or None. */
  readonly holder: Part;
  /** Takes from `user` the scopes that `key` lacks, for this request and not in the database. */
  readonly narrow: Part;
}

/** What the service of accounts that an issuer vouches for asks of the database. */
export interface IdentityStatements {
  /** Expression: the account of the subject of `claims`, or None. */
  readonly holder: Part;
  /** Returns the account of the subject of `claims`, which another request made while this one tried to. */
  readonly returnOther: Part;
}

/** A choice of which an application keeps something for as long as it runs. */
interface Kept {
  /** Statements of \`create_app\` over \`app\` and \`settings\`. */
  readonly state: Part;
}

/** A distribution of PyPI that a project needs. */
export interface Requirement {
  readonly distribution: string;
  readonly extra?: string;
  /** Where it is needed (PEP 508). */
  readonly marker?: string;
}

/** URLs of databases as `DATABASE_URL` takes them. */
export interface DatabaseUrls {
  /** Of a SQLite file; `path` begins with a slash when it is absolute. */
  sqlite(path: string): string;
  /** `rest` is what comes after `//`: user, host and name. */
  postgresql(rest: string): string;
}

/** What app/core/pagination.py asks of the database. */
export interface PageStatements {
  /** The class `SortOrder`, and the function `sort_orders` that makes those of a list. */
  sortOrders(plan: ServicePlan): Part;
  /** The class `Paginator`, whose `page` gives a `Slice`. */
  paginator(plan: ServicePlan): Part;
  /** The functions that it is made of. */
  functions(plan: ServicePlan): Part;
}

/** How rows are stored and found. */
export interface Persistence extends Kept {
  readonly key: Config['db_library'];
  readonly asyncMode: boolean;
  /** How everything waits that waits for the database. */
  readonly flow: Flow;
  readonly urls: DatabaseUrls;
  /** What no import shows, such as the drivers that a URL names. */
  readonly requirements: readonly Requirement[];
  /** What switches between coroutines or threads, as coverage must know. */
  readonly concurrency: readonly string[];
  /** Expression of tests: the names of the tables that `connection` finds. */
  readonly tableNames: Part;
  /** The annotation that gives a route a database session. */
  readonly sessionDependency: Sym;
  /** Opens a session for the database of a URL, outside of any request: `async with open_session(url) as session`. */
  readonly commandSession: Sym;
  /** Modules of the application that do not belong to a resource, such as app/core/database.py. */
  coreModules(plan: ServicePlan): readonly ModuleSpec[];
  /** Tables, scopes and the service of a resource. */
  resourceModules(resource: ResourcePlan, plan: ServicePlan): readonly ModuleSpec[];
  /** Pages after, or before, a position. */
  readonly keyset: PageStatements & {
    /** Returns `value`, which came out of a cursor as JSON, with the type of `column`. */
    cursorValue(plan: ServicePlan): Part;
  };
  /** Pages after a number of rows. */
  readonly offset: PageStatements;
  /** Tables of the accounts. */
  accountModules(plan: ServicePlan): readonly ModuleSpec[];
  readonly accounts: AccountStatements;
  /** How an application without migrations makes its tables. */
  readonly tablesAtStart: {
    /** What app/factory.py needs for that at its top level. */
    definitions(plan: ServicePlan): Part;
    /** Statements of the lifespan over `app`, written as coroutines: creates the tables that are missing. */
    readonly create: Part;
  };
  /** Migrations and what runs them. */
  migrations(plan: ServicePlan): { readonly modules: readonly ModuleSpec[]; readonly files: readonly TextFile[] };
}

/** How callers prove who they are. */
export interface Authentication extends Kept {
  readonly key: Config['auth_style'];
  readonly tables: (grants: AccountGrants) => AccountTables;
  /** What routes answer when they cannot tell who is calling. */
  readonly failures: readonly CallerFailure[];
  /** What no import shows. */
  readonly requirements: readonly Requirement[];
  /** How the documentation lets its readers log in, where that depends on settings. */
  readonly documentation?: {
    /** Arguments of the application, in terms of `settings`. */
    readonly application: Part;
    /** Statements over `schema`, the OpenAPI document, and `self.state.settings`. */
    readonly schema: Part;
  };
  modules(plan: ServicePlan, persistence: Persistence): readonly ModuleSpec[];
}

/** How lists are cut into pages. */
export interface Pagination extends Kept {
  readonly key: Config['pagination'];
  readonly paging: Paging;
  module(plan: ServicePlan, persistence: Persistence): ModuleSpec;
}

export interface Targets {
  readonly persistence: Persistence;
  readonly authentication: Authentication;
  readonly pagination: Pagination;
}
