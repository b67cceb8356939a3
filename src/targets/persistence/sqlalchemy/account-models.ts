/** app/auth/models.py: accounts and login sessions as SQLAlchemy classes. */
import type { ServicePlan } from '../../../plan/index.ts';
import { grantsProperty } from '../shared/accounts.ts';
import { database } from '../../../plan/own-symbols.ts';
import { dates, orm, sa, uuids, uuidUtils } from '../../../plan/symbols.ts';
import { doc, type ModuleSpec, paragraphs, type Part, py } from '../../../python/index.ts';
import { columnLine, indexArguments, listClass, listProperty, listRelationship } from './models.ts';
import { accountTable, type Column, listTable } from './schema.ts';

const { Mapped, mapped_column } = orm;
const { Base, utc_now } = database;

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
      loginSession,
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

        ${table.columns.map((column) => accountColumn(column) ?? columnLine(column, table, account.fields))}
        ${account.lists.map(listRelationship)}

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

const loginSession = py`
  class LoginSession(${Base}):
      """One login. \`refresh_id\` is the id of the only refresh token that is still good."""

      __tablename__ = "login_sessions"

      id: ${Mapped}[${uuids.UUID}] = ${mapped_column}(primary_key=True, default=${uuidUtils.uuid7})
      user_id: ${Mapped}[${uuids.UUID}] = ${mapped_column}(${sa.ForeignKey}("users.id", ondelete="CASCADE"), index=True)
      refresh_id: ${Mapped}[${uuids.UUID}]
      created_at: ${Mapped}[${dates.datetime}] = ${mapped_column}(default=${utc_now})
      revoked_at: ${Mapped}[${dates.datetime} | None]
`;
