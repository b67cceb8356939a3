/** The account that sample data belong to. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authExceptions, authSchemas, authService } from '../../../plan/own-symbols.ts';
import { modules } from '../../../plan/symbols.ts';
import { from, py, value } from '../../../python/index.ts';
import { accountPayload } from '../../samples/rows.ts';
import { grantAll } from '../grant-all.ts';
import type { SampleAccount } from '../types.ts';

const { sys } = modules;
const { EMAIL } = from('app.sample_data', 'EMAIL');
const { issue_key } = from('app.auth.issue_key', 'issue_key');

export const apiKeySample: SampleAccount = {
  constants: py`EMAIL = "grace@example.com"`,
  parameters: [],
  create: (plan, persistence, isUsed) => {
    const values = Object.entries(accountPayload(plan) ?? {}).map(([json, each]) => py`${json}: ${value(each)}`);
    const given = py`{${[py`"email": EMAIL`, ...values]}}`;
    const grants = grantAll(plan, persistence);
    const register = py`await ${authService.AuthService}(${[persistence.session.argument]}).register(data)`;
    return py`
      data = ${authSchemas.UserCreate}.model_validate(${given})
      ${isUsed || grants ? py`user = ${register}` : register}
      ${grants}
    `;
  },
  prepare: null,
  given: [],
  taken: ({ account }: ServicePlan) => [
    authExceptions.EmailTakenError,
    ...account.uniques.map(({ errorClass }) => from('app.auth.exceptions', errorClass)[errorClass]!),
  ],
  takenText: py`f"The sample data are there already, or somebody else is {${EMAIL}}."`,
  tell: ({ flow }) => py`
    key = ${flow.run(py`${issue_key}(settings, ${EMAIL}, ${authSchemas.KeyCreate}(name="sample data"))`)}
    ${sys}.stdout.write(f"The key of {${EMAIL}} is {key}\n")
  `,
};
