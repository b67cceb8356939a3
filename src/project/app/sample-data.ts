/** app/sample_data.py: an account and rows to try the API with. */
import type { ServicePlan } from '../../plan/index.ts';
import { authKitOf } from '../auth/index.ts';
import { config } from '../../plan/own-symbols.ts';
import { doc, type ModuleSpec, type Part, py } from '../../python/index.ts';
import type { Persistence } from '../../targets/types.ts';
import { createSamples, parentsOf, rowsVariable, samplesNeedUser } from '../resource/samples.ts';
import { type SampleRows, sampleRows } from '../samples/rows.ts';

/** The module of the sample data; null where no command makes them. */
export function sampleDataModule(plan: ServicePlan, persistence: Persistence): ModuleSpec | null {
  if (!plan.has.developerCommands) return null;
  const { flow } = persistence;
  const kit = authKitOf(plan);
  const samples = sampleRows(plan);
  const counts = samples.map(({ resource }) => py`${resource.nouns}: len(${rowsVariable(resource)})`);
  return {
    path: 'app/sample_data.py',
    doc: kit ? 'An account and rows to try the API with.' : 'Rows to try the API with.',
    body: py`
      ${kit?.sample.constants}


      ${flow.part(py`
      async def create_sample_data(${[py`settings: ${config.Settings}`, kit?.sample.parameters]}) -> dict[str, int]:
          ${doc(`${account(plan)}; return how many of which.`)}
          ${persistence.openForCommand}:
              ${kit?.sample.create(plan, persistence, samples.some(samplesNeedUser))}
              ${samples.map((each) => createRows(each, persistence))}
          return {${counts}}
      `)}
    `,
  };
}

function account({ hasAccounts, hasRoles, hasScopes, accountTables }: ServicePlan): string {
  if (!hasAccounts) return 'Create a few rows';
  return `Create an account${accountTables.keepsGrants && (hasRoles || hasScopes) ? ' that may do everything' : ''} and, as it, a few rows`;
}

function createRows(samples: SampleRows, { session }: Persistence): Part {
  const { resource } = samples;
  const given = [session.argument, samplesNeedUser(samples) && py`user`, ...parentsOf(samples).map(rowsVariable)];
  return py`${rowsVariable(resource)} = await ${createSamples(resource)}(${given})`;
}
