/** An access token of the issuer, in the header `Authorization`. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authExceptions } from '../../../plan/own-symbols.ts';
import { fastapiSecurity, fastapiSecurityUtils } from '../../../plan/symbols.ts';
import { Name, py } from '../../../python/index.ts';
import type { Credential } from '../accounts/dependencies.ts';

/** The bearer token that a login at the issuer gives. */
export const issued = ({ design }: ServicePlan): Credential => {
  const scopes = design.scopes.map((scope) => py`${scope}: ${`May do what asks for ${scope}.`}`);
  return {
    scheme: new Name('_bearer'),
    definition: py`
      # Where the issuer is depends on the settings: \`app.auth.docs\` fills it in.
      _bearer = ${fastapiSecurity.OAuth2AuthorizationCodeBearer}(
          authorizationUrl="",
          tokenUrl="",
          scopes={${[py`"openid": "Who you are."`, ...scopes]}},
          auto_error=False,
          description="Log in at the issuer.",
      )
    `,
    alias: new Name('_Token'),
    variable: new Name('token'),
    serviceArguments: [py`request.app.state.token_verifier`],
    read: py`
      scheme, sent = ${fastapiSecurityUtils.get_authorization_scheme_param}(request.headers.get("Authorization"))
      token = sent if scheme.lower() == "bearer" else None
    `,
    refusal: py`${authExceptions.ForbiddenError}(*grants)`,
  };
};
