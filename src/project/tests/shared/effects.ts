/** tests/effects.py: what has become of the rows of a database. */
import { abc, fastapi, pydanticCore, typing } from '../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, py } from '../../../python/index.ts';
import type { Suite } from '../suite.ts';
import { helpers } from '../symbols.ts';

const { Any } = typing;
const { Json } = helpers;

/** The module; null where no action concerns several rows. */
export function effectsModule({ plan, resources, persistence: { flow, tests } }: Suite): ModuleSpec | null {
  const isNeeded = resources.some(({ resource }) =>
    [...resource.actions, ...resource.endpoints].some((each) => each.procedure),
  );
  if (!isNeeded) return null;
  const announces = plan.tasks.length > 0;
  return {
    path: 'tests/effects.py',
    doc: 'What has become of the rows of a database.',
    body: paragraphs(
      py`
        # The rows of some tables, as JSON, by their ids.
        Tables = dict[type[${tests.model}], dict[str, ${Json}]]

        # What every change brings with it.
        _ALWAYS = {"updated_at", "version"}
      `,
      py`
        def shown(given: ${Any}) -> ${Any}:
            """Return a value as JSON shows it."""
            return ${pydanticCore.to_jsonable_python}(given)
      `,
      announces &&
        py`
          def recorder(told: list[${Json}]) -> ${abc.Callable}[..., None]:
              """Make a function that keeps what it is told."""

              def keep(**given: ${Any}) -> None:
                  told.append(shown(given))

              return keep
        `,
      py`
        async def snapshot(app: ${fastapi.FastAPI}, *models: type[${tests.model}]) -> Tables:
            """Return all rows of some tables."""
            return {model: await _rows(app, model) for model in models}


        async def _rows(app: ${fastapi.FastAPI}, model: type[${tests.model}]) -> dict[str, ${Json}]:
            ${flow.part(tests.mappings)}
            return {str(row["id"]): shown(dict(row)) for row in rows}
      `,
      py`
        def assert_effects(
            before: Tables,
            after: Tables,
            changed: dict[str, ${Json}] | None = None,
            added: list[tuple[type[${tests.model}], ${Json}]] | None = None,
            removed: set[str] | None = None,
        ) -> None:
            """Check which rows have which new values, which rows are new, and which are gone."""
            old = {key: row for rows in before.values() for key, row in rows.items()}
            new = {key: row for rows in after.values() for key, row in rows.items()}
            assert {
                key: {name: new[key][name] for name in row.keys() - _ALWAYS if new[key][name] != row[name]}
                for key, row in old.items()
                if key in new and _essence(new[key]) != _essence(row)
            } == (changed or {})
            assert old.keys() - new.keys() == (removed or set())
            found = [(model, row) for model, rows in after.items() for key, row in rows.items() if key not in old]
            expected = added or []
            assert [model for model, _ in found] == [model for model, _ in expected]
            for (_, row), (_, values) in zip(found, expected, strict=True):
                assert {name: row[name] for name in values} == values
      `,
      py`
        def _essence(row: ${Json}) -> ${Json}:
            return {name: value for name, value in row.items() if name not in _ALWAYS}
      `,
    ),
  };
}
