import type { Reading, Rule } from '../reading.ts';
import { regex } from '../text/regex.ts';
import { nameOf } from '../words/names.ts';

/** Reads life cycles that are told in a sentence of their own. */
export const stateRules: readonly Rule[] = [lifeCycles];

/** "Surveys go from draft to live to closed". */
function lifeCycles(reading: Reading): void {
  const pattern = regex(
    String.raw`^(?:an?\s+|the\s+|each\s+)?(?<what>[a-z]+(?:\s[a-z]+)?)\s+`,
    String.raw`(?:go|goes|move|moves|progress|progresses|transition|transitions)\s+from\s+(?<first>\w+)(?<rest>`,
    String.raw`(?:,?\s+(?:then\s+)?(?:and\s+then\s+)?to\s+\w+){1,20})`,
  );
  for (const clause of reading.clauses) {
    const found = clause.claimed ? undefined : clause.match(pattern);
    const resource = found && reading.draft.findExactly(found.text('what'));
    if (!found || !resource || resource.states.length > 0) continue;
    const values = [
      found.text('first'),
      ...[...found.text('rest').matchAll(/\bto\s+(\w+)/gi)].map((match) => match[1]!),
    ].map(nameOf);
    const lines = [`status: ${values[0]}`, ...values.slice(1).map((value, index) => `${values[index]} -> ${value}`)];
    resource.states.push(...lines.map((text) => ({ text, from: found.whole })));
    resource.stateField = { name: 'status', type: 'enum', modifiers: [], from: found.whole };
    resource.fields.delete('status');
    found.whole.claim();
  }
}
