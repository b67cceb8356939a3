import type { Reading, Rule } from '../reading.ts';
import { regex } from '../text/regex.ts';

/** Reads what is said of the fields that no sentence before spoke about. */
export const remainingFieldRules: readonly Rule[] = [remaining];

const REST = regex(
  String.raw`^(?:everything else|all else|(?:all )?(?:the )?(?:rest|others|other (?:fields|ones)))\s+(?:is|are|(?:may|can)\s+be)\s+`,
  String.raw`(?:all\s+)?(?<what>optional|left out|left empty|empty|required|mandatory)$`,
);

/** "Label and weight are mandatory, the rest is optional". */
function remaining(reading: Reading): void {
  for (const clause of reading.clauses) {
    const what = clause.match(REST)?.group('what');
    const resource = what && reading.lastResourceBefore(clause);
    if (!what || !resource) continue;
    const modifier = /^(?:required|mandatory)$/i.test(what.text) ? 'required' : 'optional';
    for (const field of resource.fields.values()) {
      const isSaid = field.modifiers.some((text) => /^(?:required|optional|=)/.test(text));
      if (!isSaid && field.type !== 'bool' && !field.type.startsWith('many'))
        resource.addField({ ...field, modifiers: [...field.modifiers, modifier] });
    }
    clause.claim();
  }
}
