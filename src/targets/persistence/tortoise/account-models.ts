/** app/auth/models.py: accounts, and what belongs to them, as Tortoise classes. */
import type { AccountTable, ServicePlan } from '../../../plan/index.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { grantsProperty, passingGrants } from '../shared/accounts.ts';
import { fieldCall } from './field-calls.ts';
import { columnLine, listClass, listMembers, listRelation, relationLines } from './models.ts';
import { metaClass } from './meta.ts';
import { accountTable, type Column, listTable, ownTable } from './schema.ts';
import { models } from './symbols.ts';

const USER = new Name('User');

/** The models of the accounts. */
export function accountModelsModule(plan: ServicePlan): ModuleSpec {
  const { account } = plan;
  return {
    path: 'app/auth/models.py',
    doc: 'Tables of the auth domain.',
    locals: account.fields.map((field) => field.attribute),
    body: paragraphs(
      userClass(plan),
      account.lists.map((field) =>
        listClass(field, 'account', USER, listTable(field, { table: 'users', model: 'User' }, false)),
      ),
      plan.accountTables.own.map(ownClass),
    ),
  };
}

function userClass(plan: ServicePlan): Part {
  const { account } = plan;
  const table = accountTable(plan);
  return py`
    class User(${models.Model}):
        ${doc(plan.design.account.description ?? 'An account.')}

        ${table.columns.map((column) => accountColumn(column) ?? columnLine(column, account.fields, plan.accountTables.bare))}
        ${account.lists.map(listRelation)}

        ${passingGrants(plan)}

        ${metaClass(table)}

        ${account.lists.map((field) => [py``, listMembers(field)])}

        ${(plan.hasRoles || plan.hasScopes) && grantsProperty(plan)}
  `;
}

/** The columns that only accounts have. */
function accountColumn(column: Column): Part | undefined {
  if (column.name !== 'roles' && column.name !== 'scopes') return undefined;
  return py`${new Name(column.name)} = ${fieldCall(column, py`default=list`)}`;
}

function ownClass(given: AccountTable): Part {
  const table = ownTable(given);
  return py`
    class ${new Name(table.model)}(${models.Model}):
        ${doc(given.about)}

        ${table.columns.map((column) =>
          table.relations.has(column.name) ? relationLines(column, table, USER) : columnLine(column, []),
        )}

        ${metaClass(table)}
  `;
}
