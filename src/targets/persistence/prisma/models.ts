/** app/<resource>/models.py: the rows of a resource, as the client reads them into classes of ours. */
import type { Field, JsonValue } from '../../../design/api-design.ts';
import { aboutRow } from '../shared/lists.ts';
import { describe, type FieldPlan, type ResourcePlan, type ServicePlan } from '../../../plan/index.ts';
import { abc, modules, pydantic, typing, uuids, uuidUtils } from '../../../plan/symbols.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, py, value } from '../../../python/index.ts';
import { storedLiteral } from '../../../pydantic/values.ts';
import { type Provider, providerOf } from './providers.ts';
import { type Column, resourceTable } from './schema.ts';
import { base, database } from './symbols.ts';

const { utc_now } = database;
const FieldCall = pydantic.Field;

/** The models module of a resource. */
export function modelsModule(resource: ResourcePlan, plan: ServicePlan): ModuleSpec {
  const provider = providerOf(plan);
  const table = resourceTable(resource, provider);
  const about = resource.softDelete && !resource.resource.description ? ' A deleted one keeps its row.' : '';
  return {
    path: `app/${resource.module}/models.py`,
    doc: `Rows of the ${resource.nouns} domain.`,
    locals: [...table.columns.map((column) => column.attribute), ...resource.fields.map((each) => each.attribute)],
    body: paragraphs(
      resource.lists.map((field) => listClass(field, resource.noun, provider)),
      py`
        class ${new Name(resource.className)}(${base(resource.className)}):
            ${doc(describe(resource) + about)}

            ${table.columns.map((column) => columnLine(column, resource.fields))}
            ${resource.lists.map(listRelation)}

            ${paragraphs(resource.lists.map((field) => listMembers(field, provider)))}
      `,
    ),
  };
}

/** One column as an attribute. */
export function columnLine(
  { attribute, name, type, nullable }: Column,
  plans: readonly FieldPlan[],
  isBare = false,
): Part {
  const plan = plans.find((each) => each.json === name && !each.list);
  const given = columnDefault(name, plan, nullable, isBare);
  return py`${new Name(attribute)}: ${type.python}${nullable && py` | None`}${given !== null && py` = ${given}`}`;
}

/** What a row gets that is not given; null when it must be. */
function columnDefault(name: string, plan: FieldPlan | undefined, nullable: boolean, isBare: boolean): Part {
  if (name === 'id') return py`${FieldCall}(default_factory=${uuidUtils.uuid7})`;
  if (name === 'version') return py`1`;
  if (name === 'created_at' || name === 'updated_at') return py`${FieldCall}(default_factory=${utc_now})`;
  const made = plan && (plan.field.readOnly || isBare) ? readOnlyDefault(plan.field) : null;
  return made ?? (nullable ? py`None` : null);
}

/** What the server gives a field that no request can. */
function readOnlyDefault(field: Field): Part {
  switch (field.default?.kind) {
    case 'now':
      return py`${FieldCall}(default_factory=${utc_now})`;
    case 'today':
      return py`${FieldCall}(default_factory=lambda: ${utc_now}().date())`;
    case 'uuid':
      return py`${FieldCall}(default_factory=${uuids.uuid4})`;
    case 'token':
      return py`${FieldCall}(default_factory=lambda: ${modules.secrets}.token_urlsafe(24))`;
    case undefined:
      return null;
    case 'value':
      return field.default.value === null ? null : columnLiteral(field, field.default.value);
  }
}

/** Documents are read from text, and the default of a model is not read. */
const columnLiteral = (field: Field, given: JsonValue): Part =>
  field.type === 'json' ? py`${FieldCall}(default_factory=lambda: ${value(given)})` : storedLiteral(field, given);

// --- lists ---------------------------------------------------------------------------------------

/** The rows of a list, which are always fetched with those that have it. */
export function listRelation(plan: FieldPlan): Part {
  const rows = py`list[${new Name(plan.list!.className)}]`;
  return py`${new Name(plan.list!.rows)}: ${rows} = ${FieldCall}(default_factory=${rows})`;
}

/** The list as a property. */
export function listMembers(plan: FieldPlan, { types }: Provider): Part {
  const rows = new Name(plan.list!.rows);
  return py`
    @property
    def ${new Name(plan.attribute)}(self) -> list[${types.of(plan.field).python}]:
        ${doc(plan.field.description ?? `The ${plan.label}${plan.field.unique ? ', sorted' : ', in order'}.`, 8)}
        ${
          plan.field.unique
            ? py`return sorted(row.${new Name(plan.list!.value)} for row in self.${rows})`
            : py`
              rows = sorted(self.${rows}, key=lambda row: row.position)
              return [row.value for row in rows]
            `
        }
  `;
}

/** The class of the rows of a list. */
export function listClass(plan: FieldPlan, noun: string, { types }: Provider): Part {
  const isSet = plan.field.unique;
  const item = types.of(plan.field).python;
  const value = new Name(plan.list!.value);
  return py`
    class ${new Name(plan.list!.className)}(${base(plan.list!.className)}):
        ${doc(aboutRow(plan, noun))}

        ${!isSet && py`position: int`}
        ${value}: ${item}

        @classmethod
        def rows(cls, values: ${isSet ? abc.Iterable : abc.Sequence}[${item}]) -> list[${typing.Self}]:
            ${doc(`Make the rows of all ${plan.label} of one ${noun}.`, 12)}
            ${
              isSet
                ? py`return [cls(${value}=value) for value in sorted(set(values))]`
                : py`return [cls(position=position, value=value) for position, value in enumerate(values)]`
            }
  `;
}
