import type { Draft, DraftAction, DraftResource } from './draft.ts';
import { enumType } from './rules/enumerations.ts';
import { flagOfVerb, isDecision, statesOfVerb, turnsOn, valueForVerb } from './words/lifecycle.ts';
import { verbBase } from './words/verbs.ts';

/** Decides what the actions of a resource do where the text only names them, and says so. */
export function completeOutcomes(draft: Draft, resource: DraftResource): void {
  const actions = [...resource.actions.values()].toSorted((a, b) => a.from.start - b.from.start);
  for (const action of actions) outcomeOf(draft, resource, action);
  addStatus(draft, resource);
  for (const action of actions) addGuard(draft, resource, action);
  for (const action of actions)
    if (action.steps.every((step) => step.startsWith('require '))) addHook(draft, resource, action);
}

/** What an action brings its row to: a state, a flag, or nothing that could be known. */
function outcomeOf(draft: Draft, resource: DraftResource, action: DraftAction): void {
  const { name, steps } = action;
  if (
    steps.some(
      (step) =>
        /^(?:set (?!\w+ = input)|->|update|create|increment|decrement)/.test(step) &&
        !/_at = |_date = |_on = /.test(step),
    )
  )
    return;
  const step = knownStep(resource, name) ?? supposedStep(draft, resource, action);
  if (step) steps.unshift(step);
}

/** A step to a state or flag that the text gives the resource. */
function knownStep(resource: DraftResource, verb: string): string | undefined {
  const value = valueForVerb(verb, resource.statusValues) ?? valueForVerb(verb, [...resource.reached.keys()]);
  if (value) return resource.states.length > 0 ? `-> ${value}` : `set ${resource.statusName} = '${value}'`;
  const marked = /^mark_(?:as_)?(?<value>\w+)$/.exec(verb)?.groups?.['value'];
  if (marked && resource.statusValues.includes(marked)) return `set ${resource.statusName} = '${marked}'`;
  const flags = [...resource.fields.values()].filter(({ type }) => type === 'bool');
  if (verb === 'toggle' && flags.length === 1) return `set ${flags[0]!.name} = not ${flags[0]!.name}`;
  const [flagName, on] = marked ? [marked, true] : (flagOfVerb(verb) ?? [undefined, true]);
  const flag = flags.find(
    ({ name }) => name === flagName || name === `is_${flagName}` || verbBase(name.replace(/^is_/, '')) === verb,
  );
  if (flag) return `set ${flag.name} = ${on}`;
  const isOn = turnsOn(verb);
  const power = isOn === undefined ? undefined : flags.find(({ name }) => /^(?:is_)?(?:active|enabled)$/.test(name));
  return power && `set ${power.name} = ${isOn}`;
}

/** A step to a state or flag that only the name of the action suggests. */
function supposedStep(draft: Draft, resource: DraftResource, { name, from }: DraftAction): string | undefined {
  if (resource.states.length > 0) return undefined;
  const marked = /^mark_(?:as_)?(?<value>\w+)$/.exec(name)?.groups?.['value'];
  const flag = marked ? ([marked, true] as const) : flagOfVerb(name);
  if (flag && resource.statusValues.length === 0 && !resource.initial) {
    if (!resource.fields.has(flag[0])) {
      resource.addField({ name: flag[0], type: 'bool', modifiers: ['= false'], from });
      draft.assume(`${resource.name}.${flag[0]} was added for ${resource.name}.${name}.`);
    }
    return `set ${flag[0]} = ${flag[1]}`;
  }
  const [state] = statesOfVerb(name);
  if (!state || (resource.statusValues.length > 0 && !resource.isStatusSupposed)) return undefined;
  resource.reaches(state, from);
  return `set ${resource.statusName} = '${state}'`;
}

/** The field that holds the states which the text speaks of, in the order in which it does. */
function addStatus(draft: Draft, resource: DraftResource): void {
  const reached = [...resource.reached.keys()].filter((value) => !resource.statusValues.includes(value));
  if (reached.length === 0 || resource.states.length > 0) return;
  const known = resource.fields.get(resource.statusName);
  if (known && resource.statusValues.length > 0) {
    resource.addField({ ...known, type: enumType([...resource.statusValues, ...reached]) });
    return;
  }
  const decides = [...resource.actions.keys()].some(isDecision);
  const initial = resource.initial ?? (decides ? 'pending' : 'active');
  const values = [...new Set([initial, ...resource.reached.keys()])];
  if (values.length < 2) return;
  const from = [...resource.reached.values()][0]!;
  resource.addField({ name: resource.statusName, type: enumType(values), modifiers: [`= ${initial}`], from });
  draft.assume(
    `${resource.name}.${resource.statusName} is one of ${values.join(', ')}, ${initial} by default: these are the states that the text speaks of.`,
  );
}

/** The states from which an action may be taken: as the text says, else as the order of the states suggests. */
function addGuard(draft: Draft, resource: DraftResource, action: DraftAction): void {
  const steps = action.steps.join(', ');
  const target = /(?:^|, )(?:set \w+ = '|-> )([\w ]+)'?(?:, |$)/.exec(steps)?.[1];
  const values = resource.statusValues;
  const from = action.guard ? statesAllowed(action, values, target) : supposedStates(resource, action.name, target);
  if (from.length === 0 || from.some((value) => !values.includes(value))) return;
  const condition = from.length === 1 ? `== '${from[0]}'` : `in [${from.map((value) => `'${value}'`).join(', ')}]`;
  action.steps.unshift(
    `require ${resource.statusName} ${condition} else 409 'Only possible while it is ${from.join(' or ')}'`,
  );
  if (!action.guard)
    draft.assume(
      `${resource.name}.${action.name} is possible only while it is ${from.join(' or ')}: the text does not say when.`,
    );
}

function statesAllowed({ guard }: DraftAction, values: readonly string[], target: string | undefined): string[] {
  if (!guard) return [];
  if (!guard.isNegative) return [...guard.values];
  return values.filter((value) => !guard.values.includes(value) && value !== target);
}

function supposedStates(resource: DraftResource, verb: string, target: string | undefined): string[] {
  const before = target === undefined ? undefined : resource.before.get(target);
  if (before) return [...before];
  const [first, second] = resource.statusValues;
  const initial = resource.initial ?? defaultOf(resource);
  if (!initial || !target || target === initial || resource.states.length > 0) return [];
  return isDecision(verb) || (first === initial && second === target) ? [initial] : [];
}

function defaultOf(resource: DraftResource): string | undefined {
  const modifier = resource.fields.get(resource.statusName)?.modifiers.find((text) => text.startsWith('= '));
  return modifier?.replace(/^= '?|'$/g, '');
}

/** A place for code of the owner. */
function addHook(draft: Draft, resource: DraftResource, action: DraftAction): void {
  const hook = `${resource.singular}_${action.name}`.slice(0, 50);
  const inputs = action.input.map((line) => line.split(':')[0]!);
  action.steps.push(`call ${hook}(${['id=self.id', ...inputs.map((name) => `${name}=input.${name}`)].join(', ')})`);
  draft.assume(`${resource.name}.${action.name}: the text does not say what it does, so it calls the hook ${hook}().`);
}
