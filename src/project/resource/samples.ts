/** app/<resource>/samples.py: a few rows to try the API with. */
import { announces, createNeedsCaller, type ResourcePlan } from '../../plan/index.ts';
import { authModels } from '../../plan/own-symbols.ts';
import { abc, fastapi, typing } from '../../plan/symbols.ts';
import { doc, isPresent, type ModuleSpec, Name, type Part, py, value } from '../../python/index.ts';
import type { SampleParent, SampleRows } from '../samples/rows.ts';
import type { Persistence } from '../../targets/types.ts';

/** The function that creates the sample rows of a resource, e.g. `create_posts`. */
export const createSamples = (resource: ResourcePlan) => resource.own('samples', `create_${resource.plural}`);

/** The rows of a resource as a variable, e.g. `post_rows`. */
export const rowsVariable = (resource: ResourcePlan): Name => new Name(`${resource.singular}_rows`);

/** Whether creating the rows needs the account. */
export const samplesNeedUser = ({ resource, accounts }: SampleRows): boolean =>
  createNeedsCaller(resource) || accounts.length > 0;

/** The targets of the references, each once. */
export const parentsOf = ({ parents }: SampleRows): ResourcePlan[] => [...new Set(parents.map((each) => each.target))];

/** The samples module of a resource. */
export function samplesModule(samples: SampleRows, persistence: Persistence): ModuleSpec {
  const { resource, rows } = samples;
  const { nouns, className } = resource;
  const parents = parentsOf(samples);
  const parameters = [
    persistence.session.parameter,
    samplesNeedUser(samples) && py`user: ${authModels.User}`,
    ...parents.map((each) => py`${rowsVariable(each)}: ${abc.Sequence}[${each.model}]`),
  ];
  return {
    path: `app/${resource.module}/samples.py`,
    doc: `A few ${nouns} to try the API with.`,
    body: persistence.flow.part(py`
      ROWS: list[dict[str, ${typing.Any}]] = [
          ${rows.map((row) => py`${value(row)},`)}
      ]


      async def ${new Name(`create_${resource.plural}`)}(${parameters}) -> list[${resource.model}]:
          ${doc(`Create the ${nouns} as requests would.`)}
          service = ${resource.own('service', `${className}Service`)}(${[persistence.session.argument, announces(resource) && py`${fastapi.BackgroundTasks}()`]})
          return [
              await service.create(${[requestOf(samples), createNeedsCaller(resource) && py`user`]})
              for ${[py`row`, ...parents.map((each) => each.row)]} in ${source(parents)}
          ]
    `),
  };
}

/** Where the loop takes rows from, each with the parents that it refers to. */
function source(parents: readonly ResourcePlan[]): Part {
  if (parents.length === 0) return py`ROWS`;
  return py`zip(${[py`ROWS`, ...parents.map(rowsVariable), py`strict=False`]})`;
}

function requestOf({ resource, parents, accounts }: SampleRows): Part {
  const references = [
    ...parents.map(({ relation, target }: SampleParent) => py`${relation.json}: ${target.row}.id`),
    ...accounts.map((each) => py`${each.json}: user.id`),
  ].filter(isPresent);
  const row = references.length > 0 ? py`row | {${references}}` : py`row`;
  return py`${resource.own('schemas', `${resource.className}Create`)}.model_validate(${row})`;
}
