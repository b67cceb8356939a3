/** The ways of proving who one is, as projects tell of them. */
import type { Config } from '../../design/api-design.ts';
import type { ServicePlan } from '../../plan/index.ts';
import { apiKeyKit } from './api-key/index.ts';
import { oauth2Kit } from './oauth2/index.ts';
import { jwtKit } from './jwt/index.ts';
import type { AuthKit } from './types.ts';

export type { AuthKit } from './types.ts';

const KITS: Readonly<Partial<Record<Config['auth_style'], AuthKit>>> = {
  jwt: jwtKit,
  oauth2: oauth2Kit,
  api_key: apiKeyKit,
};

/** The settings of its way of authenticating that have no default, by their attributes. */
export const requiredSettings = (plan: ServicePlan): string[] =>
  (authKitOf(plan)?.settings(plan) ?? []).flatMap(({ required }) => required ?? []);

/** What a project says about its accounts; undefined where there are none. */
export const authKitOf = ({ config }: ServicePlan): AuthKit | undefined => KITS[config.auth_style];
