/** README: how an issuer is set up. */
import type { ServicePlan } from '../../../plan/index.ts';
import { codeSpan, table } from '../../text/markdown.ts';

const ISSUERS = [
  {
    name: 'Keycloak',
    issuer: 'https://HOST/realms/REALM',
    jwks: 'ISSUER/protocol/openid-connect/certs',
    authorization: 'ISSUER/protocol/openid-connect/auth',
    token: 'ISSUER/protocol/openid-connect/token',
    audience: 'an audience mapper of the client scope adds it',
    roles: 'realm_access.roles',
  },
  {
    name: 'Auth0',
    issuer: 'https://TENANT.auth0.com/',
    jwks: 'https://TENANT.auth0.com/.well-known/jwks.json',
    authorization: 'https://TENANT.auth0.com/authorize?audience=AUDIENCE',
    token: 'https://TENANT.auth0.com/oauth/token',
    audience: 'the identifier of the API',
    roles: 'https://example.com/roles',
  },
  {
    name: 'Entra ID',
    issuer: 'https://login.microsoftonline.com/TENANT/v2.0',
    jwks: 'https://login.microsoftonline.com/TENANT/discovery/v2.0/keys',
    authorization: 'https://login.microsoftonline.com/TENANT/oauth2/v2.0/authorize',
    token: 'https://login.microsoftonline.com/TENANT/oauth2/v2.0/token',
    audience: 'the client id of the API, with access tokens of version 2',
    roles: 'roles',
  },
];

/** The section on the issuer. */
export function oauth2Guide({ hasRoles, hasScopes, config }: ServicePlan): string {
  const rows = [
    ['`OIDC_ISSUER`', ...ISSUERS.map((each) => codeSpan(each.issuer))],
    ['`OIDC_AUDIENCE`', ...ISSUERS.map((each) => each.audience)],
    ['`OIDC_JWKS_URL`', ...ISSUERS.map((each) => codeSpan(each.jwks))],
    ['`OIDC_AUTHORIZATION_URL`', ...ISSUERS.map((each) => codeSpan(each.authorization))],
    ['`OIDC_TOKEN_URL`', ...ISSUERS.map((each) => codeSpan(each.token))],
    ...(hasRoles ? [['`OIDC_ROLES_CLAIM`', ...ISSUERS.map((each) => codeSpan(each.roles))]] : []),
  ];
  const grants = [
    hasRoles && 'Roles are those of the claim that `OIDC_ROLES_CLAIM` names.',
    hasScopes && 'Scopes are those of `scope` and `scp`.',
  ].filter((each) => each !== false);
  return `## Log in

The API takes access tokens of an OpenID Connect issuer, which \`.env\` names. All settings are in the discovery document of
the issuer, \`ISSUER/.well-known/openid-configuration\`; \`OIDC_ISSUER\` must be what tokens say in \`iss\`, to the last slash.

${table(['Setting', ...ISSUERS.map((each) => each.name)], rows)}

\`OIDC_AUDIENCE\` is what tokens for this API say in \`aud\`: a name of its own, and not the client id of an application
that logs in, or its ID tokens would pass for access tokens.${grants.length > 0 ? `\n\n${grants.join(' ')}\nThose that this API does not know mean nothing to it.` : ''}

To log in on \`/docs\`, register a public client with the redirect URI \`http://127.0.0.1:8000/docs/oauth2-redirect\`, allow its
cross-origin requests, and set \`OIDC_CLIENT_ID\`. It logs in with the authorization code flow and PKCE, without a secret.
\`GET ${config.api_prefix}/auth/me\` shows who a token says that you are.`;
}
