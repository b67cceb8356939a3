import type { DraftAction } from '../draft.ts';
import type { Reading, Rule } from '../reading.ts';
import { regex } from '../text/regex.ts';
import { isDecision } from '../words/lifecycle.ts';
import { nameOf, wordsOf } from '../words/names.ts';
import { verbBase } from '../words/verbs.ts';

/** Reads who is told of something: a background task. */
export const notificationRules: readonly Rule[] = [notifications];

const WHO = String.raw`(?<who>(?:the\s+|an?\s+|all\s+|every\s+|each\s+|both\s+)?[a-z]+(?:\s[a-z]+)?)`;
const PATTERNS: readonly RegExp[] = [
  regex(
    String.raw`\b${WHO}\s+(?:(?:should|must|will|shall|has to|also)\s+)*(?:gets?|receives?|(?:be|is|are)\s+(?:sent|informed|notified|emailed|told|alerted))\s*(?:an?\s+|the\s+|by\s+|via\s+)?(?<kind>e?-?mails?|notif\w+|messages?|sms|push|reminders?|alerts?)?(?<rest>.*)$`,
  ),
  regex(
    String.raw`\b(?:send|email|notify|inform|alert|remind|text|tell)(?:s|ing)?\s+(?:an?\s+)?(?<kind>e?-?mails?|notif\w+|messages?|sms|reminders?)?\s*(?:to\s+)?${WHO}(?<rest>\s+(?:when|once|after|if|as soon as|on|about|by|whenever|before)\b.*)?$`,
  ),
];

/** "The grower is mailed when a crate is rejected", "notify the owner once it is sealed". */
function notifications(reading: Reading): void {
  for (const clause of reading.clauses) {
    const found = clause.claimed
      ? undefined
      : PATTERNS.map((pattern) => clause.match(pattern)).find((match) => match !== undefined);
    if (!found || (found.text('kind') === '' && !/notif|inform|email|told|alert|remind|send/i.test(found.whole.text)))
      continue;
    const who = nameOf(found.text('who').replace(/^(?:all|every|each|both)\s+/i, ''));
    if (who === '' || !/^[a-z]\w*$/.test(who)) continue;
    const task = `${/e?-?mail/i.test(found.whole.text) ? 'email' : 'notify'}_${who}`.slice(0, 50);
    if (reading.draft.tasks.some(({ text }) => text.startsWith(`${task}(`))) continue;
    reading.draft.tasks.push({
      text: `${task}(id: uuid): ${found.whole.text.replace(/\s+/g, ' ').trim()}`,
      from: found.whole,
    });
    const actions = actionsIn(reading, found.text('rest'));
    for (const action of actions) action.steps.push(`enqueue ${task}(id=self.id)`);
    if (actions.length === 0)
      reading.draft.assume(
        `The task ${task} is not started by anything yet: say which action starts it, with a step "enqueue ${task}(id=self.id)".`,
      );
    found.whole.claim();
  }
}

/** The actions that a time clause means: "when it is approved", "once a decision is made". */
function actionsIn({ draft }: Reading, rest: string): DraftAction[] {
  const actions = draft.all.flatMap((resource) => [...resource.actions.values()]);
  if (/\b(?:decision|decided|outcome|result)\b/i.test(rest))
    return actions.filter(({ name }) => isDecision(name) || name === 'reject');
  const verbs = new Set(wordsOf(rest.replace(/[^a-z\s]/gi, ' ')).map(verbBase));
  return actions.filter(({ name }) => verbs.has(name));
}
