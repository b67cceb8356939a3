/** SQLAlchemy 2.1 with its asynchronous session, and Alembic. */
import { database } from '../../../plan/own-symbols.ts';
import type { Persistence } from '../../types.ts';
import { accountModelsModule } from './account-models.ts';
import { accountStatements } from './accounts.ts';
import { databaseModule } from './database.ts';
import { cursorValue, keysetFunctions, keysetMembers } from './keyset.ts';
import { environmentModule } from './migration-env.ts';
import { alembicConfiguration, migrationTemplate } from './migration-files.ts';
import { initialMigration } from './migration.ts';
import { modelsModule } from './models.ts';
import { scopeModule } from './scope.ts';
import { serviceModule } from './service.ts';
import { valueListsModules } from './value-lists.ts';

export const sqlalchemy: Persistence = {
  key: 'sqlalchemy',
  sessionDependency: database.SessionDep,
  commandSession: database.open_session,
  coreModules: (plan) => [databaseModule(plan), ...valueListsModules(plan)],
  resourceModules: (resource) => [modelsModule(resource), scopeModule(resource), serviceModule(resource)],
  keysetMembers,
  keysetFunctions,
  cursorValue,
  accountModules: (plan) => [accountModelsModule(plan)],
  accounts: accountStatements,
  migrations: (plan) => ({
    modules: [environmentModule(plan), initialMigration(plan)],
    files: [alembicConfiguration, migrationTemplate],
  }),
};
