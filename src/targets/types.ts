/** The choices of a service, one object each. No target asks which choice another axis made. */
import type { Config } from '../design/api-design.ts';
import type {
  AccountGrants,
  AccountTables,
  CallerFailure,
  FieldPlan,
  Paging,
  ResourcePlan,
  ServicePlan,
} from '../plan/index.ts';
import type { ModuleSpec, Name, Part } from '../python/index.ts';
import type { Flow } from './flow.ts';

/** A file that is not Python, or Python that is printed whole. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** What the service of the accounts asks of the database: blocks of statements over the names that it says. */
export interface AccountStatements {
  /** Fields that the constructor of an account does not take, so that `insertUser` stores them. */
  apart(plan: ServicePlan): readonly FieldPlan[];
  /** Stores the new account `user`, made of `data` unless accounts are bare; `violations` maps constraints to errors. */
  insertUser(violations: Part, plan: ServicePlan): Part;
  /** Gives the account `user` the values of `data`, and stores them. */
  updateUser(violations: Part, plan: ServicePlan): Part;
  /** Expression: the account with an email address, or None. */
  userByEmail(email: Part): Part;
  /** Gives the connection back before hashing, so that nobody waits for it meanwhile; null where none is held. */
  readonly releaseConnection: Part;
  /** Stores what statements change all at once, or nothing if one raises. */
  atomic(changes: Part): Part;
  /** Adds a login session for `user` and `claims`, within `atomic`. */
  readonly startSession: Part;
  /** Expression: true if `user` has `password_hash`, and keeps it until the end of the transaction. */
  readonly hasPassword: Part;
  /** Expression: moves the session of `claims` from its refresh token to that of `rotated`. */
  readonly rotateSession: Part;
  /** Condition: `swapped`, which is what `rotateSession` gave, says that another request was faster. */
  readonly rotationLost: Part;
  /** Commits the rotation; null where that is done. */
  readonly keepRotation: Part;
  /** Expression: the account whose session `claims` names, or None when that has ended. */
  userBySession(plan: ServicePlan): Part;
  /** Ends the session called `session_id`, if it has not ended. */
  readonly endSession: Part;
  readonly keys: KeyStatements;
  readonly attempts: AttemptStatements;
  readonly passwords: PasswordStatements;
  readonly identities: IdentityStatements;
  /** What commands do, which open a `session` of their own. */
  readonly command: {
    /** Expression: the account with an email address, or None. */
    userByEmail(email: Part): Part;
    /** Stores attributes of `user` that were changed. */
    store(attributes: readonly string[]): Part;
  };
}

/** What the service of API keys asks of the database. */
export interface KeyStatements {
  /** Constants of the module. */
  constants(plan: ServicePlan): Part;
  /** Stores the new `key`. */
  readonly insert: Part;
  /** Stores attributes of `key` that were changed. */
  store(attributes: readonly string[]): Part;
  /** Expression: the key called `key_id` of `user` that was not revoked, or None. */
  readonly own: Part;
  /** Expression: a page of the keys of `user` that were not revoked, the last one first, for `query` and `paginator`. */
  page(plan: ServicePlan): Part;
  /** Expression: the key that was not revoked whose hash is `hashed`, with its account; or None. */
  holder(plan: ServicePlan): Part;
  /** Gives the variables `key` and `user` what `found` holds, which came of `holder`. */
  readonly unpack: Part;
  /** Takes from `user` the scopes that `key` lacks, for this request and not in the database. */
  readonly narrow: Part;
}

/** What counting the attempts of one client asks of the database. */
export interface AttemptStatements {
  /** Stores the new `attempt`, at once. */
  readonly insert: Part;
  /**
   * Expression: a list of the other attempts of the purpose of `attempt`: those of its `email` or its `address` that did
   * not succeed and were made after `failed_since`, and those of both that succeeded after `familiar_since`.
   */
  readonly others: Part;
  /** Deletes `attempt`, at once. */
  readonly withdraw: Part;
  /** Puts `attempt` in the place of all logins of its `email` from its `address`, within `atomic`. */
  readonly letIn: Part;
}

/** What the services of passwords ask of the database. */
export interface PasswordStatements {
  /** Expression, within `atomic`: true if `user` had `checked_hash` and has `password_hash` now. */
  readonly replace: Part;
  /** Gives `password_hash` to `user`, within `atomic`. */
  readonly set: Part;
  /** Ends all sessions of `user` and deletes the tokens that reset its password, within `atomic`. */
  readonly revokeAll: Part;
  /** Gives `user_id` the account whose token has the hash `token_hash` and is good, or None; deletes the token at once. */
  readonly takeToken: Part;
  /** Expression: the account called `user_id`. */
  readonly userById: Part;
  /** What an object needs that works after the request. */
  readonly afterwards: SessionParts & {
    /** Statements that have the database. */
    within(body: Part): Part;
  };
  /** Expression, within `afterwards`: the account with the address `email`, or None. */
  readonly userByEmail: Part;
  /** Puts `token` in the place of all tokens of `user`, within `afterwards`. */
  readonly replaceToken: Part;
}

/** What the service of accounts that an issuer vouches for asks of the database. */
export interface IdentityStatements {
  /** Expression: the account of the subject of `claims`, or None. */
  holder(plan: ServicePlan): Part;
  /** Returns the account of the subject of `claims`, which another request made while this one tried to. */
  returnOther(plan: ServicePlan): Part;
}

/** A choice of which an application keeps something for as long as it runs. */
interface Kept {
  /** Statements of `create_app` over `app` and `settings`. */
  readonly state: Part;
}

/** What services are given to reach the database; nothing, where a library keeps its connections itself. */
export interface SessionParts {
  /** Parameter of functions that FastAPI calls. */
  readonly dependency: Part;
  /** Parameter of other functions, the constructors of services among them. */
  readonly parameter: Part;
  /** Argument for either. */
  readonly argument: Part;
  /** Statement of a constructor. */
  readonly keep: Part;
}

/** A distribution of PyPI that a project needs. */
export interface Requirement {
  readonly distribution: string;
  readonly extra?: string;
  /** Where it is needed (PEP 508). */
  readonly marker?: string;
}

/** Lines of a Dockerfile for a library that is more than a package of Python. */
export interface ImageLines {
  /** Where packages are installed. */
  readonly build: readonly string[];
  /** Where the application runs. */
  readonly run: readonly string[];
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
  /** The type of a row of a list. */
  readonly row: Part;
  /** The class `SortOrder`, and the function `sort_orders` that makes those of a list. */
  sortOrders(plan: ServicePlan): Part;
  /** The class `Paginator`, whose `page` gives a `Slice`. */
  paginator(plan: ServicePlan): Part;
  /** The functions that it is made of. */
  functions(plan: ServicePlan): Part;
}

/** Something of a design that a choice cannot do. */
export interface UnsupportedPart {
  readonly path: string;
  readonly message: string;
  readonly suggestion?: string;
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
  /** What users should know who choose it: said with every result. */
  readonly warning?: string;
  /** Whether a project is for the database of its design and no other. */
  readonly oneDatabase: boolean;
  /** The command that finishes an installation, word by word, where there is more to it. */
  readonly prepare?: readonly string[];
  /** What an image needs for it: lines of the Dockerfile. */
  readonly image?: ImageLines;
  /** What this library cannot do of a design. */
  unsupported(plan: ServicePlan): readonly UnsupportedPart[];
  readonly session: SessionParts;
  /** Opens the database of `settings` for a command, which has no application around it: `async with …`. */
  readonly openForCommand: Part;
  /** The body of the lifespan of `app`; without migrations it creates the tables that are missing. */
  lifespan(plan: ServicePlan): Part;
  /** What app/factory.py must import so that all tables are known when they are created. */
  tablesAtStart(plan: ServicePlan): Part;
  /** Asking the database for a sign of life: what a route needs for it, the statement, and what it may raise. */
  readonly ping: { readonly parameter: Part; readonly statement: Part; readonly errors: Part };
  /** Files that every project has and that are not Python. */
  files(plan: ServicePlan): readonly TextFile[];
  /** Modules of the application that do not belong to a resource, such as app/core/database.py. */
  coreModules(plan: ServicePlan): readonly ModuleSpec[];
  /** Tables, scopes and the service of a resource. */
  resourceModules(resource: ResourcePlan, plan: ServicePlan): readonly ModuleSpec[];
  /** Pages after, or before, a position. */
  readonly keyset: PageStatements & {
    /** Expression: what tells the types of the values of `order`, a sort order, one after the other. */
    readonly keyTypes: Part;
    /** The function `_typed`, which gives values out of a cursor, which are JSON, the types that those say. */
    typed(plan: ServicePlan): Part;
  };
  /** Pages after a number of rows. */
  readonly offset: PageStatements;
  /** Tables of the accounts. */
  accountModules(plan: ServicePlan): readonly ModuleSpec[];
  readonly accounts: AccountStatements;
  readonly migrations: Migrations;
  readonly tests: DatabaseTests;
  /** Notes of the README: what is between a route and a table, and who commits. Markdown. */
  readonly notes: readonly string[];
}

/** How the tables of a database come to be. */
export interface Migrations {
  /** What the README calls the tool. */
  readonly tool: string;
  /** Where they are. */
  readonly folder: string;
  /** Whether they are written in Python. */
  readonly isPython: boolean;
  /** The modules, and what runs them. */
  files(plan: ServicePlan): { readonly modules: readonly ModuleSpec[]; readonly files: readonly TextFile[] };
  /** Files at the root that the tool needs where it runs. */
  readonly rootFiles: readonly string[];
  /** The command that brings a database up to date, word by word. */
  readonly upgrade: readonly string[];
  /** The command after which a database counts as migrated whose tables are there already. */
  readonly adopt: string;
  /** The shell command that fails when models and migrations disagree. */
  readonly check: string;
  /** A section of pyproject.toml. */
  readonly section?: string;
  /** Rules of Ruff that migrations may break. */
  readonly unlinted: readonly string[];
}

/** A row that every database refuses. */
export interface BrokenRow {
  readonly model: Part;
  readonly table: string;
  /** Arguments of the model. */
  readonly values: readonly Part[];
}

/** What tests do to a database without the API: statements over the names that they say, and whole functions. */
export interface DatabaseTests {
  /** A moment in JSON, with as many digits as are kept. */
  readonly moment: string;
  /** The fixture of pytest that shows what a command printed. */
  readonly captured: Name;
  /** Fixture of tests/conftest.py: `database_url`, an empty database for each process that runs tests. */
  databaseUrl(plan: ServicePlan): Part;
  /** Migrates the database of `settings`. */
  readonly migrate: Part;
  /** Deletes every row that `app` finds. */
  clean(plan: ServicePlan): Part;
  /** Expression: runs another application beside that of all tests, for as long as it is open; null where that needs nothing. */
  lifespanOf(app: Part): Part;
  /** Functions of tests/helpers.py that the others need. */
  readonly helpers: { readonly forMigrations: Part; forRows(plan: ServicePlan): Part };
  /** The type of models. */
  readonly model: Part;
  /** Stores a new row of `model`; a function that has a variable for it returns it. */
  insert(variable: Name | null, model: Part, values: Part): Part;
  /** Stores `values`, which are JSON, in the columns of the row of `model` that `row` shows. */
  readonly change: Part;
  /** Gives the variable `row` a new row of `model`, which is stored with `values`, which are JSON. */
  readonly insertJson: Part;
  /** Gives every row of `model` `values`, which are arguments. */
  changeAll(model: Part, values: Part): Part;
  /** Gives the variable `rows` the values of all columns of all rows of `model`. */
  readAll(model: Part): Part;
  /** Gives the variable `rows` all rows of `model` as mappings, in the order of their ids. */
  readonly mappings: Part;
  /** Gives the variable `saved` the only account there is. */
  readonly onlyUser: Part;
  /** Gives the variable `saved` the row of `model` with an id, which `app` finds. */
  find(app: Part, model: Part, id: Part): Part;
  /** Tests of the operators: one without a database, and what only this library does. */
  readonly withoutDatabase: Part;
  database(broken: BrokenRow | null): Part;
  migrations(plan: ServicePlan): Part;
}

/** How callers prove who they are. */
export interface Authentication extends Kept {
  readonly key: Config['auth_style'];
  readonly tables: (grants: AccountGrants) => AccountTables;
  /** Whether it signs tokens with the `SECRET_KEY`. */
  readonly signs: boolean;
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
