/** SQLAlchemy 2.1 with its asynchronous session, and Alembic. */
import type { ResourcePlan, ServicePlan } from '../../../plan/index.ts';
import { database } from '../../../plan/own-symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import type { Persistence } from '../../types.ts';
import { accountModelsModule } from './account-models.ts';
import { accountStatements } from './accounts.ts';
import { databaseModule } from './database.ts';
import { cursorValue, keysetFunctions, keyset, paginator } from './keyset.ts';
import { environmentModule } from './migration-env.ts';
import { alembicConfiguration, migrationTemplate } from './migration-files.ts';
import { initialMigration } from './migration.ts';
import { modelsModule } from './models.ts';
import { scopeModule } from './scope.ts';
import { serviceModule } from './service.ts';
import { valueListsModules } from './value-lists.ts';

/** A resource without routes is a table, and its rows are reached where others refer to them. */
function resourceModules(resource: ResourcePlan, plan: ServicePlan): ModuleSpec[] {
  const hasRoutes = resource.operations.size > 0;
  const isTarget = plan.resources.some((each) => each.relations.some((relation) => relation.target() === resource));
  return [
    modelsModule(resource),
    ...(hasRoutes || isTarget ? [scopeModule(resource)] : []),
    ...(hasRoutes ? [serviceModule(resource)] : []),
  ];
}

export const sqlalchemy: Persistence = {
  key: 'sqlalchemy',
  sessionDependency: database.SessionDep,
  commandSession: database.open_session,
  state: py`app.state.database = ${database.Database}(settings.database_url)`,
  coreModules: (plan) => [databaseModule(plan), ...valueListsModules(plan)],
  resourceModules,
  keyset,
  paginator,
  keysetFunctions,
  cursorValue,
  accountModules: (plan) => [accountModelsModule(plan)],
  accounts: accountStatements,
  migrations: (plan) => ({
    modules: [environmentModule(plan), initialMigration(plan)],
    files: [alembicConfiguration, migrationTemplate],
  }),
};
