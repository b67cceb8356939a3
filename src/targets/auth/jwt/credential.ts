/** An access token in the header `Authorization`. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authExceptions } from '../../../plan/own-symbols.ts';
import { fastapiSecurity, fastapiSecurityUtils } from '../../../plan/symbols.ts';
import { Name, py } from '../../../python/index.ts';
import type { Credential } from '../accounts/dependencies.ts';

/** The bearer token that a login gives. */
export const bearer = ({ config }: ServicePlan): Credential => ({
  scheme: new Name('_bearer'),
  definition: py`
    _bearer = ${fastapiSecurity.OAuth2PasswordBearer}(
        tokenUrl=${`${config.api_prefix}/auth/login`},
        refreshUrl=${`${config.api_prefix}/auth/refresh`},
        auto_error=False,
        description="Log in with an email address and a password.",
    )
  `,
  alias: new Name('_Token'),
  variable: new Name('token'),
  serviceArguments: [py`request.app.state.token_signer`],
  read: py`
    scheme, sent = ${fastapiSecurityUtils.get_authorization_scheme_param}(request.headers.get("Authorization"))
    token = sent if scheme.lower() == "bearer" else None
  `,
  refusal: authExceptions.ForbiddenError,
});
