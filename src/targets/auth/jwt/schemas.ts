/** Request and response bodies of the auth domain. */
import type { ServicePlan } from '../../../plan/index.ts';
import { accountTypes, emailType, userCreate, userRead, userUpdate } from '../accounts/schemas.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import { pydantic, typing } from '../../../plan/symbols.ts';

const { Annotated, Literal } = typing;
const { AfterValidator, BaseModel, ConfigDict, Field, SecretStr } = pydantic;

/** The request and response bodies of the accounts. */
export function schemasModule(plan: ServicePlan): ModuleSpec {
  const types = accountTypes(plan);
  return {
    path: 'app/auth/schemas.py',
    doc: 'Request and response bodies of the auth domain.',
    locals: types.locals,
    body: py`
    ${types.enums}

    ${emailType}


    def _must_be_encodable(password: ${SecretStr}) -> ${SecretStr}:
        # JSON can hold half of a surrogate pair ("\ud800"), which no hash function takes.
        password.get_secret_value().encode()
        return password


    NewPassword = ${Annotated}[
        ${SecretStr}, ${AfterValidator}(_must_be_encodable), ${Field}(min_length=12, max_length=128)
    ]
    CurrentPassword = ${Annotated}[${SecretStr}, ${AfterValidator}(_must_be_encodable), ${Field}(max_length=128)]


    ${types.aliases}


    ${userCreate(plan, types, py`"""A registration."""`, py`password: NewPassword = ${Field}(examples=["correct horse battery"])`)}


    ${userUpdate(plan, types)}


    class LoginForm(${BaseModel}):
        """An OAuth2 password grant (RFC 6749, section 4.3), as the "Authorize" dialog sends it."""

        grant_type: ${Literal}["password"] = "password"
        username: Email = ${Field}(description="The email address of the account.")
        password: ${SecretStr} = ${Field}(max_length=128)


    class RefreshRequest(${BaseModel}):
        """A refresh token to exchange or to revoke."""

        model_config = ${ConfigDict}(extra="forbid")

        refresh_token: str = ${Field}(max_length=2000)


    class PasswordChange(${BaseModel}):
        """A new password for one's own account, allowed by the current one."""

        model_config = ${ConfigDict}(extra="forbid")

        current_password: CurrentPassword
        new_password: NewPassword = ${Field}(examples=["incorrect donkey charger"])


    class ResetRequest(${BaseModel}):
        """Who forgot the password."""

        model_config = ${ConfigDict}(extra="forbid")

        email: Email = ${Field}(examples=["ada@example.com"])


    class ResetRequested(${BaseModel}):
        """The answer to every request for a mail, whether there is an account or not."""

        detail: str = "If there is an account with this address, a mail is on its way."


    class PasswordReset(${BaseModel}):
        """A new password, allowed by the token of a mail."""

        model_config = ${ConfigDict}(extra="forbid")

        token: str = ${Field}(max_length=200)
        new_password: NewPassword = ${Field}(examples=["incorrect donkey charger"])


    class TokenPair(${BaseModel}):
        """A short-lived access token and the refresh token that gets the next pair."""

        access_token: str
        refresh_token: str
        token_type: ${Literal}["bearer"] = "bearer"  # noqa: S105 - the name of a scheme
        expires_in: int = ${Field}(description="Seconds until the access token expires.")


    ${userRead(plan, types)}
  `,
  };
}
