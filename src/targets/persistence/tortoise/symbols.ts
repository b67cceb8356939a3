/** Every symbol of Tortoise ORM that generated code uses, and those of the modules that only its projects have. */
import { from, importAs } from '../../../python/index.ts';

export const tortoise = from('tortoise', 'fields', 'migrations', 'Tortoise');
export const config = from('tortoise.config', 'AppConfig', 'DBUrlConfig', 'TortoiseConfig');
export const connection = from('tortoise.connection', 'get_connection', 'get_connections');
export const context = from('tortoise.context', 'TortoiseContext');
export const registration = from('tortoise.contrib.fastapi', 'RegisterTortoise');
export const exceptions = from('tortoise.exceptions', 'IntegrityError');
export const expressions = from('tortoise.expressions', 'Case', 'F', 'Q', 'Subquery', 'When');
export const fieldTypes = from(
  'tortoise.fields',
  'BigIntField',
  'DatetimeField',
  'Field',
  'JSONField',
  'OnDelete',
  'TimeField',
);
export const functions = from('tortoise.functions', 'Length', 'Lower', 'Max', 'Min', 'Sum');
export const indexes = from('tortoise.indexes', 'Index');
export const migrationsApi = from('tortoise.migrations.api', 'migrate');
export const autodetector = from('tortoise.migrations.autodetector', 'MigrationAutodetector');
export const constraints = from('tortoise.migrations.constraints', 'UniqueConstraint');
export const ops = importAs('tortoise.migrations', 'operations', 'ops');
export const models = from('tortoise.models', 'Model');
export const sqliteClient = from('tortoise.backends.sqlite.client', 'SqliteClient');
export const queries = from('tortoise.queryset', 'QuerySet');
export const transactions = from('tortoise.transactions', 'in_transaction');

export const database = from(
  'app.core.database',
  'check_reference',
  'claim_row',
  'create_tables',
  'FOREIGN_KEY',
  'open_database',
  'ping',
  'tortoise_config',
  'translated',
  'utc_now',
);
export const ownFields = from(
  'app.core.fields',
  'DocumentField',
  'ExactDecimalField',
  'InstantField',
  'TimeOfDayField',
  'kept_decimal',
);
