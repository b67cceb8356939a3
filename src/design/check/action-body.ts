/** The input and the steps of actions and endpoints. */
import type { Field, Relation, Step } from '../api-design.ts';
import { nameOfLine, parseFieldLine } from '../grammar/field-line.ts';
import { namesGivenBy, parseStepLine } from '../grammar/step.ts';
import type { ActionSource } from '../normalise/source.ts';
import { didYouMean } from '../suggest.ts';
import { type ExpressionChecker, Scope } from './expressions.ts';
import { checkField } from './fields.ts';
import { type Draft, type DraftResource, type Mutable, hasAccounts } from './model.ts';
import { readLine } from './read-line.ts';
import { checkSteps } from './steps.ts';
import { ANY, TEXT, type Type, typeOf } from './types.ts';

/** Most steps of an action. */
const MAX_STEPS = 100;

/** What goes into an action, and what it does. */
export interface Body {
  readonly input: (Field | Relation)[];
  readonly steps: Step[];
}

/** Reads the input and the steps of an action, or of an endpoint with its route. */
export function readBody(
  source: ActionSource,
  name: string,
  resource: DraftResource | undefined,
  checker: ExpressionChecker,
  route = '',
): Body {
  const { draft } = checker;
  const input = readInput(source, checker, route);
  const types = new Map<string, Type>();
  for (const part of input) {
    if ('target' in part) types.set(part.name, { kind: 'row', resource: part.target }).set(`${part.name}_id`, TEXT);
    else types.set(part.name, typeOf(part));
  }
  // One mistake is one error: what a line that cannot be read would have given is known all the same.
  for (const { text } of source.input) {
    const given = nameOfLine(text);
    if (given !== undefined && !types.has(given)) types.set(given, ANY);
  }
  const scope = actionScope(resource, types, draft);
  const steps: Step[] = [];
  for (const line of source.steps) {
    const read = readLine(line, draft.report, parseStepLine);
    if (!read) {
      for (const given of namesGivenBy(line.text)) scope.define(given, ANY);
      continue;
    }
    checkSteps(read, scope, checker);
    for (const { message, suggestion } of checker.problems.splice(0))
      draft.report.error(line.path, message, { got: line.text, suggestion });
    steps.push(...read);
  }
  if (steps.length > MAX_STEPS) {
    draft.report.error(`${source.path}.steps`, `${name} has more than ${MAX_STEPS} steps`, {
      got: steps.length,
      code: 'LIMIT_EXCEEDED',
    });
  }
  return { input, steps };
}

function actionScope(resource: DraftResource | undefined, input: ReadonlyMap<string, Type>, draft: Draft): Scope {
  const names = new Map<string, Type>([['input', { kind: 'any' }]]);
  if (resource) names.set('self', { kind: 'row', resource: resource.name });
  if (hasAccounts(draft) && draft.byName.has('User')) names.set('me', { kind: 'row', resource: 'User' });
  return new Scope(names, resource?.name, input);
}

/** The body fields, and the parameters of the path, which are texts unless the input says more. */
function readInput(source: ActionSource, { draft }: ExpressionChecker, route: string): (Field | Relation)[] {
  const input: (Field | Relation)[] = [];
  for (const line of source.input) {
    const spec = readLine(line, draft.report, (text) => parseFieldLine(text, (name) => draft.byName.has(name)));
    if (!spec) continue;
    const name = spec.relation ? spec.name.replace(/_id$/, '') : spec.name;
    if (input.some((part) => part.name === name)) {
      draft.report.error(line.path, `"${name}" is defined twice`, { got: line.text });
      continue;
    }
    if (!spec.relation) {
      const field = checkField(spec, line.path, draft.report);
      if (field) input.push(field);
      continue;
    }
    const { target } = spec.relation;
    if (!draft.byName.has(target)) {
      draft.report.error(line.path, `unknown resource "${target}"`, {
        got: line.text,
        suggestion: didYouMean(target, draft.byName.keys()),
      });
    }
    input.push(inputRelation(name, target, spec.optional || spec.nullable, spec.description));
  }
  for (const [, parameter = ''] of route.matchAll(/\{(\w+)\}/g)) {
    if (!input.some(({ name }) => name === parameter || `${name}_id` === parameter))
      input.unshift(pathParameter(parameter, draft));
  }
  return input;
}

const inputRelation = (
  name: string,
  target: string,
  isOptional: boolean,
  description: string | undefined,
): Mutable<Relation> => ({
  name,
  target,
  required: !isOptional,
  nullable: isOptional,
  unique: false,
  onDelete: isOptional ? 'set_null' : 'restrict',
  readOnly: false,
  immutable: false,
  ...(description === undefined ? {} : { description }),
});

function pathParameter(name: string, draft: Draft): Field {
  const line = { path: 'endpoints', text: `${name}: string` };
  const spec = readLine(line, draft.report, parseFieldLine);
  return checkField(spec!, line.path, draft.report)!;
}
