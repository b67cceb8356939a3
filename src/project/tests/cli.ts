/** tests/test_cli.py: the commands of developers. */
import type { ServicePlan } from '../../plan/index.ts';
import { fastapi, modules, pathlib } from '../../plan/symbols.ts';
import type { Persistence } from '../../targets/types.ts';
import { from, type ModuleSpec, type Name, paragraphs, type Part, prose, py, value } from '../../python/index.ts';
import { type SampleRows, sampleRows } from '../samples/rows.ts';
import { authTestsOf } from './shared/auth/index.ts';
import { commandFixture } from './command.ts';
import { helpers } from './symbols.ts';

const { json, pytest } = modules;
const { Caller } = helpers;
const { main } = from('app.cli', 'main');

/** The tests of the command line; null where developers have none. */
export const cliTests = (plan: ServicePlan, { tests: { captured } }: Persistence): ModuleSpec | null =>
  plan.has.developerCommands ? tests(plan, captured) : null;

const tests = (plan: ServicePlan, captured: Name): ModuleSpec => ({
  path: 'tests/test_cli.py',
  doc: 'The commands of developers.',
  body: paragraphs(
    commandFixture('app.cli', plan),
    py`
      @${pytest}.mark.usefixtures("command")
      def test_openapi_is_written_to_a_file(app: ${fastapi.FastAPI}, tmp_path: ${pathlib.Path}) -> None:
          file = tmp_path / "api.json"

          ${main}(["openapi", str(file)])

          assert ${json}.loads(file.read_text(encoding="utf-8")) == app.openapi()
    `,
    sampleData(plan, captured),
    repeats(plan) &&
      py`
      async def test_sample_data_are_created_once(command: Command) -> None:
          await command("sample-data")

          with ${pytest}.raises(SystemExit, match="are there already"):
              await command("sample-data")
    `,
  ),
});

/** Whether the database refuses the sample data when they are there already. */
const repeats = (plan: ServicePlan): boolean =>
  plan.hasAccounts || sampleRows(plan).some(({ resource }) => resource.uniques.length > 0);

function sampleData(plan: ServicePlan, captured: Name): Part {
  const samples = sampleRows(plan);
  const { design, hasRoles, hasScopes } = plan;
  const kit = authTestsOf({ plan });
  const created = [
    ...(kit ? ['1 account'] : []),
    ...samples.map(({ resource, rows }) => `${rows.length} ${resource.nouns}`),
  ].join(', ');
  const listed = samples.filter((each) => each.listed);
  const grants = hasRoles || hasScopes;
  return py`
    async def test_sample_data(client: ${Caller}, command: Command, ${captured}: ${pytest}.CaptureFixture[str]) -> None:
        await command("sample-data")

        ${kit ? py`created, login = ${captured}.readouterr().out.splitlines()` : py`created = ${captured}.readouterr().out.rstrip()`}
        assert created == ${prose(`Created ${created}.`, 22, 8)}
        ${kit?.becomeSample(plan)}
        ${grants && py`account = (await client.get(${helpers.ME})).json()`}
        ${grants && py``}
        ${hasRoles && py`assert account["roles"] == ${value(design.roles)}`}
        ${hasScopes && py`assert account["scopes"] == ${value(design.scopes)}`}
        ${listed.length > 0 && counts(listed)}
  `;
}

const counts = (samples: readonly SampleRows[]): Part => py`
  for path, count in ${tuples(samples.map(({ resource, rows }) => py`(${resource.path}, ${rows.length})`))}:
      assert (await client.get(f"{${helpers.API}}{path}")).json()["total"] == count
`;

/** A tuple; one of one item has a comma after it. */
const tuples = (items: readonly Part[]): Part => (items.length === 1 ? py`(${items[0]},)` : py`(${items})`);
