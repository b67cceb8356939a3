/** app/core/value_lists.py: the values of a list field as one column, so that a page and its lists are one query. */
import type { FieldPlan, ServicePlan } from '../../../plan/index.ts';
import {
  sa,
  saCompiler,
  saFunctions,
  saPostgresql,
  saSql,
  saTypes,
  typing,
  typingExtensions,
} from '../../../plan/symbols.ts';
import { type ModuleSpec, type Part, py } from '../../../python/index.ts';

const { Any } = typing;
const { Dialect, JSON, Select } = sa;
const { TypeDecorator, TypeEngine } = saTypes;
const { compiles } = saCompiler;
const { SQLCompiler } = saSql;
const { override } = typingExtensions;

/** The module, if any list of rows shows a list of values. */
export function valueListsModules(plan: ServicePlan): ModuleSpec[] {
  const shown = plan.resources.flatMap((each) => (each.operations.has('list') ? each.lists : [])).filter(isShown);
  return shown.length > 0 ? [valueListsModule(shown.some((each) => each.field.type === 'float'))] : [];
}

const isShown = ({ field }: FieldPlan): boolean => !field.writeOnly;

function valueListsModule(floats: boolean): ModuleSpec {
  return {
    path: 'app/core/value_lists.py',
    doc: 'Lists of values as columns, so that a page and its lists are one query.',
    body: py`
      class ValueList(${TypeDecorator}[list[${Any}]]):
          """A list of values: an array on PostgreSQL, JSON on SQLite."""

          impl = ${JSON}
          cache_ok = True

          def __init__(self, item: ${TypeEngine}[${Any}], *, is_set: bool) -> None:
              super().__init__()
              self.item = item
              self.is_set = is_set

          @${override}
          def load_dialect_impl(self, dialect: ${Dialect}) -> ${TypeEngine}[${Any}]:
              is_json = dialect.name == "sqlite"
              return dialect.type_descriptor(${JSON}() if is_json else ${saPostgresql.ARRAY}(self.item))

          @${override}
          def process_result_value(self, value: ${Any} | None, dialect: ${Dialect}) -> list[${Any}]:
              values: list[${Any}] = value or []
              if dialect.name == "sqlite":
                  read = self.item.dialect_impl(dialect).result_processor(dialect, None)
                  values = [read(each) for each in values] if read else values
              return sorted(values) if self.is_set else values


      class values_of(${saFunctions.FunctionElement}[list[${Any}]]):  # noqa: N801 - used like a function
          """The values that a subquery finds for each row, sorted when they are a set."""

          inherit_cache = True

          def __init__(self, values: ${Select}[${Any}], *, is_set: bool = False) -> None:
              super().__init__(values.scalar_subquery())
              self.type = ValueList(values.selected_columns[0].type, is_set=is_set)


      @${compiles}(values_of, "postgresql")
      def _as_array(element: values_of, compiler: ${SQLCompiler}, **options: object) -> str:
          return f"ARRAY{compiler.process(element.clauses, **options)}"


      ${asJson(floats)}
    `,
  };
}

/** SQLite's JSON functions round floating-point numbers, unless they get them as JSON. */
const asJson = (floats: boolean): Part => py`
  @${compiles}(values_of, "sqlite")
  def _as_json(element: values_of, compiler: ${SQLCompiler}, **options: object) -> str:
      values = compiler.process(element.clauses, **options)
      ${
        floats &&
        py`
          # SQLite would round floating-point numbers to 15 digits.
          is_float = isinstance(element.type, ValueList) and isinstance(element.type.item, ${sa.Float})
          value = "json(printf('%!.17g', value))" if is_float else "value"
        `
      }
      return f"(SELECT json_group_array(${floats ? py`{value}` : py`value`}) FROM {values})"  # noqa: S608  # nosec B608
`;
