/** Request and response bodies of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import {
  createField,
  enumClass,
  readField,
  requiredFirst,
  type Types,
  updateField,
} from '../../../pydantic/members.ts';
import { valueTypes } from '../../../pydantic/values.ts';
import { type ModuleSpec, type Part, py } from '../../../python/index.ts';
import { dates, pydantic, typing, uuids } from '../../../plan/symbols.ts';

const { datetime } = dates;
const { Annotated, Literal } = typing;
const { UUID } = uuids;
const { AfterValidator, BaseModel, ConfigDict, EmailStr, Field, SecretStr } = pydantic;

/** The request and response bodies of the accounts. */
export function schemasModule(plan: ServicePlan): ModuleSpec {
  const { fields } = plan.account;
  const types = valueTypes(fields, 'User');
  const writable = fields.filter((each) => !each.field.readOnly);
  const aliases = writable.flatMap((each) => types.get(each)!.aliases);
  return {
    path: 'app/auth/schemas.py',
    doc: 'Request and response bodies of the auth domain.',
    locals: fields.map((each) => each.attribute),
    body: py`
    ${fields.filter((each) => each.field.type === 'enum').map((each) => [py``, enumClass(each)])}

    Email = ${Annotated}[${EmailStr}, ${AfterValidator}(str.lower), ${Field}(max_length=254)]


    def _must_be_encodable(password: ${SecretStr}) -> ${SecretStr}:
        # JSON can hold half of a surrogate pair ("\ud800"), which no hash function takes.
        password.get_secret_value().encode()
        return password


    NewPassword = ${Annotated}[
        ${SecretStr}, ${AfterValidator}(_must_be_encodable), ${Field}(min_length=12, max_length=128)
    ]


    ${aliases.map((alias) => alias.code)}


    class UserCreate(${BaseModel}):
        """A registration."""

        model_config = ${ConfigDict}(extra="forbid"${writable.length > 0 && py`, strict=True`})

        email: Email = ${Field}(examples=["ada@example.com"])
        password: NewPassword = ${Field}(examples=["correct horse battery"])
        ${requiredFirst(writable.map((each) => createField(each, types)))}


    ${accountUpdate(plan) && updateModel(plan, types)}


    class LoginForm(${BaseModel}):
        """An OAuth2 password grant (RFC 6749, section 4.3), as the "Authorize" dialog sends it."""

        grant_type: ${Literal}["password"] = "password"
        username: Email = ${Field}(description="The email address of the account.")
        password: ${SecretStr} = ${Field}(max_length=128)


    class RefreshRequest(${BaseModel}):
        """A refresh token to exchange or to revoke."""

        model_config = ${ConfigDict}(extra="forbid")

        refresh_token: str = ${Field}(max_length=2000)


    class TokenPair(${BaseModel}):
        """A short-lived access token and the refresh token that gets the next pair."""

        access_token: str
        refresh_token: str
        token_type: ${Literal}["bearer"] = "bearer"  # noqa: S105 - the name of a scheme
        expires_in: int = ${Field}(description="Seconds until the access token expires.")


    class UserRead(${BaseModel}):
        """An account as its owner sees it."""

        model_config = ${ConfigDict}(from_attributes=True)

        id: ${UUID}
        email: str
        ${plan.hasRoles && py`roles: list[str]`}
        ${plan.hasScopes && py`scopes: list[str]`}
        ${fields.filter((each) => !each.field.writeOnly).map((each) => readField(each, types))}
        created_at: ${datetime}
  `,
  };
}

function updateModel(plan: ServicePlan, types: Types): Part {
  return py`
    class UserUpdate(${BaseModel}):
        """A partial update of the caller's account: what is left out stays as it is."""

        model_config = ${ConfigDict}(extra="forbid", strict=True)

        ${updatable(plan).map((each) => updateField(each, types))}
  `;
}

/** What callers may change about their own account. */
const updatable = (plan: ServicePlan) => plan.account.fields.filter(({ field }) => !field.readOnly && !field.immutable);

/** Whether callers may change anything about their own account. */
export const accountUpdate = (plan: ServicePlan): boolean => updatable(plan).length > 0;
