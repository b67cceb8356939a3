/** app/auth/issue_key.py: accounts and their first keys, from the command line. */
import type { ServicePlan } from '../../../plan/index.ts';
import { authSchemas, authService, config } from '../../../plan/own-symbols.ts';
import { abc, argparse, modules, pydantic } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import type { Persistence } from '../../../targets/types.ts';

const { json, sys } = modules;
const { ArgumentParser } = argparse;
const { KeyCreate, UserCreate } = authSchemas;

/** The command that makes accounts and keys. */
export function issueKeyModule(
  plan: ServicePlan,
  { accounts, openForCommand, flow, session }: Persistence,
): ModuleSpec {
  const hasFields = plan.account.fields.some(({ field }) => !field.readOnly);
  return {
    path: 'app/auth/issue_key.py',
    doc: 'Makes keys, and accounts for them: `python -m app.auth.issue_key --help`.',
    body: flow.part(py`
      def main(arguments: ${abc.Sequence}[str] | None = None) -> None:
          """Run the command line."""
          parser = command_line()
          options = parser.parse_args(arguments)
          try:
              data = ${KeyCreate}(name=options.name, expires_in_days=options.days)
              key = ${flow.run(py`issue_key(${[py`${config.load_settings}()`, py`options.email`, py`data`, hasFields && py`options.data`]})`)}
          except ${pydantic.ValidationError} as error:
              parser.error("; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()))
          ${sys}.stdout.write(f"{key}\n")


      def command_line() -> ${ArgumentParser}:
          """Describe the arguments."""
          parser = ${ArgumentParser}(prog="python -m app.auth.issue_key")
          parser.add_argument("email", help="the address of the account, which is made if there is none")
          parser.add_argument("--name", default="command line", help="what the key is for")
          parser.add_argument("--days", type=int, help="how long it is good; for ever if left out")
          ${
            hasFields &&
            py`
              parser.add_argument(
                  "--data", type=json_object, default={}, help="what else an account has, as JSON"
              )
            `
          }
          return parser


      ${
        hasFields &&
        py`
          def json_object(text: str) -> dict[str, object]:
              """Read an argument that is a JSON object."""
              return ${pydantic.TypeAdapter}(dict[str, object]).validate_json(text)
        `
      }


      async def issue_key(${[
        py`settings: ${config.Settings}`,
        py`email: str`,
        py`data: ${KeyCreate}`,
        hasFields && py`fields: ${abc.Mapping}[str, object] | None = None`,
      ]}) -> str:
          """Return a new key for the account with this address, which is made if there is none."""
          ${openForCommand}:
              service = ${authService.AuthService}(${[session.argument]})
              user = ${accounts.command.userByEmail(py`email.lower()`)}
              if user is None:
                  ${
                    hasFields
                      ? py`
                          account = ${UserCreate}.model_validate_json(${json}.dumps({**(fields or {}), "email": email}))
                          user = await service.register(account)
                        `
                      : py`user = await service.register(${UserCreate}(email=email))`
                  }
              new = await service.create_key(user, data)
              return new.key


      if __name__ == "__main__":
          main()
    `),
  };
}
