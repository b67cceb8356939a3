/** The ways of proving who one is, as projects tell of them. */
import type { Config } from '../../design/api-design.ts';
import type { ServicePlan } from '../../plan/index.ts';
import { apiKeyKit } from './api-key/index.ts';
import { jwtKit } from './jwt/index.ts';
import type { AuthKit } from './types.ts';

export type { AuthKit } from './types.ts';

const KITS: Readonly<Partial<Record<Config['auth_style'], AuthKit>>> = { jwt: jwtKit, api_key: apiKeyKit };

/** What a project says about its accounts; undefined where there are none. */
export const authKitOf = ({ config }: ServicePlan): AuthKit | undefined => KITS[config.auth_style];
