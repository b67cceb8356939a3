/** tests/factories/<resource>.py: valid rows, for every test that needs some. */
import type { JsonValue } from '../../../design/api-design.ts';
import {
  type FieldPlan,
  isFreeText,
  type RelationPlan,
  type ResourcePlan,
  type UniquePlan,
} from '../../../plan/index.ts';
import { typing } from '../../../plan/symbols.ts';
import {
  doc,
  from,
  fstring,
  type ModuleSpec,
  Name,
  paragraphs,
  type Part,
  py,
  type Sym,
  value,
} from '../../../python/index.ts';
import { samplesOf } from '../samples/index.ts';
import { requiredReferences, type ResourceSuite } from '../suite.ts';
import { helpers } from '../symbols.ts';

const { Any } = typing;
const { API, Caller, Json } = helpers;

/** The factory module of a resource. */
export function factoryModule(tests: ResourceSuite): ModuleSpec {
  const { resource } = tests;
  return {
    path: `tests/factories/${resource.module}.py`,
    doc: `Valid ${resource.nouns}, for every test that needs some.`,
    body: paragraphs(
      resource.operations.size > 0 && py`${new Name(tests.url.name!)} = ${fstring(API, resource.path)}`,
      tests.able.has('create') && payloadFunction(tests),
      createFunction(tests),
      tests.single && anotherFunction(tests),
    ),
  };
}

/** A member of a payload. */
interface Entry {
  readonly name: string;
  readonly code: Part;
  readonly numbered: boolean;
}

/** What a payload holds: what must be given, what must differ from row to row, and the state of new rows. */
export const payloadFields = ({ resource, state }: ResourceSuite): FieldPlan[] =>
  resource.fields.filter((plan) => {
    const { field, json } = plan;
    if (field.readOnly) return false;
    return field.required || mustDiffer(plan, resource.uniques) || (json in state && !isDefault(plan, state[json]!));
  });

const mustDiffer = (plan: FieldPlan, uniques: readonly UniquePlan[]): boolean =>
  !plan.field.nullable && plan.field.default?.kind === 'value' && uniques.some((each) => each.field === plan);

function isDefault({ field }: FieldPlan, state: JsonValue): boolean {
  if (field.required) return false;
  if (field.default === undefined) return state === null;
  return field.default.kind === 'value' && JSON.stringify(field.default.value) === JSON.stringify(state);
}

function entryOf(plan: FieldPlan, { state, resource }: ResourceSuite): Entry {
  const fixed = state[plan.json];
  if (fixed !== undefined) return { name: plan.json, code: value(fixed), numbered: false };
  const { fresh, values } = samplesOf(plan);
  // Texts with a pattern are few, so that one of them could be what a test changes the row to.
  const varies = (isFreeText(plan.field.type) && plan.field.pattern === undefined) || isUnique(plan, resource);
  if (!varies && values[0] !== undefined) return { name: plan.json, code: value(values[0]), numbered: false };
  return { name: plan.json, ...fresh };
}

const isUnique = (plan: FieldPlan, { uniques }: ResourcePlan): boolean =>
  uniques.some((unique) => unique.columns.includes(plan.json));

function payloadFunction(tests: ResourceSuite): Part {
  const { resource, refers } = tests;
  const entries = payloadFields(tests).map((plan) => entryOf(plan, tests));
  const numbered = entries.some((each) => each.numbered);
  const about = [
    `The body of a valid request to create ${resource.aNoun}${numbered ? '; every call is different' : ''}.`,
    refers && 'What it refers to is created, unless it is given.',
  ];
  return py`
    ${refers && py`async `}def ${new Name(tests.payload.name!)}(${[refers && py`client: ${Caller}`, py`**overrides: ${Any}`]}) -> ${Json}:
        ${doc(about.filter(Boolean).join(' '))}
        ${requiredReferences(resource).map(reference)}
        ${numbered && py`number = next(${helpers.numbers})`}
        return {${[...entries.map(({ name, code }) => py`${name}: ${code}`), py`**overrides`]}}
  `;
}

function reference(plan: RelationPlan): Part {
  return py`
    if ${plan.json} not in overrides:
        overrides[${plan.json}] = (await ${factoryOf(plan)}(client))["id"]
  `;
}

/** A row of somebody else, because nobody can have two. */
const anotherFunction = ({ resource, create, createOne }: ResourceSuite): Part => py`
  async def ${new Name(createOne.name!)}(client: ${Caller}, **overrides: ${Any}) -> ${Json}:
      ${doc(`Create ${resource.aNoun} for an account of its own.`)}
      token = await ${helpers.sign_in}(client.app, await ${helpers.create_user}(client.app))
      async with ${Caller}(client.app, token) as other:
          return await ${new Name(create.name!)}(other, **overrides)
`;

/** A row that is created by a request, and then given values that no request can give. */
function storingFunction(tests: ResourceSuite): Part {
  const { resource, stored, row, state } = tests;
  const initial = stored
    .filter((plan) => plan.json in state && !isDefault(plan, state[plan.json]!))
    .map((plan) => py`${plan.json}: ${value(state[plan.json])}`);
  const names = py`{${stored.map((plan) => plan.json)}}`;
  const given = py`{name: overrides.pop(name) for name in ${names} & overrides.keys()}`;
  return py`
    async def ${new Name(tests.create.name!)}(client: ${Caller}, **overrides: ${Any}) -> ${Json}:
        ${doc(`Create ${resource.aNoun} through the API; what no request can set is stored afterwards.`)}
        stored: ${Json} = ${initial.length > 0 ? py`{${initial}} | ${given}` : given}
        ${row} = await ${helpers.create}(client, ${new Name(tests.url.name!)}, ${ownPayload(tests)})
        return await ${helpers.change}(client.app, ${resource.model}, ${row}, stored)
  `;
}

/** A row that no request can create. */
function insertFunction(tests: ResourceSuite): Part {
  const { resource } = tests;
  const fields = resource.fields.filter((plan) => !plan.list || plan.attribute === plan.json);
  const entries = fields.flatMap((plan) => storedEntry(plan, tests));
  const numbered = entries.some((each) => each.numbered);
  const { owner } = resource;
  const references = requiredReferences(resource).map(reference);
  return py`
    async def ${new Name(tests.create.name!)}(client: ${Caller}, **overrides: ${Any}) -> ${Json}:
        ${doc(`Insert ${resource.aNoun}, which no request can create.`)}
        ${references}
        ${numbered && py`number = next(${helpers.numbers})`}
        values = {${[
          owner && py`${owner.json}: (await client.get(${helpers.ME})).json()["id"]`,
          ...entries.map(({ name, code }) => py`${name}: ${code}`),
          py`**overrides`,
        ]}}
        ${
          resource.operations.size > 0
            ? py`return await ${helpers.insert}(client.app, ${resource.model}, ${resource.own('schemas', `${resource.className}Read`)}, values)`
            : py`return await ${helpers.store}(client.app, ${resource.model}, values)`
        }
  `;
}

/** What a column holds that the model has no default for. */
function storedEntry(plan: FieldPlan, tests: ResourceSuite): Entry[] {
  const { field, json } = plan;
  const given = tests.state[json];
  if (given !== undefined) return [{ name: json, code: value(given), numbered: false }];
  if (field.readOnly && field.default !== undefined) return [];
  if (field.list) return [{ name: json, code: value([]), numbered: false }];
  if (field.nullable) return [];
  return [{ name: json, ...samplesOf(plan).fresh }];
}

/** The payload of the factory's own module. */
const ownPayload = (tests: ResourceSuite): Part => {
  const payload = py`${new Name(tests.payload.name!)}(${[tests.refers && py`client`, py`**overrides`]})`;
  return tests.refers ? py`await ${payload}` : payload;
};

/** The function that creates what a relation refers to. */
export function factoryOf(plan: RelationPlan): Sym {
  const target = plan.target();
  if (!target) return helpers.create_account;
  const id = `create_${target.singular}`;
  return from(`tests.factories.${target.module}`, id)[id]!;
}

function createFunction(tests: ResourceSuite): Part {
  if (!tests.able.has('create')) return insertFunction(tests);
  const { resource } = tests;
  if (tests.stored.length > 0) return storingFunction(tests);
  return py`
    async def ${new Name(tests.create.name!)}(client: ${Caller}, **overrides: ${Any}) -> ${Json}:
        ${doc(`Create ${resource.aNoun} through the API.`)}
        return await ${helpers.create}(client, ${new Name(tests.url.name!)}, ${ownPayload(tests)})
  `;
}
