/** What a project says about a way of proving who one is; the code that checks it is that of the target. */
import type { ServicePlan } from '../../plan/index.ts';
import type { ModuleSpec, Part, Sym } from '../../python/index.ts';
import type { Persistence } from '../../targets/types.ts';
import type { RouteFact } from '../route-fact.ts';
import type { RequestException } from '../request-exceptions.ts';

/** A setting of a way of proving who one is: its field of `Settings`, and its line of .env.example. */
export interface AuthSetting {
  /** The attribute, of a setting that has no default. */
  readonly required?: string;
  readonly field: Part;
  readonly environment: string;
}

/** How the commands of the README prove who they are. */
export interface AuthExample {
  /** Commands that get what `header` sends. */
  prepare(plan: ServicePlan): string[];
  /** The argument of curl and of Schemathesis. */
  readonly header: string;
}

/** The account that sample data belong to. */
export interface SampleAccount {
  /** Constants of app/sample_data.py. */
  readonly constants: Part;
  /** Parameters of `create_sample_data` after `settings`. */
  readonly parameters: readonly Part[];
  /** Statements that create the account; `user` is a variable where `isUsed`. */
  create(plan: ServicePlan, persistence: Persistence, isUsed: boolean): Part;
  /** Statements of the command, before: what it passes on. */
  readonly prepare: Part;
  readonly given: readonly Part[];
  /** What is raised when the sample data are there already. */
  taken(plan: ServicePlan): readonly Sym[];
  /** What the command says then: a string. */
  readonly takenText: Part;
  /** Statement of the command, after: how to be this account. */
  tell(persistence: Persistence): Part;
}

export interface AuthKit {
  /** The routes of the accounts. */
  routes(plan: ServicePlan): readonly RouteFact[];
  settings(plan: ServicePlan): readonly AuthSetting[];
  /** Whether its routes have a rate limit of their own. */
  readonly isLimited: boolean;
  /** Operations that make callers wait in every profile, so that 429 is among their errors, and settings that say when. */
  readonly throttle?: { readonly operations: readonly string[]; readonly settings: readonly string[] };
  /** Settings of the containers that `.env` must not change. */
  readonly deployed?: Readonly<Record<string, string>>;
  readonly example: AuthExample;
  /** README: what app/auth is for, decisions of its design, and tasks before production; Markdown. */
  readonly notes: {
    readonly files: string;
    readonly decision: string | readonly string[];
    readonly production?: string | readonly string[];
    /** A section on what must be set up elsewhere. */
    readonly setUp?: (plan: ServicePlan) => string;
    /** The comment above its settings in .env.example, where they are a paragraph of their own. */
    readonly settings?: string;
  };
  /** Where well-formed requests may be refused. */
  exceptions(plan: ServicePlan): readonly RequestException[];
  /** Modules of commands. */
  commands(plan: ServicePlan, persistence: Persistence): readonly ModuleSpec[];
  readonly sample: SampleAccount;
}
