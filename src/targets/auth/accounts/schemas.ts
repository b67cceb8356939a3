/** Request and response bodies of accounts, whatever proves who they are. */
import type { ServicePlan } from '../../../plan/index.ts';
import { dates, pydantic, typing, uuids } from '../../../plan/symbols.ts';
import {
  createField,
  enumClass,
  readField,
  requiredFirst,
  type Types,
  updateField,
} from '../../../pydantic/members.ts';
import { valueTypes } from '../../../pydantic/values.ts';
import { type Part, py } from '../../../python/index.ts';

const { Annotated } = typing;
const { AfterValidator, BaseModel, ConfigDict, EmailStr, Field } = pydantic;

/** What the fields of a design become in bodies. */
export interface AccountTypes {
  readonly types: Types;
  /** Names of attributes, which classes of the module must not take. */
  readonly locals: readonly string[];
  readonly enums: Part;
  readonly aliases: Part;
}

/** The types of the fields that a design adds to its accounts. */
export function accountTypes({ account: { fields } }: ServicePlan): AccountTypes {
  const types = valueTypes(fields, 'User');
  const writable = fields.filter((each) => !each.field.readOnly);
  return {
    types,
    locals: fields.map((each) => each.attribute),
    enums: fields.filter((each) => each.field.type === 'enum').map((each) => [py``, enumClass(each)]),
    aliases: writable.flatMap((each) => types.get(each)!.aliases).map((alias) => alias.code),
  };
}

/** An email address, in lower case. */
export const emailType = py`
  Email = ${Annotated}[${EmailStr}, ${AfterValidator}(str.lower), ${Field}(max_length=254)]
`;

/** The body that makes an account; `secret` is the member that proves it later. */
export function userCreate(plan: ServicePlan, { types }: AccountTypes, about: Part, secret: Part): Part {
  const writable = plan.account.fields.filter((each) => !each.field.readOnly);
  return py`
    class UserCreate(${BaseModel}):
        ${about}

        model_config = ${ConfigDict}(extra="forbid"${writable.length > 0 && py`, strict=True`})

        email: Email = ${Field}(examples=["ada@example.com"])
        ${secret}
        ${requiredFirst(writable.map((each) => createField(each, types)))}
  `;
}

/** The body that changes one's own account; null where nothing can be changed. */
export function userUpdate(plan: ServicePlan, { types }: AccountTypes): Part {
  if (!accountUpdate(plan)) return null;
  return py`
    class UserUpdate(${BaseModel}):
        """A partial update of the caller's account: what is left out stays as it is."""

        model_config = ${ConfigDict}(extra="forbid", strict=True)

        ${updatable(plan).map((each) => updateField(each, types))}
  `;
}

/** An account in responses; `email` is the type of its address. */
export const userRead = (plan: ServicePlan, { types }: AccountTypes, email: Part = py`str`): Part => py`
  class UserRead(${BaseModel}):
      """An account as its owner sees it."""

      model_config = ${ConfigDict}(from_attributes=True)

      id: ${uuids.UUID}
      email: ${email}
      ${plan.hasRoles && py`roles: list[str]`}
      ${plan.hasScopes && py`scopes: list[str]`}
      ${plan.account.fields.filter((each) => !each.field.writeOnly).map((each) => readField(each, types))}
      created_at: ${dates.datetime}
`;

/** What callers may change about their own account. */
const updatable = (plan: ServicePlan) => plan.account.fields.filter(({ field }) => !field.readOnly && !field.immutable);

/** Whether callers may change anything about their own account. */
export const accountUpdate = (plan: ServicePlan): boolean => updatable(plan).length > 0;
