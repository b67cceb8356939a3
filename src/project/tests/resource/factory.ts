/** tests/factories/<resource>.py: valid rows, for every test that needs some. */
import type { JsonValue } from '../../../design/api-design.ts';
import type { FieldPlan, RelationPlan, UniquePlan } from '../../../plan/index.ts';
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
      py`${new Name(tests.url.name!)} = ${fstring(API, resource.path)}`,
      payloadFunction(tests),
      createFunction(tests),
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

function entryOf(plan: FieldPlan, { state }: ResourceSuite): Entry {
  const fixed = state[plan.json];
  if (fixed !== undefined) return { name: plan.json, code: value(fixed), numbered: false };
  return { name: plan.json, ...samplesOf(plan).fresh };
}

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

/** The function that creates what a relation refers to. */
export function factoryOf(plan: RelationPlan): Sym {
  const target = plan.target();
  if (!target) return helpers.create_account;
  const id = `create_${target.singular}`;
  return from(`tests.factories.${target.module}`, id)[id]!;
}

function createFunction(tests: ResourceSuite): Part {
  const { resource } = tests;
  const payload = py`${new Name(tests.payload.name!)}(${[tests.refers && py`client`, py`**overrides`]})`;
  return py`
    async def ${new Name(tests.create.name!)}(client: ${Caller}, **overrides: ${Any}) -> ${Json}:
        ${doc(`Create ${resource.aNoun} through the API.`)}
        return await ${helpers.create}(client, ${new Name(tests.url.name!)}, ${tests.refers ? py`await ${payload}` : payload})
  `;
}
