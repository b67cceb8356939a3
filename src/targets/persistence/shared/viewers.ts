/** Who looks at rows, as a parameter and as an argument of methods. */
import type { ScopePlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { type Part, py } from '../../../python/index.ts';

export const viewerParameter = (scope: ScopePlan): Part =>
  scope.viewer !== 'none' && py`viewer: ${authModels.User}${scope.viewer === 'optional' && py` | None`}`;
export const viewerArgument = (scope: ScopePlan): Part => scope.viewer !== 'none' && py`viewer`;
