/** What verbs mean to an API. */
import { perText } from '../text/per-text.ts';

const READ = ['list', 'get'] as const;
const EVERYTHING = ['list', 'get', 'create', 'update', 'delete'] as const;

/** Verbs that are operations of a resource. */
const OPERATIONS_OF_VERB: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...[
    'create',
    'add',
    'post',
    'write',
    'submit',
    'make',
    'place',
    'insert',
    'record',
    'enter',
    'raise',
    'log',
    'capture',
  ].map((verb) => [verb, ['create']] as const),
  ...['read', 'view', 'see', 'list', 'browse', 'access', 'get', 'look', 'fetch', 'retrieve', 'show'].map(
    (verb) => [verb, READ] as const,
  ),
  ...['search', 'find', 'filter', 'sort'].map((verb) => [verb, ['list']] as const),
  ...['update', 'edit', 'modify', 'change', 'correct', 'amend', 'rename', 'touch'].map(
    (verb) => [verb, ['update']] as const,
  ),
  ...['delete', 'remove', 'erase', 'destroy'].map((verb) => [verb, ['delete']] as const),
  ...['manage', 'administer', 'maintain', 'crud'].map((verb) => [verb, EVERYTHING] as const),
]);

/** Verbs that are actions of their own when a resource is their object. */
const ACTION_VERBS = new Set(
  (
    'accept acknowledge activate adjust adopt apply approve archive attend assign ban block book borrow buy cancel charge checkout claim clone close ' +
    'comment complete confirm deactivate decline deliver demote deny deposit disable dislike dismiss downvote ' +
    'duplicate enable enroll escalate expire export extend favorite feature finish flag follow freeze fulfil fulfill ' +
    'hide import increase decrease invite join launch leave like lock mark merge move mute open order pause pay pin play promote ' +
    'publish purchase rate reactivate recall receive redeem refund register reject release remind renew reopen reorder ' +
    'report reschedule reserve reset resolve restock restore resume return review revoke save schedule send share ' +
    'ship sign start stop submit subscribe suspend transfer unarchive unblock undo unfollow unlike unlock unpublish ' +
    'unsubscribe upload upvote use verify view vote withdraw void toggle start stop donate rent escalate rerun retry upgrade downgrade ' +
    'shortlist lift unload yank serve dispatch refuse vouch endorse reconfirm recheck unassign disqualify evacuate escort recycle ' +
    'abort allocate annul appoint authorise authorize calibrate recalibrate certify commission decommission deduct defer delegate deploy redeploy disarm ' +
    'disburse discard disconnect dismiss dispose disqualify eject enqueue evict execute exempt expedite expel finalise finalize forfeit forward ' +
    'impound inactivate initiate install uninstall invalidate investigate isolate nominate nullify offboard onboard overrule override ' +
    'pardon penalise penalize postpone prolong ratify reassign reboot recalculate reconcile redact refill refuel refuse reinstate reissue relaunch ' +
    'relocate replenish reprint requeue rescind resend reroute resubmit retract reverse revert shelve silence snooze summon terminate triage trigger ' +
    'unfreeze unload unmute unpin unseal unshelve unsuspend vacate veto withhold yank ' +
    'bid cast fork star bookmark mute flag dispatch discharge admit swap top recharge scan print sell lend hire fire retire assign unassign waive settle renew extend deprecate'
  ).split(' '),
);

/** Verbs whose base form is more often a noun: they are known by their endings, and where nothing but a verb can stand. */
const VERBS_LIKE_NOUNS = new Set(
  (
    'answer appeal audit award board brief call challenge claim clean collect contest debrief discount dispute dock draft drop file fine fuel grade grant ground ' +
    'harvest hold issue label land lift load lose offer pack pass pick ping process quarantine queue rank repair restart sample ' +
    'score scrap seal service skip sponsor stamp tow trade unpack unseal wash water weigh win wrap'
  ).split(' '),
);

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['sent', 'send'],
  ['paid', 'pay'],
  ['bought', 'buy'],
  ['left', 'leave'],
  ['sold', 'sell'],
  ['lent', 'lend'],
  ['withdrawn', 'withdraw'],
  ['checkout', 'checkout'],
  ['hidden', 'hide'],
  ['frozen', 'freeze'],
  ['given', 'give'],
  ['taken', 'take'],
  ['booked', 'book'],
  ['overridden', 'override'],
  ['written', 'write'],
  ['seen', 'see'],
  ['left', 'leave'],
  ['rented', 'rent'],
  ['held', 'hold'],
  ['withheld', 'withhold'],
  ['lost', 'lose'],
  ['won', 'win'],
]);

/** The base form of a known verb: "published", "publishes" and "publishing" are "publish". */
export const verbBase = perText((word: string): string | undefined => {
  const lower = word.toLowerCase();
  return (
    IRREGULAR.get(lower) ??
    stems(lower).find(isKnown) ??
    (lower.endsWith('ed') ? stems(lower).find((stem) => VERBS_LIKE_NOUNS.has(stem)) : undefined)
  );
});

/** The same for a word that stands where only a verb can: "to issue", "officers grant". */
export const standingVerb = perText(
  (word: string): string | undefined =>
    verbBase(word) ?? stems(word.toLowerCase()).find((stem) => VERBS_LIKE_NOUNS.has(stem)),
);

function isKnown(verb: string): boolean {
  if (ACTION_VERBS.has(verb) || OPERATIONS_OF_VERB.has(verb)) return true;
  return verb.startsWith('un') && ACTION_VERBS.has(verb.slice(2));
}

/** The operations that a verb (in base form) stands for, if it is not an action of its own. */
export function operationsOf(verb: string): readonly string[] | undefined {
  return OPERATIONS_OF_VERB.get(verb);
}

function stems(word: string): string[] {
  const found = [word];
  for (const suffix of ['ing', 'ed', 'es', 's']) {
    if (!word.endsWith(suffix) || word.length <= suffix.length + 2) continue;
    const stem = word.slice(0, -suffix.length);
    found.push(stem, `${stem}e`);
    if (/([b-df-hj-np-tv-z])\1$/.test(stem)) found.push(stem.slice(0, -1));
    if (stem.endsWith('i')) found.push(`${stem.slice(0, -1)}y`);
  }
  return found;
}
