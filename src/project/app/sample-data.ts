/** app/sample_data.py: an account and rows to try the API with. */
import type { ServicePlan } from '../../plan/index.ts';
import { authSchemas, authSecurity, authService, config } from '../../plan/own-symbols.ts';
import { doc, type ModuleSpec, type Part, py, value } from '../../python/index.ts';
import type { Persistence } from '../../targets/types.ts';
import { createSamples, parentsOf, rowsVariable, samplesNeedUser } from '../resource/samples.ts';
import { accountPayload, type SampleRows, sampleRows } from '../samples/rows.ts';

/** The module of the sample data. */
export function sampleDataModule(plan: ServicePlan, persistence: Persistence): ModuleSpec {
  const { flow } = persistence;
  const samples = sampleRows(plan);
  const counts = samples.map(({ resource }) => py`${resource.nouns}: len(${rowsVariable(resource)})`);
  return {
    path: 'app/sample_data.py',
    doc: 'An account and rows to try the API with.',
    body: py`
      EMAIL = "grace@example.com"


      ${flow.part(py`
      async def create_sample_data(settings: ${config.Settings}, password: str) -> dict[str, int]:
          ${doc(`Create an account${grantsAll(plan) ? ' that may do everything' : ''} and, as it, a few rows; return how many of which.`)}
          ${persistence.openForCommand}:
              ${account(plan, persistence, samples.some(samplesNeedUser))}
              ${samples.map((each) => createRows(each, persistence))}
          return {${counts}}
      `)}
    `,
  };
}

const grantsAll = ({ hasRoles, hasScopes }: ServicePlan): boolean => hasRoles || hasScopes;

function account(plan: ServicePlan, { accounts, session }: Persistence, isUsed: boolean): Part {
  const values = Object.entries(accountPayload(plan) ?? {}).map(([json, each]) => py`${json}: ${value(each)}`);
  const given = py`{${[py`"email": EMAIL`, py`"password": password`, ...values]}}`;
  const { design, hasRoles, hasScopes } = plan;
  const register = py`await ${authService.AuthService}(${[session.argument, py`${authSecurity.TokenSigner}(settings)`]}).register(data)`;
  return py`
    data = ${authSchemas.UserCreate}.model_validate(${given})
    ${isUsed || grantsAll(plan) ? py`user = ${register}` : register}
    ${hasRoles && py`user.roles = ${value(design.roles)}`}
    ${hasScopes && py`user.scopes = ${value(design.scopes)}`}
    ${grantsAll(plan) && accounts.command.store([...(hasRoles ? ['roles'] : []), ...(hasScopes ? ['scopes'] : [])])}
  `;
}

function createRows(samples: SampleRows, { session }: Persistence): Part {
  const { resource } = samples;
  const given = [session.argument, samplesNeedUser(samples) && py`user`, ...parentsOf(samples).map(rowsVariable)];
  return py`${rowsVariable(resource)} = await ${createSamples(resource)}(${given})`;
}
