/** The ways of proving who one is, as tests know them. */
import type { Config } from '../../../../design/api-design.ts';
import type { ServicePlan } from '../../../../plan/index.ts';
import { apiKeyTests } from './api-key/index.ts';
import { oauth2Tests } from './oauth2/index.ts';
import { jwtTests } from './jwt/index.ts';
import type { AuthTests } from './types.ts';

export type { AuthTests, BodyRoute } from './types.ts';

const STYLES: Readonly<Partial<Record<Config['auth_style'], AuthTests>>> = {
  jwt: jwtTests,
  oauth2: oauth2Tests,
  api_key: apiKeyTests,
};

/** What tests know of the accounts of a service; undefined where there are none. */
export const authTestsOf = ({ plan }: { readonly plan: ServicePlan }): AuthTests | undefined =>
  STYLES[plan.config.auth_style];
