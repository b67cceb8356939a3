/** Files at the root of a project. */
import type { ServicePlan } from '../../plan/index.ts';
import type { RenderedModule } from '../../python/index.ts';
import type { Targets, TextFile } from '../../targets/types.ts';
import { preCommitFile, workflowFile } from './automation.ts';
import { composeFile, dockerfile } from './docker.ts';
import { dockerIgnore, gitIgnore } from './ignored.ts';
import { pyprojectFile } from './pyproject.ts';
import { readmeFile } from './readme/index.ts';
import { pinned, requirementsOf } from './requirements.ts';
import { schemathesisFile } from './schemathesis.ts';
import { environmentFile } from './settings.ts';

export interface RootFiles {
  /** What a new owner reads first. */
  readonly first: readonly TextFile[];
  readonly last: readonly TextFile[];
}

/** The files at the root; dependencies follow from what the modules import. */
export function rootFiles(plan: ServicePlan, modules: readonly RenderedModule[], targets: Targets): RootFiles {
  const { persistence, authentication } = targets;
  const { has } = plan;
  const tested = plan.config.include_tests;
  const named = [...persistence.requirements, ...authentication.requirements];
  const requirements = requirementsOf(modules, named, { ...has, tests: tested });
  return {
    first: [readmeFile(plan, persistence), pyprojectFile(plan, requirements, persistence)],
    last: [
      { path: 'constraints.txt', text: `${pinned(requirements).join('\n')}\n` },
      environmentFile(plan, persistence),
      gitIgnore(plan),
      ...(has.deployment
        ? [dockerIgnore(persistence), dockerfile(plan, persistence), composeFile(plan, persistence)]
        : []),
      ...(has.automation ? [workflowFile(plan, persistence), preCommitFile] : []),
      ...(tested && has.audits ? [schemathesisFile(plan)] : []),
    ],
  };
}
