/** What a profile puts around the domains of a service. Its API, its access rules and its authentication are the same in all. */
import type { Config } from '../design/api-design.ts';

/** The parts that not every project has, each with what asks for it. */
export interface ProjectParts {
  /** Migrations make and change the tables. Without them the application makes missing tables when it starts. */
  readonly migrations: boolean;
  /** Requests are counted for each client. */
  readonly rateLimits: boolean;
  /** A request has an id, which its problems and its log lines carry; logs are JSON. */
  readonly requestIds: boolean;
  /** A probe tells whether the database answers. */
  readonly readiness: boolean;
  /** Much traffic: sized pools, reads without transactions, remembered totals, the fastest event loop. */
  readonly loadTuning: boolean;
  /** Commands for developers: sample data, and the OpenAPI document as a file. */
  readonly developerCommands: boolean;
  /** Images, and what runs them. */
  readonly deployment: boolean;
  /** Checks run by themselves, before a commit and on every push. */
  readonly automation: boolean;
  /** Coverage, security linting and fuzzing. */
  readonly audits: boolean;
  /** Tests of races, of the documentation and of what only attackers send. */
  readonly hardeningTests: boolean;
}

const PRODUCTION: ProjectParts = {
  migrations: true,
  rateLimits: true,
  requestIds: true,
  readiness: true,
  loadTuning: true,
  developerCommands: true,
  deployment: true,
  automation: true,
  audits: true,
  hardeningTests: true,
};

/** A prototype: what a reader understands in a quarter of an hour. */
const MVP: ProjectParts = {
  migrations: false,
  rateLimits: false,
  requestIds: false,
  readiness: false,
  loadTuning: false,
  developerCommands: false,
  deployment: false,
  automation: false,
  audits: false,
  hardeningTests: false,
};

/** The parts of each profile. What the smaller has, the larger has at the same path. */
export const PROFILES: Readonly<Record<Config['profile'], ProjectParts>> = { mvp: MVP, production: PRODUCTION };
