/** Tasks and events: functions that are called after a transaction, in the web process. */
import type { ApiDesign, Callable, Field } from '../design/api-design.ts';
import { Sym } from '../python/index.ts';
import { attributeName, endSentence, sentence, words } from './names.ts';
import type { FieldPlan } from './plan.ts';

/** A function of app/background.py. */
export interface TaskPlan {
  readonly callable: Callable;
  readonly symbol: Sym;
  readonly parameters: readonly FieldPlan[];
  /** What the documentation says of it. */
  readonly about: string;
}

/** Plans the functions of the tasks and events of a design. */
export function planTasks({ tasks, events }: Pick<ApiDesign, 'tasks' | 'events'>): TaskPlan[] {
  return [
    ...tasks.map((each) => plan(each, each.name, about(each, sentence(words(flat(each.name)))))),
    ...events.map((each) => plan(each, `on_${each.name}`, about(each, `Act on the event \`${each.name}\``))),
  ];
}

/** What the documentation says. */
const about = (callable: Callable, fallback: string): string =>
  endSentence(callable.description === undefined ? fallback : sentence(callable.description));

const flat = (name: string): string => name.replaceAll(/[^A-Za-z0-9]+/g, '_');

function plan(callable: Callable, name: string, about: string): TaskPlan {
  return {
    callable,
    symbol: new Sym('app.background', attributeName(flat(name))),
    parameters: callable.arguments.map(parameter),
    about,
  };
}

const parameter = (field: Field): FieldPlan => ({
  field,
  json: field.name,
  attribute: attributeName(field.name),
  // Texts are enough for choices: nothing that a task is told comes from a request unchecked.
  enumClass: 'str',
  label: words(field.name),
});
