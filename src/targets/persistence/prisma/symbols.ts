/** Every symbol of Prisma Client Python that generated code uses, and those of the modules that only its projects have. */
import { from, Sym } from '../../../python/index.ts';

// Not from `prisma`, which would also be the name of the folder of the schema.
export const prisma = from('prisma.client', 'Prisma');
export const exceptions = from('prisma.errors', 'ForeignKeyViolationError', 'PrismaError', 'UniqueViolationError');

/** The class that models of a table are made from. */
export const base = (model: string): Sym => new Sym('prisma.bases', `Base${model}`);
/** The type of conditions over the rows of a model. */
export const whereInput = (model: string): Sym => new Sym('prisma.types', `${model}WhereInput`);
/** The type of what is read with the rows of a model. */
export const includeInput = (model: string): Sym => new Sym('prisma.types', `${model}Include`);

export const database = from(
  'app.core.database',
  'check_reference',
  'claim_row',
  'columns',
  'connect',
  'current',
  'create_tables',
  'DatabaseDep',
  'everything',
  'FOREIGN_KEY',
  'in_transaction',
  'replaced',
  'Stored',
  'translated',
  'utc_now',
);
export const columnTypes = from(
  'app.core.columns',
  'Day',
  'Document',
  'GivenTexts',
  'Id',
  'Instant',
  'Scaled',
  'Texts',
  'TimeOfDay',
  'dumped',
  'exactly',
  'literal',
  'midnight',
  'rounded',
  'units',
);
