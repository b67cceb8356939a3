/** What tests know of a way of proving who one is. */
import type { ServicePlan } from '../../../../plan/index.ts';
import type { ModuleSpec, Name, Part } from '../../../../python/index.ts';
import type { BrokenRow } from '../../../../targets/types.ts';
import type { Suite } from '../../suite.ts';
import type { Probe } from '../probe.ts';

/** A route that takes JSON, and who may send some. */
export interface BodyRoute {
  /** The fixture of a caller whom it lets in. */
  readonly who: Name;
  /** Its path. */
  readonly path: Part;
  /** A member of the body that is a string. */
  readonly member: string;
}

export interface AuthTests {
  /** What tests/helpers.py begins with besides the prefix of the API: paths and passwords. */
  readonly constants: Part;
  /** The headers by which a caller proves who it is, from `token`: a dictionary. */
  readonly headers: Part;
  /** The scheme of `WWW-Authenticate`. */
  readonly challenge: string;
  /** `create_user(app, **columns)` and `sign_in(app, user)`, which gives a token, with what they are made of. */
  accounts(suite: Suite): readonly Part[];
  /** Fixtures of tests/conftest.py that the accounts need. */
  readonly fixtures: Part;
  /** Settings of the tests where requests are counted. */
  readonly settings: readonly Part[];
  /** Settings of all tests, whatever the environment says. */
  readonly fixedSettings?: readonly Part[];
  /** What else the fixture of the settings takes and gives them. */
  readonly issuer?: { readonly parameter: Part; readonly settings: Part };
  /** Modules of its own. */
  modules(suite: Suite, probe: Probe): readonly (ModuleSpec | null)[];
  /** A row of an account that is not there. */
  readonly orphan: BrokenRow;
  /** The name of the security scheme in OpenAPI. */
  readonly scheme: string;
  /** Tests of what OpenAPI says about it. */
  readonly openapi: Part;
  /** The header that proves something, and values of it that prove nothing. */
  readonly invalid: { readonly header: string; readonly values: readonly string[] };
  readonly body?: BodyRoute;
  /** Bodies that hold halves of surrogate pairs: paths and bytes as rows of a table. */
  readonly surrogates: readonly Part[];
  /** A path of the accounts with the methods that it has, as a row of a table. */
  allowed(suite: Suite): Part;
  /** Tests of a rate limit of its own. */
  limits(probe: Probe): Part;
  /** Statements of a test: `client` becomes the account of the sample data, from what the command wrote: `login`. */
  becomeSample(plan: ServicePlan): Part;
}
