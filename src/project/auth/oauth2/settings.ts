/** Where the issuer is, and what its tokens look like. */
import type { ServicePlan } from '../../../plan/index.ts';
import { pydantic, typing } from '../../../plan/symbols.ts';
import { Name, type Part, py } from '../../../python/index.ts';
import type { AuthSetting } from '../types.ts';

const { Field } = pydantic;

const required = (name: string, example: string, field: Part): AuthSetting => ({
  required: name,
  field: py`${new Name(name)}: str = ${field}`,
  environment: `${name.toUpperCase()}=${example}`,
});

const url = (name: string, example: string, limit: Part = null): AuthSetting =>
  required(name, `https://id.example.com/${example}`, py`${Field}(${[limit, py`pattern=r"^https?://"`]})`);

/** The settings of the issuer; there are no defaults that could let anybody in. */
export const oauth2Settings = ({ hasRoles, slug }: ServicePlan): AuthSetting[] => [
  url('oidc_issuer', 'realms/main', py`max_length=255`),
  required('oidc_audience', slug, py`${Field}(min_length=1)`),
  url('oidc_jwks_url', 'realms/main/protocol/openid-connect/certs'),
  url('oidc_authorization_url', 'realms/main/protocol/openid-connect/auth'),
  url('oidc_token_url', 'realms/main/protocol/openid-connect/token'),
  {
    field: py`oidc_client_id: str = ""`,
    environment: '# The client that /docs logs in as.\nOIDC_CLIENT_ID=',
  },
  {
    field: py`oidc_algorithm: ${typing.Literal}["RS256", "ES256"] = "RS256"`,
    environment: 'OIDC_ALGORITHM=RS256',
  },
  ...(hasRoles
    ? [
        {
          field: py`oidc_roles_claim: str = "roles"`,
          environment:
            '# The claim with the roles; dots lead into objects, as in realm_access.roles.\nOIDC_ROLES_CLAIM=roles',
        },
      ]
    : []),
];
