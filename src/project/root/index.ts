/** Files at the root of a project. */
import type { ServicePlan } from '../../plan/index.ts';
import type { RenderedModule } from '../../python/index.ts';
import type { TextFile } from '../../targets/types.ts';

export interface RootFiles {
  /** What a new owner reads first. */
  readonly first: readonly TextFile[];
  readonly last: readonly TextFile[];
}

/** The files at the root; dependencies follow from what the modules import. */
export function rootFiles(_plan: ServicePlan, _modules: readonly RenderedModule[]): RootFiles {
  return { first: [], last: [] };
}
