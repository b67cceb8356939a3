/** Tests of what OpenAPI and its page say of the issuer. */
import { fastapi, typing } from '../../../../../plan/symbols.ts';
import { py } from '../../../../../python/index.ts';
import { conftest } from '../../../symbols.ts';

/** Where the login is, how the page does it, and what routes answer without keys. */
export const documentation = py`
  def test_login_is_where_the_settings_say(app: ${fastapi.FastAPI}, schema: dict[str, ${typing.Any}]) -> None:
      [(kind, flow)] = schema["components"]["securitySchemes"]["OAuth2AuthorizationCodeBearer"]["flows"].items()

      assert kind == "authorizationCode"
      assert flow["authorizationUrl"] == app.state.settings.oidc_authorization_url
      assert flow["tokenUrl"] == app.state.settings.oidc_token_url
      assert "openid" in flow["scopes"]


  async def test_the_page_logs_in_with_pkce(client_with: ${conftest.ClientFactory}) -> None:
      client = await client_with(oidc_client_id="the-docs")

      page = (await client.get("/docs")).text

      assert '"usePkceWithAuthorizationCodeGrant": true' in page
      assert '"clientId": "the-docs"' in page
      assert (await client.get("/docs/oauth2-redirect")).status_code == 200


  def test_missing_keys_are_documented(operations: dict[str, Operation]) -> None:
      guarded = [operation for operation in operations.values() if "security" in operation]

      assert guarded
      assert all("503" in operation["responses"] for operation in guarded)
`;
