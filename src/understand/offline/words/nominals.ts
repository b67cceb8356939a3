/** Things that are made by doing something to another thing: a loan by borrowing a book. */
const VERBS_OF_NOUN: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    application: ['apply'],
    bid: ['bid'],
    booking: ['book'],
    borrowing: ['borrow', 'lend'],
    checkout: ['checkout', 'check_out', 'borrow'],
    check_in: ['check_in', 'checkin'],
    comment: ['comment'],
    donation: ['donate'],
    enrollment: ['enroll', 'enrol'],
    enrolment: ['enroll', 'enrol'],
    like: ['like'],
    loan: ['borrow', 'lend', 'checkout', 'check_out', 'loan', 'return'],
    order: ['order', 'buy'],
    payment: ['pay'],
    purchase: ['purchase', 'buy'],
    rating: ['rate'],
    registration: ['register', 'sign_up'],
    rental: ['rent', 'return'],
    reservation: ['reserve', 'book'],
    review: ['review'],
    rsvp: ['rsvp'],
    signup: ['sign_up', 'register'],
    submission: ['submit'],
    subscription: ['subscribe'],
    vote: ['vote'],
  }),
);

/** The verbs that a thing of this name is made by. */
export function verbsOfNoun(name: string): readonly string[] {
  return VERBS_OF_NOUN.get(name) ?? VERBS_OF_NOUN.get(name.slice(name.lastIndexOf('_') + 1)) ?? [];
}
