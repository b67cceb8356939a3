/** Tests of keys that are limited to scopes. */
import { fastapi, modules } from '../../../../../plan/symbols.ts';
import { type Part, py } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import { helpers } from '../../../symbols.ts';

const { pytest } = modules;
const { Caller, ME, assert_invalid, assert_problem, create_user, sign_in } = helpers;

/** What such keys may do; none where there are no scopes. */
export function limitedKeys({ plan, grants }: Suite): Part[] {
  const [first, second] = plan.design.scopes;
  if (!plan.hasScopes || first === undefined) return [];
  const granted = grants.length > 0 ? py`app, scopes=[${[...new Set([first, second ?? first])]}]` : py`app`;
  // A key has no more scopes than there are.
  const unknown = [py`["unheard-of"]`, second !== undefined && py`[${first}, "unheard-of"]`];
  return [
    grants.length > 0 &&
      py`
        async def test_limited_keys_have_no_other_scopes(app: ${fastapi.FastAPI}, client: ${Caller}) -> None:
            async with ${Caller}(app, await ${sign_in}(app, await ${create_user}(${granted}))) as owner:
                account = (await owner.get(${ME})).json()
                limited = await new_key(owner, scopes=[${first}])
                nothing = await new_key(owner, scopes=[])

                assert (await get_me(client, limited["key"])).json() == account | {"scopes": [${first}]}
                assert (await get_me(client, nothing["key"])).json() == account | {"scopes": []}
                assert (await owner.get(${ME})).json() == account
      `,
    py`
      async def test_limited_keys_cannot_make_or_change_keys(client: ${Caller}, stranger: ${Caller}) -> None:
          limited = await new_key(stranger, scopes=[])
          client.headers["X-API-Key"] = limited["key"]

          for method, path in (("POST", ""), ("POST", f"/{limited['id']}/rotate"), ("DELETE", f"/{limited['id']}")):
              body = {} if path else {"name": "laptop"}
              response = await client.request(method, KEYS + path, json=body)
              ${assert_problem}(response, 403, "limited-key")
          assert (await client.get(KEYS)).status_code == 200
    `,
    py`
      @${pytest}.mark.parametrize("scopes", [${unknown}])
      async def test_keys_have_scopes_that_there_are(stranger: ${Caller}, scopes: list[str]) -> None:
          response = await stranger.post(KEYS, json={"name": "laptop", "scopes": scopes})

          ${assert_invalid}(response, f"/body/scopes/{len(scopes) - 1}")
    `,
  ].filter((each) => each !== false);
}
