/** The statements of the account service, as users of Prisma Client Python write them. */
import type { FieldPlan, ServicePlan } from '../../../plan/index.ts';
import { authModels } from '../../../plan/own-symbols.ts';
import { typing } from '../../../plan/symbols.ts';
import { Name, type Part, py, Sym } from '../../../python/index.ts';
import type { AccountStatements } from '../../types.ts';
import { attemptStatements } from './attempts.ts';
import { identityStatements, includeLists } from './identities.ts';
import { keyStatements } from './keys.ts';
import { passwordStatements } from './passwords.ts';
import { database } from './symbols.ts';

const { LoginSession, User } = authModels;
const { columns, current, everything, in_transaction, replaced, translated, utc_now } = database;

const users = py`${User}.prisma(self._db)`;
const sessions = py`${LoginSession}.prisma(self._db)`;

/** The fields of which a new account gets the values of `data`. */
const writable = ({ account, accountTables }: ServicePlan): FieldPlan[] =>
  accountTables.bare ? [] : account.fields.filter(({ field }) => !field.readOnly);

/** Lists are rows, and documents are text. */
const apart = (plan: ServicePlan): FieldPlan[] =>
  writable(plan).filter((each) => each.list !== undefined || each.field.type === 'json');

const rowsOf = (plan: FieldPlan, given: Part): Part => py`${modelOf(plan)}.rows(${given})`;
const modelOf = (plan: FieldPlan): Part => new Sym('app.auth.models', plan.list!.className);

function setApart(plan: ServicePlan): Part[] {
  return apart(plan).map((each) =>
    each.list
      ? py`user.${new Name(each.list.rows)} = ${rowsOf(each, py`data.${new Name(each.attribute)}`)}`
      : py`user.${new Name(each.attribute)} = data.${new Name(each.attribute)}`,
  );
}

function changedLists(plan: ServicePlan): Part {
  const lists = plan.account.lists.filter(({ field }) => !field.readOnly && !field.immutable);
  if (lists.length === 0) return null;
  return py`
    lists: dict[str, list[${typing.Any}]] = {}
    ${lists.map(
      (each) => py`
        if ${each.attribute} in changes:
            lists[${each.list!.rows}] = ${rowsOf(each, py`changes.pop(${each.attribute})`)}
      `,
    )}
  `;
}

export const accountStatements: AccountStatements = {
  apart,
  insertUser: (violations, plan) => py`
    ${setApart(plan)}
    with ${translated}(${violations}):
        await ${users}.create(data=${everything}(user))
  `,
  updateUser: (violations, plan) => {
    const lists = changedLists(plan);
    return py`
      changes = data.model_dump()
      ${lists}
      changed = user.model_copy(update=changes)
      with ${translated}(${violations}):
          await ${users}.update(
              where={"id": str(user.id)},
              data=${lists === null ? py`${columns}(changed, *changes)` : py`${columns}(changed, *changes) | ${replaced}(lists)`},
          )
      for name, value in ${lists === null ? py`changes` : py`(changes | lists)`}.items():
          setattr(user, name, value)
    `;
  },
  userByEmail: (email) => py`await ${users}.find_first(where={"email": ${email}})`,
  releaseConnection: null,
  atomic: (changes) => py`
    async with ${in_transaction}(self._db):
        ${changes}
  `,
  // Storing the same again keeps others from changing it meanwhile.
  hasPassword: py`
    await ${User}.prisma(${current}(self._db)).update_many(
        where={"id": str(user.id), "password_hash": password_hash},
        data={"password_hash": password_hash},
    )
  `,
  startSession: py`
    session = ${LoginSession}(id=claims.sid, user_id=user.id, refresh_id=claims.jti)
    await ${LoginSession}.prisma(${current}(self._db)).create(data=${everything}(session))
  `,
  rotateSession: py`
    await ${sessions}.update_many(
        where={"id": str(claims.sid), "refresh_id": str(claims.jti), "revoked_at": None},
        data={"refresh_id": str(rotated.jti)},
    )
  `,
  rotationLost: py`not swapped`,
  keepRotation: null,
  userBySession: (plan) => py`
    await ${users}.find_first(${[
      py`where={"login_sessions": {"some": {"id": str(claims.sid), "revoked_at": None}}}`,
      includeLists(plan),
    ]})
  `,
  endSession: py`
    await ${sessions}.update_many(
        where={"id": str(session_id), "revoked_at": None}, data={"revoked_at": ${utc_now}()}
    )
  `,
  keys: keyStatements,
  attempts: attemptStatements,
  passwords: passwordStatements,
  identities: identityStatements,
  command: {
    userByEmail: (email) => py`await ${User}.prisma(db).find_first(where={"email": ${email}})`,
    store: (attributes) => py`
      await ${User}.prisma(db).update(
          where={"id": str(user.id)}, data=${columns}(${[py`user`, ...attributes]})
      )
    `,
  },
};
