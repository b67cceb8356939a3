/** The steps of actions and endpoints, against the design. */
import type { Expr, Field, Step } from '../api-design.ts';
import { didYouMean } from '../suggest.ts';
import type { ExpressionChecker, Scope } from './expressions.ts';
import type { DraftResource, Mutable } from './model.ts';
import { ANY, describe, fits } from './types.ts';

type StepOf<D extends Step['do'], S extends Step = Step> = S extends Step ? (D extends S['do'] ? S : never) : never;

/** Checks steps in order; names that one gives are known to the next. */
export function checkSteps(steps: readonly Step[], scope: Scope, checker: ExpressionChecker): void {
  for (const step of steps) checkStep(step, scope, checker);
}

function checkStep(step: Step, scope: Scope, checker: ExpressionChecker): void {
  switch (step.do) {
    case 'require':
      return checker.condition(step.condition, scope);
    case 'set':
      for (const { path, value } of step.assignments)
        checker.assign(checker.path(path, scope), value, scope, path.join('.'));
      return;
    case 'transition':
      return checkTransition(step, scope, checker);
    case 'increment':
    case 'decrement':
      return checkCounter(step, scope, checker);
    case 'create':
      return checkCreate(step, scope, checker);
    case 'load':
      if (checker.resource(step.resource)) checker.condition(step.where, scope.over(step.resource));
      scope.define(step.as, { kind: 'row', resource: step.resource });
      return;
    case 'update':
      return checkUpdate(step, scope, checker);
    case 'delete':
      return checkDelete(step, scope, checker);
    case 'link':
    case 'unlink':
      return checkLink(step, scope, checker);
    case 'for':
      return checkFor(step, scope, checker);
    case 'if':
      checker.condition(step.condition, scope);
      checkSteps(step.then, scope.inner(), checker);
      checkSteps(step.else, scope.inner(), checker);
      return;
    case 'enqueue':
    case 'emit':
    case 'call':
      return checkNamedCall(step, scope, checker);
    case 'return':
      checker.type(step.value, scope);
      return;
    case 'query':
      return checkQuery(step, scope, checker);
  }
}

function checkTransition(step: StepOf<'transition'>, scope: Scope, checker: ExpressionChecker): void {
  const states = scope.row === undefined ? undefined : checker.draft.byName.get(scope.row)?.states;
  if (!states) checker.problem('"->" needs a resource with states');
  else if (!states.values.includes(step.to)) {
    checker.problem(
      `${scope.row} has no state "${step.to}"; states: ${states.values.join(', ')}`,
      didYouMean(step.to, states.values),
    );
  }
}

function checkCounter(step: StepOf<'increment'>, scope: Scope, checker: ExpressionChecker): void {
  const type = checker.path(step.path, scope);
  if (type.kind !== 'number' && type.kind !== 'any') {
    checker.problem(`${step.do} needs a number, ${step.path.join('.')} is ${describe(type)}`);
  }
  checker.type(step.by, scope);
  if (step.bound) checker.type(step.bound, scope);
}

function checkCreate(step: StepOf<'create'>, scope: Scope, checker: ExpressionChecker): void {
  const resource = checker.resource(step.resource);
  if (resource) {
    checkValues(resource, step.values, scope, checker);
    for (const name of requiredNames(resource)) {
      if (!Object.hasOwn(step.values, name) && !Object.hasOwn(step.values, `${name}_id`)) {
        checker.problem(`create ${step.resource}: required "${name}" is missing`);
      }
    }
  }
  if (step.as !== undefined) scope.define(step.as, { kind: 'row', resource: step.resource });
}

/** What a new row cannot be without. */
function requiredNames(resource: DraftResource): string[] {
  const isNeeded = (field: Mutable<Field>): boolean =>
    !field.nullable && field.default === undefined && field.from === undefined && field.name !== resource.states?.field;
  return [
    ...resource.fields.filter(isNeeded).map(({ name }) => name),
    ...resource.relations.filter(({ nullable }) => !nullable).map(({ name }) => name),
  ];
}

function checkValues(
  resource: DraftResource,
  values: Readonly<Record<string, Expr>>,
  scope: Scope,
  checker: ExpressionChecker,
): void {
  const members = checker.members.of(resource.name);
  for (const [name, value] of Object.entries(values)) {
    const type = members.get(name);
    if (type) checker.assign(type, value, scope, `${resource.name}.${name}`);
    else {
      checker.problem(`${resource.name} has no field or relation "${name}"`, didYouMean(name, members.keys()));
      checker.type(value, scope);
    }
  }
}

function checkUpdate(step: StepOf<'update'>, scope: Scope, checker: ExpressionChecker): void {
  const resource = checker.resource(step.resource);
  if (!resource) return;
  const over = scope.over(step.resource);
  checker.condition(step.where, over);
  checkValues(resource, step.values, over, checker);
}

function checkDelete(step: StepOf<'delete'>, scope: Scope, checker: ExpressionChecker): void {
  if (step.target === 'self' || scope.names.has(step.target)) return;
  if (checker.resource(step.target) && step.where) checker.condition(step.where, scope.over(step.target));
}

function checkLink(step: StepOf<'link'>, scope: Scope, checker: ExpressionChecker): void {
  const type = checker.path(step.path, scope);
  const value = checker.type(step.value, scope);
  if (type.kind === 'any') return;
  if (type.kind !== 'list') checker.problem(`${step.path.join('.')} is not a collection`);
  else if (!fits(type.item, value)) checker.problem(`cannot put ${describe(value)} into ${describe(type)}`);
}

function checkFor(step: StepOf<'for'>, scope: Scope, checker: ExpressionChecker): void {
  const type = checker.type(step.in, scope);
  if (type.kind !== 'list' && type.kind !== 'any') checker.problem(`"for" needs a list, got ${describe(type)}`);
  const inner = scope.inner();
  inner.define(step.variable, type.kind === 'list' ? type.item : ANY);
  checkSteps(step.steps, inner, checker);
}

function checkNamedCall(step: StepOf<'enqueue'>, scope: Scope, checker: ExpressionChecker): void {
  for (const argument of Object.values(step.arguments)) checker.type(argument, scope);
  if (step.as !== undefined) scope.define(step.as, ANY);
  if (step.do === 'call') return;
  const known = step.do === 'enqueue' ? checker.draft.tasks : checker.draft.events;
  const callable = known.find(({ name }) => name === step.name);
  const what = step.do === 'enqueue' ? 'task' : 'event';
  if (!callable) {
    const near = didYouMean(
      step.name,
      known.map(({ name }) => name),
    );
    if (near !== undefined) checker.problem(`unknown ${what} "${step.name}"`, near);
    else declare(step, checker);
    return;
  }
  for (const { name, required } of callable.arguments) {
    if (required && !Object.hasOwn(step.arguments, name)) checker.problem(`${step.name}() needs "${name}"`);
  }
  for (const name of Object.keys(step.arguments)) {
    const names = callable.arguments.map((argument) => argument.name);
    if (!names.includes(name)) checker.problem(`${step.name}() takes no "${name}"`, didYouMean(name, names));
  }
}

/** A task or event that only a step names: its arguments are of any type. */
function declare(step: StepOf<'enqueue'>, { draft }: ExpressionChecker): void {
  const names = Object.keys(step.arguments);
  const declared = { name: step.name, arguments: names.map((name) => jsonArgument(name)) };
  if (step.do === 'enqueue') draft.tasks = [...draft.tasks, declared];
  else draft.events = [...draft.events, declared];
  const key = step.do === 'enqueue' ? 'tasks' : 'events';
  draft.report.assume(
    key,
    `${step.name}(${names.map((name) => `${name}: json`).join(', ')}) is added, because a step names it`,
  );
}

const jsonArgument = (name: string): Field => ({
  name,
  type: 'json',
  list: false,
  values: [],
  required: true,
  nullable: false,
  unique: false,
  indexed: false,
  readOnly: false,
  writeOnly: false,
  immutable: false,
  pii: false,
});

function checkQuery(step: StepOf<'query'>, scope: Scope, checker: ExpressionChecker): void {
  if (!checker.resource(step.resource)) return;
  const over = scope.over(step.resource);
  if (step.where) checker.condition(step.where, over);
  for (const { field } of step.sort) checker.path(field.split('.'), over);
}
