import { verbBase } from './verbs.ts';

/** What things are after something was done to them. */

/** Verbs that bring a thing into a state, with the usual name of the state where it is not the participle. */
const STATES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    accept: [],
    acknowledge: [],
    activate: ['active', 'activated'],
    approve: [],
    archive: [],
    cancel: ['cancelled', 'canceled'],
    close: [],
    complete: ['completed', 'complete', 'done'],
    confirm: [],
    deactivate: ['inactive', 'deactivated', 'disabled'],
    decline: [],
    deliver: [],
    deny: ['denied'],
    dispatch: [],
    escalate: [],
    expire: [],
    finish: ['finished', 'done', 'completed'],
    open: ['open', 'opened'],
    pay: ['paid'],
    publish: ['published', 'live'],
    refund: [],
    reject: [],
    reopen: ['open', 'reopened'],
    reserve: [],
    resolve: [],
    restore: ['active', 'restored'],
    return: [],
    schedule: [],
    send: ['sent'],
    ship: ['shipped'],
    start: ['in_progress', 'started', 'active', 'running'],
    stop: ['stopped'],
    submit: ['submitted'],
    suspend: [],
    unpublish: ['draft', 'unpublished'],
    verify: ['verified'],
    waive: [],
    settle: [],
    retire: [],
    deprecate: [],
    assign: [],
    unassign: ['in_stock', 'available', 'unassigned'],
    book: [],
    rent: ['rented'],
    discharge: [],
    admit: ['admitted'],
    void: ['void', 'voided'],
    withdraw: ['withdrawn'],
    sell: ['sold'],
    adopt: [],
  }),
);

/** Verbs that say yes or no of a thing, with the flag they set. */
const FLAGS: ReadonlyMap<string, readonly [string, boolean]> = new Map<string, readonly [string, boolean]>([
  ...[
    'pin',
    'star',
    'lock',
    'mute',
    'feature',
    'flag',
    'block',
    'ban',
    'bookmark',
    'archive',
    'freeze',
    'favorite',
    'publish',
    'verify',
  ].flatMap((verb): [string, readonly [string, boolean]][] => [
    [verb, [participle(verb), true]],
    [`un${verb}`, [participle(verb), false]],
  ]),
  ['hide', ['hidden', true]],
  ['unhide', ['hidden', false]],
  ['enable', ['enabled', true]],
  ['disable', ['enabled', false]],
  ['activate', ['active', true]],
  ['deactivate', ['active', false]],
]);

/** Verbs after which nothing else is done: they end a thing from wherever it is. */
const ENDING = new Set(['reject', 'decline', 'deny', 'approve', 'accept', 'confirm']);

/** The names of the state that a verb leads to, the usual one first; none for a verb that leads to no state. */
export function statesOfVerb(verb: string): readonly string[] {
  const known = STATES.get(verb);
  if (!known) return [];
  return known.length > 0 ? known : [participle(verb)];
}

/** The flag that a verb sets, and what it sets it to. */
export function flagOfVerb(verb: string): readonly [string, boolean] | undefined {
  return FLAGS.get(verb);
}

/** Whether a verb lets a thing work, or stops it: "resume", "suspend"; undefined for any other. */
export function turnsOn(verb: string): boolean | undefined {
  if (/^(?:resume|reactivate|activate|enable|unpause|restart)$/.test(verb)) return true;
  return /^(?:pause|suspend|deactivate|disable|stop|retire|end)$/.test(verb) ? false : undefined;
}

/** Whether the verb decides about a thing that has just begun. */
export function isDecision(verb: string): boolean {
  return ENDING.has(verb);
}

/** Which of the values of a field a verb leads to. */
export function valueForVerb(verb: string, values: readonly string[]): string | undefined {
  return (
    [...statesOfVerb(verb), participle(verb)].find((state) => values.includes(state)) ??
    values.find((value) => verbBase(value) === verb)
  );
}

/** "approve" → "approved", "deny" → "denied". */
export function participle(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}
