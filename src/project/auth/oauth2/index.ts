/** Accounts of those whom an issuer vouches for. */
import { fieldExceptions } from '../../request-exceptions.ts';
import type { AuthKit } from '../types.ts';
import { oauth2Guide } from './guide.ts';
import { oauth2Routes } from './routes.ts';
import { oauth2Sample } from './sample.ts';
import { oauth2Settings } from './settings.ts';

export const oauth2Kit: AuthKit = {
  routes: oauth2Routes,
  settings: oauth2Settings,
  isLimited: false,
  example: {
    prepare: () => ["token='an access token of the issuer'"],
    header: '-H "Authorization: Bearer $token"',
  },
  notes: {
    files: 'whom the issuer vouches for',
    decision: `**Tokens.** The API checks tokens and issues none: signature, issuer, audience and times, with the algorithm of
\`OIDC_ALGORITHM\` and no other. The keys of the issuer are fetched when a token names one that is unknown, at most every
ten seconds, and stay good for an hour if the issuer does not answer. An account is made when its first token is seen;
what it may do is in each token and not in the database. A token cannot be taken back: give it a short life.`,
    setUp: oauth2Guide,
    settings: `# The OpenID Connect issuer whose access tokens are accepted. Replace all of them; the README
# names those of well-known issuers.`,
  },
  exceptions: ({ account }) => [
    { operation: 'update_current_user', reasons: fieldExceptions(account.fields, 'update') },
  ],
  commands: () => [],
  sample: oauth2Sample,
};
