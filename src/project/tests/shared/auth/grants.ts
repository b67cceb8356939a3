/** tests/test_auth_cli.py: roles and scopes from the command line. */
import { type Grant, grantKinds, sentence } from '../../../../plan/index.ts';
import { fastapi, modules } from '../../../../plan/symbols.ts';
import { fstring, type ModuleSpec, type Name, paragraphs, type Part, py, value } from '../../../../python/index.ts';
import { allGrants } from '../../../samples/rows.ts';
import { commandFixture } from '../../command.ts';
import type { Suite } from '../../suite.ts';
import { helpers } from '../../symbols.ts';

const { pytest } = modules;
const { FastAPI } = fastapi;
const { ME, Caller, create_user, sign_in } = helpers;

/** The tests of the command line of the accounts; null where they have neither roles nor scopes. */
export function grantTests({ plan, persistence }: Suite): ModuleSpec | null {
  const { captured } = persistence.tests;
  if (!plan.hasRoles && !plan.hasScopes) return null;
  const grants = allGrants(plan);
  const [first] = grants;
  return {
    path: 'tests/test_auth_cli.py',
    doc: `${sentence(grantKinds(plan, 'and'))} from the command line.`,
    body: paragraphs(
      commandFixture('app.auth.cli', plan),
      grantAndRevoke(grants, captured),
      py`
        async def test_unknown_account(command: Command) -> None:
            with ${pytest}.raises(SystemExit, match=r"no account with the address nobody@example\.com"):
                await command("grant", "nobody@example.com", ${flags([first!])})
      `,
      py`
        @${pytest}.mark.parametrize(
            "arguments",
            [
                [],
                [${`--${first!.kind}`}, "unheard-of"],
                [${flags([first!])}, "--unheard-of"],
            ],
        )
        async def test_invalid_arguments(
            app: ${FastAPI}, command: Command, arguments: list[str], ${captured}: ${pytest}.CaptureFixture[str]
        ) -> None:
            user = await ${create_user}(app)

            with ${pytest}.raises(SystemExit):
                await command("grant", user.email, *arguments)

            assert "usage: python -m app.auth.cli" in ${captured}.readouterr().err
      `,
    ),
  };
}

function grantAndRevoke(grants: readonly Grant[], captured: Name): Part {
  const [first, ...others] = grants;
  const rest = others.length > 0;
  return py`
    async def test_grant_and_revoke(
        app: ${FastAPI}, command: Command, ${captured}: ${pytest}.CaptureFixture[str]
    ) -> None:
        user = await ${create_user}(app)
        async with ${Caller}(app, await ${sign_in}(app, user)) as client:
            await command("grant", user.email.upper(), ${flags([first!])})
            assert ${captured}.readouterr().out == ${fstring(py`user.email`, ` has ${text(first!)}.\n`)}

            ${rest && py`await command("grant", user.email, ${flags(others)})`}
            await command("grant", user.email, ${flags([first!])})
            account = (await client.get(${ME})).json()
            ${held(grants)}

            await command("revoke", user.email, ${flags([first!])})
            account = (await client.get(${ME})).json()
            ${held(others, grants)}
            ${rest && py`await command("revoke", user.email, ${flags(others)})`}

        assert ${captured}.readouterr().out.splitlines()[-1] == f"{user.email} has nothing."
  `;
}

/** Arguments of the command line. */
const flags = (grants: readonly Grant[]): Part => grants.flatMap(({ kind, name }) => [`--${kind}`, name]);

const text = ({ kind, name }: Grant): string => `${kind}:${name}`;

/** What the account shows of itself, of every kind that it can have. */
function held(grants: readonly Grant[], all = grants): Part[] {
  const kinds = [...new Set(all.map((each) => each.kind))];
  return kinds.map((kind) => {
    const names = grants.filter((each) => each.kind === kind).map((each) => each.name);
    return py`assert account[${`${kind}s`}] == ${value(names.toSorted())}`;
  });
}
