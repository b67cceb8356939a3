/** tests/test_issue_key.py: accounts and keys from the command line. */
import type { ServicePlan } from '../../../../../plan/index.ts';
import { modules } from '../../../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../../../python/index.ts';
import { commandFixture } from '../../../command.ts';
import type { Suite } from '../../../suite.ts';
import { helpers } from '../../../symbols.ts';

const { json, pytest } = modules;
const { Caller, ME, credentials } = helpers;

/** The tests of the command that makes accounts and keys. */
export const issueKeyTests = ({
  plan,
  persistence: {
    tests: { captured },
  },
}: Suite): ModuleSpec => ({
  path: 'tests/test_issue_key.py',
  doc: 'Accounts and keys from the command line.',
  body: paragraphs(
    commandFixture('app.auth.issue_key', plan),
    py`
      async def test_an_account_is_made_once_and_a_key_each_time(
          client: ${Caller}, command: Command, ${captured}: ${pytest}.CaptureFixture[str]
      ) -> None:
          body = ${credentials}(email="Ada@Example.com")
          ${data(plan)}

          await command(${[py`body["email"]`, py`*data`]})
          await command("ada@example.com", "--name", "laptop", "--days", "30")

          first, second = ${captured}.readouterr().out.split()
          assert first != second
          accounts = [(await client.get(${ME}, headers={"X-API-Key": key})).json() for key in (first, second)]
          assert accounts[0] == accounts[1]
          assert accounts[0]["email"] == "ada@example.com"
    `,
    py`
      @${pytest}.mark.parametrize(
          "arguments", [["nobody"], ["ada@example.com", "--days", "0"], ["ada@example.com", "--name", ""]]
      )
      async def test_invalid_arguments(
          command: Command, arguments: list[str], ${captured}: ${pytest}.CaptureFixture[str]
      ) -> None:
          with ${pytest}.raises(SystemExit):
              await command(*arguments)

          assert "usage: python -m app.auth.issue_key" in ${captured}.readouterr().err
    `,
  ),
});

/** The arguments that say what else an account has. */
function data(plan: ServicePlan): Part {
  return plan.account.fields.some(({ field }) => !field.readOnly)
    ? py`data = ["--data", ${json}.dumps({name: value for name, value in body.items() if name != "email"})]`
    : py`data: list[str] = []`;
}
