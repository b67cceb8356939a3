import { singular } from './inflection.ts';
import { nameOf, plainNoun } from './names.ts';

/** People who are account holders, not data, unless the text gives them fields. */
const PEOPLE = new Set(
  (
    'user author owner creator assignee reporter requester sender recipient receiver uploader organizer organiser ' +
    'host customer buyer seller member driver reviewer editor follower borrower instructor teacher student guest ' +
    'admin administrator moderator manager agent librarian staff receptionist employee visitor participant ' +
    'attendee voter rep respondent poster candidate applicant contributor client freelancer donor bidder subscriber tenant landlord coach mentor ' +
    'learner parent developer tester recruiter cashier waiter barista courier rider shopper approver operator doctor nurse ' +
    'teammate colleague lender renter lawyer attorney physician accountant consultant officer inspector supervisor ' +
    'coordinator volunteer registrar caretaker technician secretary treasurer chairman dispatcher assistant'
  ).split(' '),
);

/** What people are called, for the spelling. */
export const PEOPLE_WORDS: ReadonlySet<string> = PEOPLE;

/** People who are named after what they did to a row: who "authors" may edit means the author of the row. */
const OWN_THE_ROW = new Set(
  'author owner creator organizer organiser poster uploader reporter requester sender submitter'.split(' '),
);

const THE_PUBLIC =
  /^(?:any(?:one|body)|every(?:one|body)|the public|public|visitors?|guests?|anonymous users?|all users)$/;
const SIGNED_IN = new RegExp(
  '^(?:(?:logged[- ]in|authenticated|registered|signed[- ]in)(?: users?| members?)?|users?|people|' +
    '(?:(?:any|every)(?:one|body)|users?|people|members?|all)(?: (?:who|that) (?:is|are|has|have))? (?:logged|signed) in|(?:any|every)(?:one|body) with an account|account holders?)$',
);
const ORDINARY_ACCOUNTS = new Set(['customer', 'member', 'student', 'guest', 'participant']);
const ROLE_ENDING = /(?:ers|ors|ants|ents|ists|ians|ees|men)$/;

/** Things whose names end like those of people. */
const NO_PEOPLE =
  /(?:^|\s)(?:users|\w+ments|events|orders|numbers|letters|filters|folders|offers|headers|servers|parameters|errors|colou?rs|lists|papers|layers|posters|containers|sensors|tournaments|others|days|hours|fees|employees? only)$/;

/** People who may do more than others: what they can do is theirs alone. */
const PRIVILEGED = new Set(
  (
    'admin administrator moderator manager staff editor librarian receptionist employee instructor teacher agent ' +
    'operator accountant owner supervisor'
  ).split(' '),
);

/** Whether a role of this name stands for a privilege, so that "X can do it" means that others cannot. */
export function isPrivileged(name: string): boolean {
  return PRIVILEGED.has(name.split('_').at(-1) ?? name);
}

/** People who are named after their job: what they do to things that are there, others may not. */
const AT_WORK = new Set(
  (
    'officer inspector technician nurse doctor coordinator dispatcher registrar caretaker approver cashier barista waiter recruiter trainer engineer clerk ' +
    'physician secretary treasurer chairman developer tester mechanic pharmacist curator committee planner auditor examiner adjudicator referee judge ' +
    'controller planner foreman warden ranger vet veterinarian chef cook driver pilot'
  ).split(' '),
);

/** Whether people of this name do something as their job. */
export function isAtWork(name: string): boolean {
  return AT_WORK.has(name.split('_').at(-1) ?? name);
}

/** Whether a (singular) name is that of a person with an account. */
export function isPerson(name: string): boolean {
  return PEOPLE.has(name);
}

/** Whether a person of this name is the one that a row belongs to. */
export function ownsTheRow(name: string): boolean {
  return OWN_THE_ROW.has(name);
}

/** Who a phrase like "Only logged-in users" means, in the words of an access rule. */
export function ruleFor(who: string, isResource: (name: string) => boolean): string | undefined {
  const people = plainNoun(who).replace(/\s+role$/, '');
  if (/^(?:they|he|she|we)$/.test(people)) return 'owner';
  if (THE_PUBLIC.test(people)) return 'public';
  if (SIGNED_IN.test(people)) return 'authenticated';
  const name = singular(nameOf(people.replace(/\s+users?$/, '')));
  if (ownsTheRow(name)) return 'owner';
  if (name.split('_').length > 2 || /_(?:member|participant|follower)$/.test(name)) return undefined;
  const head = name.split('_').at(-1) ?? name;
  if (isResource(name) && !isPerson(name)) return 'authenticated';
  if (ORDINARY_ACCOUNTS.has(name)) return 'authenticated';
  const plain = people.replace(/\s+users?$/, '');
  if (name === 'hr' || isPerson(head) || isAtWork(head) || (ROLE_ENDING.test(plain) && !NO_PEOPLE.test(plain)))
    return `role:${name.replace(/^administrator$/, 'admin')}`;
  return undefined;
}
