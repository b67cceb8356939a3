/** app/cli.py: commands of the developers of a service. */
import type { ServicePlan } from '../../plan/index.ts';
import type { Persistence } from '../../targets/types.ts';
import { authKitOf } from '../auth/index.ts';
import { config, factory } from '../../plan/own-symbols.ts';
import { abc, argparse, modules, pathlib } from '../../plan/symbols.ts';
import { from, type ModuleSpec, type Part, py, type Sym } from '../../python/index.ts';
import { sampleRows } from '../samples/rows.ts';

const { json, sys } = modules;
const { ArgumentParser } = argparse;
const { Settings } = config;
const { create_sample_data } = from('app.sample_data', 'create_sample_data');

/** What is raised when the sample data are there already. */
function takenErrors(plan: ServicePlan): readonly Sym[] {
  const kit = authKitOf(plan);
  if (kit) return kit.sample.taken(plan);
  return sampleRows(plan).flatMap(({ resource }) =>
    resource.uniques.map(({ errorClass }) => resource.own('exceptions', errorClass)),
  );
}

/** The command line of a service; null where developers have none. */
export const cliModule = (plan: ServicePlan, persistence: Persistence): ModuleSpec | null =>
  plan.has.developerCommands ? commandLine(plan, persistence) : null;

const commandLine = (plan: ServicePlan, persistence: Persistence): ModuleSpec => ({
  path: 'app/cli.py',
  doc: 'Commands for development: `python -m app.cli --help`.',
  body: py`
    def main(arguments: ${abc.Sequence}[str] | None = None) -> None:
        """Run the command line."""
        parser = ${ArgumentParser}(prog="python -m app.cli")
        commands = parser.add_subparsers(dest="command", required=True)
        openapi = commands.add_parser("openapi", help="write the OpenAPI document to a file")
        openapi.add_argument("file", type=${pathlib.Path}, nargs="?", default=${pathlib.Path}("openapi.json"))
        commands.add_parser("sample-data", help=${`create ${plan.hasAccounts ? 'an account and ' : ''}a few rows to try the API with`})
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


    ${writeSampleData(plan, persistence)}


    if __name__ == "__main__":
        main()
  `,
});

function writeSampleData(plan: ServicePlan, persistence: Persistence): Part {
  const { flow } = persistence;
  const sample = authKitOf(plan)?.sample;
  const taken = takenErrors(plan);
  const create = py`counts = ${flow.run(py`${create_sample_data}(${[py`settings`, ...(sample?.given ?? [])]})`)}`;
  return py`
    def write_sample_data(settings: ${Settings}) -> None:
        """Fill the database, and tell what there is${sample && py` and how to log in`}."""
        ${sample?.prepare}
        ${
          taken.length > 0
            ? py`
                try:
                    ${create}
                except ${taken.length > 1 ? py`(${taken})` : taken[0]}:
                    ${sys}.exit(${sample?.takenText ?? py`"The sample data are there already."`})
              `
            : create
        }
        rows = [f"{count} {name}" for name, count in counts.items()]
        ${sys}.stdout.write(f"Created {', '.join(${sample ? py`['1 account', *rows]` : py`rows`})}.\n")
        ${sample?.tell(persistence)}
  `;
}
