/** app/core/columns.py: how values of Python are kept where the client, or the database, has no type for them. */
import type { Field } from '../../../design/api-design.ts';
import type { ServicePlan } from '../../../plan/index.ts';
import {
  abc,
  annotatedTypes,
  dataclassModule,
  dates,
  decimals,
  modules,
  pydantic,
  typing,
  typingExtensions,
  uuids,
} from '../../../plan/symbols.ts';
import { type ModuleSpec, paragraphs, type Part, py } from '../../../python/index.ts';
import { providerOf } from './providers.ts';
import { searchedFields } from './schema.ts';

const { Annotated, Any } = typing;
const { AfterValidator, BeforeValidator, Json, JsonValue, PlainSerializer } = pydantic;
const { json } = modules;

/** The module. */
export function columnsModule(plan: ServicePlan): ModuleSpec {
  const { resources, account, hasAccounts, hasRoles, hasScopes, accountTables } = plan;
  const provider = providerOf(plan);
  const fields = [...resources.flatMap((each) => each.fields), ...account.fields];
  const uses = (...types: Field['type'][]): boolean => fields.some(({ field }) => types.includes(field.type));
  const given = hasAccounts && accountTables.own.some((each) => each.columns.some(({ type }) => type === 'texts'));
  const texts = hasAccounts && (hasRoles || hasScopes);
  return {
    path: 'app/core/columns.py',
    doc: 'How values are kept that the client has no types for. Validators read them, serializers store them.',
    body: paragraphs(
      py`
        Id = ${Annotated}[${uuids.UUID}, ${PlainSerializer}(str)]
        ${uses('time') && py`TimeOfDay = ${Annotated}[${dates.time}, ${PlainSerializer}(${dates.time}.isoformat)]`}
        ${uses('json') && py`Document = ${Annotated}[${Json}[${JsonValue}], ${PlainSerializer}(${json}.dumps)]`}
        ${uses('date') && !provider.namesKeys && py`Day = ${Annotated}[${dates.date}, ${PlainSerializer}(${dates.date}.isoformat)]`}
      `,
      (texts || given) && loaded,
      texts && lists,
      given && givenLists,
      uses('date') && provider.namesKeys && days,
      uses('datetime') && instants,
      uses('decimal', 'money') && (provider.namesKeys ? decimalPlaces : decimalUnits),
      uses('json') && dumped,
      resources.some((each) => searchedFields(each).length > 0) && (provider.escapes ? escaped : replaced),
    ),
  };
}

const loaded: Part = py`
  def _loaded(value: object) -> object:
      return ${json}.loads(value) if isinstance(value, str) else value
`;

const lists: Part = py`
  Texts = ${Annotated}[list[str], ${BeforeValidator}(_loaded), ${PlainSerializer}(${json}.dumps)]
`;

/** Texts that are given as a list of one of their own types. */
const givenLists: Part = py`
  GivenTexts = ${Annotated}[${abc.Sequence}[str], ${BeforeValidator}(_loaded), ${PlainSerializer}(${json}.dumps)]
`;

const days: Part = py`
  def midnight(day: ${dates.date}) -> ${dates.datetime}:
      """Return the moment that stands for a day."""
      return ${dates.datetime}.combine(day, ${dates.time}.min, ${dates.UTC})


  Day = ${Annotated}[${dates.date}, ${PlainSerializer}(midnight)]
`;

const instants: Part = py`
  def instant(moment: ${dates.datetime}) -> ${dates.datetime}:
      """Return a moment as exactly as Prisma keeps it: to the millisecond."""
      return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


  Instant = ${Annotated}[${dates.datetime}, ${AfterValidator}(instant)]


  def rounded(values: dict[str, ${Any}]) -> dict[str, ${Any}]:
      """Return values of which the moments are as exact as Prisma keeps them."""
      return {
          name: instant(value) if isinstance(value, ${dates.datetime}) else value
          for name, value in values.items()
      }
`;

const decimalUnits: Part = py`
  def units(value: ${decimals.Decimal}, places: int) -> int:
      """Return a decimal as SQLite keeps it: as a whole number of its smallest unit."""
      return int(value.scaleb(places))


  @${dataclassModule.dataclass}(frozen=True)
  class Scaled(${annotatedTypes.GroupedMetadata}):
      """Says of a decimal that it is kept as a whole number of units."""

      places: int

      @${typingExtensions.override}
      def __iter__(self) -> ${abc.Iterator}[object]:
          yield ${BeforeValidator}(self._read)
          yield ${PlainSerializer}(self._store)

      def _read(self, value: object) -> object:
          return ${decimals.Decimal}(value).scaleb(-self.places) if isinstance(value, int) else value

      def _store(self, value: ${decimals.Decimal}) -> int:
          return units(value, self.places)
`;

const decimalPlaces: Part = py`
  def exactly(places: int) -> ${AfterValidator}:
      """Say of a decimal that it has all its places; the client leaves out zeros at the end."""
      return ${AfterValidator}(lambda value: round(value, places))
`;

const dumped: Part = py`
  def dumped(value: ${JsonValue}) -> str | None:
      """Return a document as models take it: as text."""
      return None if value is None else ${json}.dumps(value)
`;

const escaped: Part = py`
  def literal(text: str) -> str:
      """Return a text in which nothing is a wildcard."""
      for special in ("\\", "%", "_"):
          text = text.replace(special, f"\\{special}")
      return text
`;

const replaced: Part = py`
  def literal(text: str) -> str:
      """Return a text without wildcards, as the views with texts show it."""
      return text.replace("%", "\uf8fe").replace("_", "\uf8ff")
`;
