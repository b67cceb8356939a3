/** app/cli.py: commands of the developers of a service. */
import type { ServicePlan } from '../../plan/index.ts';
import type { Persistence } from '../../targets/types.ts';
import { authExceptions, config, factory } from '../../plan/own-symbols.ts';
import { abc, argparse, modules, pathlib } from '../../plan/symbols.ts';
import { from, type ModuleSpec, type Part, py } from '../../python/index.ts';

const { json, secrets, sys } = modules;
const { ArgumentParser } = argparse;
const { Settings } = config;
const { EMAIL, create_sample_data } = from('app.sample_data', 'EMAIL', 'create_sample_data');

/** What the registration of the account raises when it is there already. */
function takenErrors({ account }: ServicePlan): Part {
  const own = account.uniques.map(({ errorClass }) => from('app.auth.exceptions', errorClass)[errorClass]!);
  return own.length > 0 ? py`(${[authExceptions.EmailTakenError, ...own]})` : py`${authExceptions.EmailTakenError}`;
}

/** The command line of a service; null where developers have none. */
export const cliModule = (plan: ServicePlan, persistence: Persistence): ModuleSpec | null =>
  plan.has.developerCommands ? commandLine(plan, persistence) : null;

const commandLine = (plan: ServicePlan, { flow }: Persistence): ModuleSpec => ({
  path: 'app/cli.py',
  doc: 'Commands for development: `python -m app.cli --help`.',
  body: py`
    def main(arguments: ${abc.Sequence}[str] | None = None) -> None:
        """Run the command line."""
        parser = ${ArgumentParser}(prog="python -m app.cli")
        commands = parser.add_subparsers(dest="command", required=True)
        openapi = commands.add_parser("openapi", help="write the OpenAPI document to a file")
        openapi.add_argument("file", type=${pathlib.Path}, nargs="?", default=${pathlib.Path}("openapi.json"))
        commands.add_parser("sample-data", help="create an account and a few rows to try the API with")
        options = parser.parse_args(arguments)
        settings = ${config.load_settings}()
        if options.command == "openapi":
            write_openapi(settings, options.file)
        else:
            write_sample_data(settings)


    def write_openapi(settings: ${Settings}, file: ${pathlib.Path}) -> None:
        """Write the OpenAPI document of the application to \`file\`."""
        document = ${factory.create_app}(settings).openapi()
        file.write_text(${json}.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


    def write_sample_data(settings: ${Settings}) -> None:
        """Fill the database, and tell what there is and how to log in."""
        password = ${secrets}.token_urlsafe(12)
        try:
            counts = ${flow.run(py`${create_sample_data}(settings, password)`)}
        except ${takenErrors(plan)}:
            ${sys}.exit(f"The sample data are there already, or somebody else is {${EMAIL}}.")
        rows = [f"{count} {name}" for name, count in counts.items()]
        ${sys}.stdout.write(f"Created {', '.join(['1 account', *rows])}.\n")
        ${sys}.stdout.write(f"Log in as {${EMAIL}} with the password {password}\n")


    if __name__ == "__main__":
        main()
  `,
});
