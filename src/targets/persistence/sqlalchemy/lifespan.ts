/** What an application does when it starts and ends; without migrations it makes its tables from the models. */
import type { ServicePlan } from '../../../plan/index.ts';
import { importAs, type Part, py } from '../../../python/index.ts';

/** The models that no router imports, so that their tables are known too: top level of app/factory.py. */
export function otherModels({ resources }: ServicePlan): Part {
  const tables = resources.filter((each) => each.operations.size === 0);
  if (tables.length === 0) return null;
  const models = tables.map(({ module }) => importAs(`app.${module}`, 'models', `${module}_models`));
  return py`
    # Importing these is what makes their tables known; those of the others come with their routes.
    _MODELS = (${models.length === 1 ? py`${models[0]},` : models})
  `;
}

/** What an application does around the time that it serves; without migrations it makes its tables first. */
export const lifespan = ({ has }: ServicePlan): Part =>
  has.migrations
    ? py`
        """Close the connection pool when the application ends."""
        yield
        await app.state.database.close()
      `
    : py`
        """Create the tables that are missing; close the connection pool when the application ends."""
        await app.state.database.create_tables()
        yield
        await app.state.database.close()
      `;
