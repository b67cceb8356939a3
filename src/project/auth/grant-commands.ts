/** app/auth/cli.py: roles and scopes of accounts, from the command line. */
import type { ServicePlan } from '../../plan/index.ts';
import { authModels, config } from '../../plan/own-symbols.ts';
import { abc, argparse, modules } from '../../plan/symbols.ts';
import { type ModuleSpec, Name, type Part, py } from '../../python/index.ts';
import type { Persistence } from '../../targets/types.ts';

const { sys } = modules;
const { ArgumentParser, Namespace } = argparse;
const { User } = authModels;

interface Kind {
  /** The attribute of an account, e.g. `roles`. */
  readonly plural: string;
  readonly singular: string;
  readonly names: readonly string[];
}

/** What accounts of this service can be given. */
const kindsOf = ({ design, hasRoles, hasScopes }: ServicePlan): Kind[] => [
  ...(hasRoles ? [{ plural: 'roles', singular: 'role', names: design.roles }] : []),
  ...(hasScopes ? [{ plural: 'scopes', singular: 'scope', names: design.scopes }] : []),
];

/** The command line of the accounts; none for services that have neither roles nor scopes. */
export const grantCommands = (plan: ServicePlan, persistence: Persistence): ModuleSpec[] =>
  plan.hasRoles || plan.hasScopes ? [commandLine(plan, persistence)] : [];

function commandLine(plan: ServicePlan, { accounts, openForCommand, flow }: Persistence): ModuleSpec {
  const kinds = kindsOf(plan);
  const what = kinds.map((each) => each.plural).join(' and ');
  return {
    path: 'app/auth/cli.py',
    doc: `Gives ${what} to accounts and takes them away: \`python -m app.auth.cli --help\`.`,
    body: flow.part(py`
      ${kinds.map(({ plural, names }) => py`${constant(plural)} = ${tuple(names)}`)}


      def main(arguments: ${abc.Sequence}[str] | None = None) -> None:
          """Run the command line."""
          parser = command_line()
          options = parser.parse_args(arguments)
          ${kinds.length > 1 && nothingNamed}
          user = ${flow.run(py`change_grants(${config.load_settings}(), options)`)}
          if user is None:
              ${sys}.exit(f"There is no account with the address {options.email}.")
          ${sys}.stdout.write(f"{user.email} has {', '.join(sorted(user.grants)) or 'nothing'}.\n")


      def command_line() -> ${ArgumentParser}:
          """Describe the arguments."""
          parser = ${ArgumentParser}(prog="python -m app.auth.cli")
          parser.add_argument("action", choices=("grant", "revoke"))
          parser.add_argument("email", help="the address of the account")
          ${kinds.map((kind) => option(kind, kinds.length === 1))}
          return parser


      async def change_grants(settings: ${config.Settings}, options: ${Namespace}) -> ${User} | None:
          """Return the changed account, or None if there is none with this address."""
          ${openForCommand}:
              user = ${accounts.command.userByEmail(py`options.email.lower()`)}
              if user is not None:
                  ${kinds.map(({ plural }) => py`user.${new Name(plural)} = changed(user.${new Name(plural)}, options.${new Name(plural)}, options.action)`)}
                  ${accounts.command.store(kinds.map(({ plural }) => plural))}
          return user


      def changed(held: list[str], named: list[str], action: str) -> list[str]:
          """Return what an account holds afterwards."""
          return sorted({*held, *named} if action == "grant" else set(held) - set(named))


      if __name__ == "__main__":
          main()
    `),
  };
}

const constant = (plural: string): Name => new Name(plural.toUpperCase());

/** A tuple; one of one item has a comma after it. */
const tuple = (names: readonly string[]): Part => (names.length === 1 ? py`(${names[0]},)` : py`(${names})`);

const nothingNamed = py`
  if not options.roles and not options.scopes:
      parser.error("name at least one --role or --scope")
`;

function option({ plural, singular }: Kind, isOnly: boolean): Part {
  return py`parser.add_argument(${[
    `--${singular}`,
    py`dest=${plural}`,
    py`action="append"`,
    py`choices=${constant(plural)}`,
    isOnly ? py`required=True` : py`default=[]`,
  ]})`;
}
