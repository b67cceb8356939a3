import type { Span } from './text/source.ts';

/** Who may take some operations, as one phrase of the text says it. */
export interface Grant {
  readonly operations: readonly string[];
  /** In the words of an access rule: `role:admin`, `public when published`. */
  readonly rules: readonly string[];
  readonly from: Span;
  /** Whether the phrase says "only": others may not. */
  readonly isExclusive?: boolean;
  /** Whether the phrase is about everything there is, not about this resource. */
  readonly isGeneral?: boolean;
  /** Whether the operation is only implied: who manages things also sees them. */
  readonly isImplied?: boolean;
}

/** An operation with all the rules that the text has for it, and the phrases that they come from. */
export interface Access {
  readonly operation: string;
  readonly rules: readonly string[];
  readonly grants: readonly Grant[];
}

const isOpen = (rule: string) => rule === 'public' || rule === 'authenticated';

/** What the phrases of a text come to for each operation, in the order in which they speak of them. */
export function accessOf(grants: readonly Grant[]): Access[] {
  const operations = [...new Set(grants.flatMap((grant) => grant.operations))];
  return operations.map((operation) => {
    const all = grants.filter((grant) => grant.operations.includes(operation));
    const stated = preferred(
      preferred(all, ({ isImplied }) => !isImplied),
      (grant) => !isDefault(grant),
    );
    return { operation, rules: together(stated), grants: all };
  });
}

/** "Everything needs a login", "only staff may use it": holds for what nothing else is said about. */
const isDefault = ({ isGeneral, isExclusive, operations, rules }: Grant) =>
  isGeneral === true &&
  ((rules.every(isOpen) && (isExclusive !== true || operations.length >= EVERYTHING)) ||
    (isExclusive === true && operations.length >= EVERYTHING));

/** How many operations a resource has. */
const EVERYTHING = 5;

function preferred(grants: readonly Grant[], isBetter: (grant: Grant) => boolean): readonly Grant[] {
  const better = grants.filter(isBetter);
  return better.length > 0 ? better : grants;
}

/** Several phrases about one operation add up, unless one of them says that others may not. */
function together(grants: readonly Grant[]): string[] {
  const isNarrowed = grants.some(({ isExclusive, rules }) => isExclusive && !rules.some(isOpen));
  const rules = [...new Set(grants.flatMap((grant) => grant.rules))];
  if (isNarrowed) return rules.filter((rule) => !isOpen(rule));
  const isForAccounts = grants.some(({ isExclusive, rules: [rule] }) => isExclusive && rule === 'authenticated');
  if (rules.includes('public') && !isForAccounts) return ['public'];
  return rules.some(isOpen) ? ['authenticated'] : rules;
}
