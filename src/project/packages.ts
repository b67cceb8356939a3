/** The `__init__.py` of every package. */
import { describe, type ServicePlan } from '../plan/index.ts';
import { sentence } from '../plan/names.ts';
import { authKitOf } from './auth/index.ts';
import type { ModuleSpec, RenderedModule } from '../python/index.ts';

/** One module for each folder of `app` and `tests` that has modules. */
export function packageModules(plan: ServicePlan, modules: readonly RenderedModule[]): ModuleSpec[] {
  const folders = new Set(modules.map((module) => module.path.split('/').slice(0, -1).join('/')));
  const packages = [...folders].filter((folder) => folder.startsWith('app') || folder.startsWith('tests'));
  return packages.map((folder) => ({ path: `${folder}/__init__.py`, doc: aboutPackage(folder, plan) }));
}

function aboutPackage(folder: string, plan: ServicePlan): string {
  if (folder === 'app') return `${plan.title}.`;
  if (folder === 'app/core') return 'Building blocks shared by every domain; imports no domain.';
  if (folder === 'app/auth') return `${sentence(authKitOf(plan)?.notes.files ?? 'accounts')}.`;
  if (folder === 'tests') return 'Tests of the whole application over HTTP, on a real database.';
  if (folder === 'tests/factories') return 'Valid rows of every resource.';
  const resource = plan.resources.find((each) => folder === `app/${each.module}`);
  return resource ? describe(resource) : `${plan.title}.`;
}
