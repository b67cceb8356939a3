/** The account that sample data belong to. */
import { authExceptions, authSecurity, authService } from '../../../plan/own-symbols.ts';
import { modules } from '../../../plan/symbols.ts';
import { from, py } from '../../../python/index.ts';
import type { SampleAccount } from '../types.ts';

const { sys } = modules;
const { Claims, TokenVerifier } = authSecurity;
const { ROLES, SCOPES } = from('app.auth.service', 'ROLES', 'SCOPES');
const { SUBJECT } = from('app.sample_data', 'SUBJECT');

export const oauth2Sample: SampleAccount = {
  constants: py`
    # Whose the rows are: put in what your tokens say in \`sub\`.
    SUBJECT = "grace"
  `,
  parameters: [],
  create: ({ hasRoles, hasScopes }, { session }, isUsed) => {
    const register = py`await ${authService.AuthService}(${[session.argument, py`${TokenVerifier}(settings)`]}).register(claims)`;
    return py`
      claims = ${Claims}(iss=settings.oidc_issuer, sub=SUBJECT, email="grace@example.com")
      ${isUsed ? py`user = ${register}` : register}
      ${isUsed && hasRoles && py`user.roles = ${ROLES}`}
      ${isUsed && hasScopes && py`user.scopes = ${SCOPES}`}
    `;
  },
  prepare: null,
  given: [],
  taken: () => [authExceptions.SubjectTakenError],
  takenText: py`f"The sample data are there already, or {${SUBJECT}} has an account."`,
  tell: () => py`${sys}.stdout.write(f"They belong to the subject {${SUBJECT}} of {settings.oidc_issuer}\n")`,
};
