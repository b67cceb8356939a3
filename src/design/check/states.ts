/** State machines: an enum field that only transitions change, and an action for each of them. */
import type { Field, Transition } from '../api-design.ts';
import { parseStateLine, type StateLine } from '../grammar/lines.ts';
import { isName, MAX_NAME, snake } from '../naming.ts';
import { didYouMean } from '../suggest.ts';
import { checkRules } from './access.ts';
import { valueProblem } from './fields.ts';
import type { Draft, DraftResource, Mutable } from './model.ts';
import { readLine } from './read-line.ts';

interface ReadState extends StateLine {
  readonly path: string;
}

/** Reads the states of a resource and makes (or takes over) their field. */
export function checkStates(resource: DraftResource, draft: Draft): void {
  const lines = resource.source.states.flatMap((line): ReadState[] => {
    const state = readLine(line, draft.report, (text) => parseStateLine(text, resource.owner));
    return state ? [{ ...state, path: line.path }] : [];
  });
  if (lines.length === 0) return;
  const start =
    lines.find(({ field, to }) => field !== undefined && to === undefined) ?? lines.find(({ to }) => to === undefined);
  const field = start?.field ?? lines.find(({ field }) => field !== undefined)?.field ?? 'status';
  const named = [...new Set(lines.flatMap(({ from, to }) => [...from, ...(to === undefined ? [] : [to])]))];
  const initial = start?.from[0] ?? named[0]!;
  const values = stateField(resource, field, named, initial, draft);
  resource.states = { field, initial, values, transitions: readTransitions(resource, lines, draft) };
}

function stateField(
  resource: DraftResource,
  name: string,
  named: readonly string[],
  initial: string,
  draft: Draft,
): readonly string[] {
  const path = `${resource.path}.states`;
  const existing = resource.fields.find((field) => field.name === name);
  const isEnum = existing?.type === 'enum' && !existing.list;
  const values = isEnum ? existing.values : named;
  for (const state of named) {
    const problem = valueProblem(state);
    if (problem) draft.report.error(path, problem, { got: state });
    if (isEnum && !values.includes(state)) {
      draft.report.error(path, `state "${state}" is not a value of ${name} (${values.join(', ')})`, {
        got: state,
        suggestion: didYouMean(state, values),
      });
    }
  }
  const base = existing ?? blankState(name);
  if (existing && !isEnum) draft.report.assume(path, `${name} is an enum of the states`);
  if (!existing && resource.paths.has(name)) {
    draft.report.error(path, `${name} is a relation: call the field of the states something else`, { got: name });
  }
  const field: Mutable<Field> = {
    ...base,
    type: 'enum',
    list: false,
    values,
    required: false,
    nullable: false,
    unique: false,
    indexed: true,
    readOnly: true,
    writeOnly: false,
    immutable: false,
    default: { kind: 'value', value: initial },
  };
  for (const key of ['min', 'max', 'itemMax', 'pattern', 'precision', 'scale', 'from'] as const) delete field[key];
  resource.fields = existing
    ? resource.fields.map((one) => (one === existing ? field : one))
    : [...resource.fields, field];
  if (!existing) resource.paths.set(name, path);
  return values;
}

const blankState = (name: string): Mutable<Field> => ({
  name,
  type: 'enum',
  list: false,
  values: [],
  required: false,
  nullable: false,
  unique: false,
  indexed: true,
  readOnly: true,
  writeOnly: false,
  immutable: false,
  pii: false,
});

function readTransitions(resource: DraftResource, lines: readonly ReadState[], draft: Draft): Transition[] {
  const transitions: Transition[] = [];
  for (const { from, to, action: given, path, rules } of lines) {
    if (to === undefined) continue;
    const action = given ?? `mark_${snake(to)}`;
    if (given === undefined) draft.report.assume(path, `the transition to ${to} is called ${action}`);
    if (!isName(action) || action.length > MAX_NAME) {
      draft.report.error(path, `"${action}" is not a name of an action: write "… -> ${to}: NAME"`, { got: action });
      continue;
    }
    if (rules) resource.actionRules.set(action, checkRules(rules, path, resource, draft));
    const index = transitions.findIndex((other) => other.action === action);
    const other = transitions[index];
    if (other && other.to !== to) {
      draft.report.error(path, `${action} goes to ${other.to} already: give the transition to ${to} another name`, {
        got: action,
      });
    } else if (other) transitions[index] = { ...other, from: [...new Set([...other.from, ...from])] };
    else transitions.push({ from: [...new Set(from)], to, action });
  }
  return transitions;
}
