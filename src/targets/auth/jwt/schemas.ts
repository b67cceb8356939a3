/** Request and response bodies of the auth domain. */
import { type ModuleSpec, py } from '../../../python/index.ts';
import { dates, pydantic, typing, uuids } from '../../../plan/symbols.ts';

const { datetime } = dates;
const { Annotated, Literal } = typing;
const { UUID } = uuids;
const { AfterValidator, BaseModel, ConfigDict, EmailStr, Field, SecretStr } = pydantic;

/** app/auth/schemas.py. */
export const schemasModule = (): ModuleSpec => ({
  path: 'app/auth/schemas.py',
  doc: 'Request and response bodies of the auth domain.',
  body: py`
    Email = ${Annotated}[${EmailStr}, ${AfterValidator}(str.lower), ${Field}(max_length=254)]


    def _must_be_encodable(password: ${SecretStr}) -> ${SecretStr}:
        # JSON can hold half of a surrogate pair ("\ud800"), which no hash function takes.
        password.get_secret_value().encode()
        return password


    NewPassword = ${Annotated}[
        ${SecretStr}, ${AfterValidator}(_must_be_encodable), ${Field}(min_length=12, max_length=128)
    ]


    class UserCreate(${BaseModel}):
        """A registration."""

        model_config = ${ConfigDict}(extra="forbid")

        email: Email = ${Field}(examples=["ada@example.com"])
        password: NewPassword = ${Field}(examples=["correct horse battery"])


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
        created_at: ${datetime}
  `,
});
