/** How an application without migrations makes its tables: from the models, when it starts. */
import type { ServicePlan } from '../../../plan/index.ts';
import { importAs, type Part, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';

/** The models that no router imports, so that their tables are known too. */
function otherModels({ resources }: ServicePlan): Part {
  const tables = resources.filter((each) => each.operations.size === 0);
  if (tables.length === 0) return null;
  const models = tables.map(({ module }) => importAs(`app.${module}`, 'models', `${module}_models`));
  return py`
    # Importing these is what makes their tables known; those of the others come with their routes.
    _MODELS = (${models.length === 1 ? py`${models[0]},` : models})
  `;
}

export const tablesAtStart: Persistence['tablesAtStart'] = {
  definitions: otherModels,
  create: py`await app.state.database.create_tables()`,
};
