/** Request and response bodies of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { dates, pydantic, typing, uuids } from '../../../plan/symbols.ts';
import { type ModuleSpec, type Part, py } from '../../../python/index.ts';
import { accountTypes, emailType, userCreate, userRead, userUpdate } from '../accounts/schemas.ts';

const { datetime } = dates;
const { Annotated, Literal } = typing;
const { BaseModel, ConfigDict, Field } = pydantic;

/** The scopes of a key as a request names them. */
const scopeType = ({ design }: ServicePlan): Part => py`Scope = ${Literal}[${design.scopes}]`;

/** app/auth/schemas.py. */
export function schemasModule(plan: ServicePlan): ModuleSpec {
  const types = accountTypes(plan);
  return {
    path: 'app/auth/schemas.py',
    doc: 'Request and response bodies of the auth domain.',
    locals: types.locals,
    body: py`
    ${types.enums}

    ${emailType}
    Lifetime = ${Annotated}[
        int, ${Field}(ge=1, le=3650, description="Days until the key expires; null for a key that never does.")
    ]
    ${plan.hasScopes && scopeType(plan)}


    ${types.aliases}


    ${userCreate(plan, types, py`"""A new account."""`, null)}


    ${userUpdate(plan, types)}


    class KeyCreate(${BaseModel}):
        """A new key of the caller's account."""

        model_config = ${ConfigDict}(extra="forbid", strict=True)

        name: str = ${Field}(min_length=1, max_length=100, pattern=r"^[^\x00]*$", examples=["laptop"])
        ${
          plan.hasScopes &&
          py`
            scopes: list[Scope] | None = ${Field}(
                default=None,
                max_length=${Math.max(plan.design.scopes.length, 1)},
                description="What the key may do of what the account may; null for all of it.",
            )
          `
        }
        expires_in_days: Lifetime | None = None


    class KeyRotate(${BaseModel}):
        """A new secret for a key."""

        model_config = ${ConfigDict}(extra="forbid", strict=True)

        expires_in_days: Lifetime | None = None


    class KeyRead(${BaseModel}):
        """A key as its owner sees it later."""

        model_config = ${ConfigDict}(from_attributes=True)

        id: ${uuids.UUID}
        name: str
        prefix: str = ${Field}(description="What the key begins with.")
        ${plan.hasScopes && py`scopes: list[str] | None`}
        created_at: ${datetime}
        expires_at: ${datetime} | None
        last_used_at: ${datetime} | None = ${Field}(description="To the minute.")


    class NewKey(KeyRead):
        """A key as its owner sees it once."""

        key: str = ${Field}(description="The secret. It is not shown again.")


    ${userRead(plan, types)}
  `,
  };
}
