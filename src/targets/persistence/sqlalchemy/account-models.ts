/** app/auth/models.py: accounts and login sessions as SQLAlchemy classes. */
import type { AccountTable, ServicePlan } from '../../../plan/index.ts';
import { grantsProperty, passingGrants } from '../shared/accounts.ts';
import { database } from '../../../plan/own-symbols.ts';
import { orm, sa } from '../../../plan/symbols.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { columnLine, indexArguments, listClass, listProperty, listRelationship } from './models.ts';
import { accountTable, type Column, listTable, ownTable } from './schema.ts';

const { Mapped, mapped_column } = orm;
const { Base } = database;

/** The models of the accounts. */
export function accountModelsModule(plan: ServicePlan): ModuleSpec {
  const { account } = plan;
  return {
    path: 'app/auth/models.py',
    doc: 'Tables of the auth domain.',
    locals: account.fields.map((field) => field.attribute),
    body: paragraphs(
      userClass(plan),
      account.lists.map((field) => listClass(field, 'account', listTable(field, { table: 'users' }, false))),
      plan.accountTables.own.map(ownClass),
    ),
  };
}

function userClass(plan: ServicePlan): Part {
  const { account } = plan;
  const table = accountTable(plan);
  return py`
    class User(${Base}):
        ${doc(plan.design.account.description ?? 'An account.')}

        __tablename__ = "users"

        ${table.columns.map((column) => accountColumn(column) ?? columnLine(column, table, account.fields, plan.accountTables.bare))}
        ${account.lists.map(listRelationship)}

        ${passingGrants(plan)}

        ${indexArguments(table)}

        ${account.lists.map((field) => [py``, listProperty(field)])}

        ${(plan.hasRoles || plan.hasScopes) && grantsProperty(plan)}
  `;
}

/** The columns that only accounts have. */
function accountColumn(column: Column): Part | undefined {
  if (column.name !== 'roles' && column.name !== 'scopes') return undefined;
  return column.name === 'roles'
    ? py`roles: ${Mapped}[list[str]] = ${mapped_column}(${sa.JSON}, default=list)`
    : py`scopes: ${Mapped}[list[str]] = ${mapped_column}(${sa.JSON}, default=list)`;
}

function ownClass(given: AccountTable): Part {
  const table = ownTable(given);
  return py`
    class ${new Name(given.className)}(${Base}):
        ${doc(given.about)}

        __tablename__ = ${given.name}

        ${table.columns.map((column) => columnLine(column, table, []))}

        ${indexArguments(table)}
  `;
}
