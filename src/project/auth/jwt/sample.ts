/** The account that sample data belong to. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authExceptions, authSchemas, authSecurity, authService } from '../../../plan/own-symbols.ts';
import { modules } from '../../../plan/symbols.ts';
import { from, py, value } from '../../../python/index.ts';
import { accountPayload } from '../../samples/rows.ts';
import { grantAll } from '../grant-all.ts';
import type { SampleAccount } from '../types.ts';

const { secrets, sys } = modules;
const { EMAIL } = from('app.sample_data', 'EMAIL');

export const jwtSample: SampleAccount = {
  constants: py`EMAIL = "grace@example.com"`,
  parameters: [py`password: str`],
  create: (plan, persistence, isUsed) => {
    const values = Object.entries(accountPayload(plan) ?? {}).map(([json, each]) => py`${json}: ${value(each)}`);
    const given = py`{${[py`"email": EMAIL`, py`"password": password`, ...values]}}`;
    const grants = grantAll(plan, persistence);
    const register = py`await ${authService.AuthService}(${[persistence.session.argument, py`${authSecurity.TokenSigner}(settings)`]}).register(data)`;
    return py`
      data = ${authSchemas.UserCreate}.model_validate(${given})
      ${isUsed || grants ? py`user = ${register}` : register}
      ${grants}
    `;
  },
  prepare: py`password = ${secrets}.token_urlsafe(12)`,
  given: [py`password`],
  taken: ({ account }: ServicePlan) => [
    authExceptions.EmailTakenError,
    ...account.uniques.map(({ errorClass }) => from('app.auth.exceptions', errorClass)[errorClass]!),
  ],
  takenText: py`f"The sample data are there already, or somebody else is {${EMAIL}}."`,
  tell: () => py`${sys}.stdout.write(f"Log in as {${EMAIL}} with the password {password}\n")`,
};
