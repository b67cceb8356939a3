/** app/<resource>/schemas.py: request, response and query models. */
import type { Filter } from '../../design/api-design.ts';
import {
  allActions,
  describe,
  filterAttribute,
  type FieldPlan,
  pascal,
  type Planned,
  type RelationPlan,
  type ResourcePlan,
  screaming,
  sentence,
} from '../../plan/index.ts';
import { pagination } from '../../plan/own-symbols.ts';
import { dates, enumeration, pydantic, typing, uuids } from '../../plan/symbols.ts';
import { doc, type ModuleSpec, Name, name, paragraphs, type Part, prose, py } from '../../python/index.ts';
import {
  createField,
  enumClass,
  type Line,
  member,
  MISSED,
  orMissing,
  readField,
  requiredFirst,
  type Types,
  updateField,
} from '../../pydantic/members.ts';
import { types } from '../../pydantic/types.ts';
import { type Fallback, orNull, valueTypes } from '../../pydantic/values.ts';

const { BaseModel, ConfigDict, Field, MISSING } = pydantic;
const { StrEnum } = enumeration;
const { Annotated } = typing;

/** The schemas module of a resource. */
export function schemasModule(resource: ResourcePlan): ModuleSpec | null {
  if (resource.operations.size === 0) return null;
  const taken = new Set(allActions(resource).map((each) => each.inputClass));
  const valueMap = valueTypes(resource.fields, resource.className, { taken });
  const aliases = resource.fields
    .filter((plan) => isUsed(plan, resource))
    .flatMap((plan) => valueMap.get(plan)!.aliases);
  return {
    path: `app/${resource.module}/schemas.py`,
    doc: `Request, response and query models of the ${resource.nouns} domain.`,
    locals: resource.fields.map((plan) => plan.attribute),
    body: paragraphs(
      resource.fields.filter((plan) => plan.field.type === 'enum').map(enumClass),
      aliases.length > 0 && py`${aliases.map((alias) => alias.code)}`,
      resource.operations.has('create') && createModel(resource, valueMap),
      resource.operations.has('update') && updateModel(resource, valueMap),
      readModel(resource, valueMap),
      allActions(resource)
        .filter((each) => each.inputs.length > 0)
        .map((each) => inputModels(each, taken)),
      resource.operations.has('list') && [sortEnum(resource), queryModel(resource, valueMap)],
    ),
  };
}

const writable = (resource: ResourcePlan): readonly FieldPlan[] =>
  resource.fields.filter((plan) => !plan.field.readOnly);
const writableRelations = (resource: ResourcePlan): readonly RelationPlan[] =>
  resource.relations.filter((plan) => !plan.relation.readOnly && plan !== resource.owner);

function isUsed(plan: FieldPlan, resource: ResourcePlan): boolean {
  const filtered =
    resource.operations.has('list') && resource.resource.filters.some((each) => each.field === plan.json);
  const written = resource.operations.has('create') || resource.operations.has('update');
  return filtered || (written && !plan.field.readOnly);
}

const forbidding = py`model_config = ${ConfigDict}(extra="forbid", strict=True)`;

function createModel(resource: ResourcePlan, valueMap: Types): Part {
  const owner = resource.owner ? `; its ${resource.owner.label} is the caller` : '';
  return py`
    class ${new Name(`${resource.className}Create`)}(${BaseModel}):
        ${doc(`A new ${resource.noun}${owner}.`)}

        ${forbidding}

        ${requiredFirst([
          ...writableRelations(resource).map(relationOnCreate),
          ...writable(resource).map((plan) => createField(plan, valueMap)),
        ])}
  `;
}

function relationOnCreate(plan: RelationPlan): Line {
  const { attribute, relation } = plan;
  const type = orNull(types.Id, relation.nullable);
  const fallback: Fallback | undefined = relation.required ? undefined : { keyword: 'default', value: py`None` };
  return {
    required: relation.required,
    code: member(attribute, attribute, type, { fallback, description: relationText(plan) }),
  };
}

/** What a foreign key refers to, where its name does not say it. */
function relationText({ relation, target }: RelationPlan): string | undefined {
  if (relation.description !== undefined) return relation.description;
  const resource = target();
  if (!resource) return 'Id of an account.';
  return relation.name === resource.singular ? undefined : `Id of ${resource.aNoun}.`;
}

function updateModel(resource: ResourcePlan, valueMap: Types): Part {
  const fields = writable(resource).filter((plan) => !plan.field.immutable);
  const relations = writableRelations(resource).filter((plan) => !plan.relation.immutable);
  const nullable = fields.some((plan) => plan.field.nullable) || relations.some((plan) => plan.relation.nullable);
  const rule = nullable ? 'null empties what may be empty' : 'nothing can be set to null';
  return py`
    class ${new Name(`${resource.className}Update`)}(${BaseModel}):
        ${doc(`A partial update: what is left out stays as it is, and ${rule}.`)}

        ${forbidding}

        ${relations.map(({ attribute, relation }) =>
          member(attribute, attribute, orMissing(types.Id, relation.nullable), { fallback: MISSED }),
        )}
        ${fields.map((plan) => updateField(plan, valueMap))}
  `;
}

/** The body of an action, with the types that only it has. */
function inputModels({ action, inputs, inputClass, label }: Planned, taken: Set<string>): Part {
  const valueMap = valueTypes(inputs, inputClass, { prefix: pascal(action.name), taken });
  const aliases = inputs.flatMap((plan) => valueMap.get(plan)!.aliases);
  return paragraphs(
    inputs.filter((plan) => plan.field.type === 'enum').map(enumClass),
    aliases.length > 0 && py`${aliases.map((alias) => alias.code)}`,
    py`
      class ${new Name(inputClass)}(${BaseModel}):
          ${doc(`What "${label}" needs to know.`)}

          ${forbidding}

          ${requiredFirst(inputs.map((plan) => createField(plan, valueMap)))}
    `,
  );
}

const described = (attribute: string, type: Part, text: string): Part =>
  py`${new Name(attribute)}: ${type} = ${Field}(description=${prose(text, 20)})`;

function readModel(resource: ResourcePlan, valueMap: Types): Part {
  return py`
    class ${new Name(`${resource.className}Read`)}(${BaseModel}):
        ${doc(describe(resource))}

        model_config = ${ConfigDict}(from_attributes=True)

        id: ${uuids.UUID}
        ${resource.relations.map((plan) => py`${new Name(plan.attribute)}: ${orNull(uuids.UUID, plan.relation.nullable)}`)}
        ${resource.fields.filter((plan) => !plan.field.writeOnly).map((plan) => readField(plan, valueMap))}
        ${resource.locked && described('version', py`int`, 'Raised by every change; also sent as the ETag.')}
        ${resource.timestamps && [py`created_at: ${dates.datetime}`, py`updated_at: ${dates.datetime}`]}
        ${resource.softDelete && described('deleted_at', py`${dates.datetime} | None`, `Set while the ${resource.noun} is deleted.`)}
  `;
}

function sortEnum(resource: ResourcePlan): Part {
  const keys = [...new Set(resource.resource.sorts.map((sort) => sort.field))];
  return py`
    class ${new Name(`${resource.className}Sort`)}(${StrEnum}):
        """Sort orders; a leading minus means descending."""

        ${keys.flatMap((key) => [py`${sortMember(key, false)} = ${key}`, py`${sortMember(key, true)} = ${`-${key}`}`])}
  `;
}

/** The member of the sort enum of a resource. */
export function sortMember(key: string, descending: boolean): Name {
  const base = screaming(name(key).id).replace(/_AT$/, '').replace(/_+$/, '');
  const member = base === 'NAME' || base === 'VALUE' ? `BY_${base}` : base;
  return new Name(descending ? `${member}_DESC` : member);
}

function queryModel(resource: ResourcePlan, valueMap: Types): Part {
  const [first] = resource.resource.sorts;
  return py`
    class ${new Name(`${resource.className}Query`)}(${pagination.PageQuery}):
        ${doc(`Filters and sort order of the list of ${resource.nouns}.`)}

        sort: ${new Name(`${resource.className}Sort`)} = ${new Name(`${resource.className}Sort`)}.${sortMember(first!.field, first!.descending)}
        ${resource.resource.search.length > 0 && py`q: ${types.SearchText} | ${MISSING} = ${Field}(default=${MISSING}, description=${prose(searchText(resource), 20)})`}
        ${resource.resource.filters.map((filter) => filterParameter(filter, resource, valueMap))}
        ${
          resource.operations.has('restore') &&
          py`deleted: bool = ${Field}(default=False, description=${prose(`\`true\` lists deleted ${resource.nouns} that you may restore.`, 20)})`
        }
  `;
}

const searchText = (resource: ResourcePlan): string =>
  `Only ${resource.nouns} with this text in ${resource.resource.search.map((each) => `\`${each}\``).join(' or ')}.`;

function filterParameter(filter: Filter, resource: ResourcePlan, valueMap: Types): Part {
  const type = orMissing(filterType(filter, resource, valueMap));
  return member(filterAttribute(filter), filter.param, type, { fallback: MISSED, description: filterText(filter) });
}

function filterType(filter: Filter, resource: ResourcePlan, valueMap: Types): Part {
  if (filter.op === 'isnull') return py`bool`;
  if (filter.op === 'contains' || filter.op === 'icontains') return types.SearchText;
  const plan = resource.fields.find((each) => each.json === filter.field);
  const single = plan ? valueMap.get(plan)!.item : builtInType(filter.field, resource);
  return filter.op === 'in' ? py`${Annotated}[list[${single}], ${Field}(max_length=100)]` : single;
}

function builtInType(field: string, resource: ResourcePlan): Part {
  const relation = resource.relations.find((each) => each.relation.name === field || each.json === field);
  if (relation || field === 'id') return uuids.UUID;
  return types.DateTime;
}

const OPERATOR_TEXTS: Partial<Record<Filter['op'], (field: string) => string>> = {
  ne: (field) => `Any \`${field}\` but this one.`,
  gt: (field) => `\`${field}\` greater than this, or later.`,
  gte: (field) => `\`${field}\` at least this, or not before it.`,
  lt: (field) => `\`${field}\` less than this, or earlier.`,
  lte: (field) => `\`${field}\` at most this, or not after it.`,
  in: (field) => `\`${field}\` is one of these; repeat the parameter to give several.`,
  contains: (field) => `\`${field}\` contains this text.`,
  icontains: (field) => `\`${field}\` contains this text in any case.`,
  isnull: (field) => `Whether \`${field}\` is empty.`,
  has: (field) => `\`${field}\` contains this one.`,
};

const filterText = (filter: Filter): string | undefined => {
  const text = OPERATOR_TEXTS[filter.op]?.(filter.field);
  return text && sentence(text);
};
