/** The options of a resource. */
import { OPTIONS, type ResourceOption } from '../api-design.ts';
import { oneOf, readSwitch } from './choices.ts';
import type { Draft, DraftResource } from './model.ts';

const SPELLINGS: Readonly<Record<string, string>> = {
  softdelete: 'soft_delete',
  soft_deletes: 'soft_delete',
  timestamp: 'timestamps',
  optimistic_locking: 'optimistic_lock',
  versioning: 'optimistic_lock',
  versioned: 'optimistic_lock',
  etag: 'optimistic_lock',
};
const NOT_GENERATED: readonly string[] = ['audit', 'audit_log', 'audited'];

/** What the options lines of a resource switch on and off. */
export interface OptionChoices {
  readonly on: ReadonlySet<ResourceOption>;
  readonly off: ReadonlySet<ResourceOption>;
}

/** Reads the options; `timestamps` is on unless switched off, and so is `optimistic_lock` in production. */
export function checkOptions(resource: DraftResource, draft: Draft): OptionChoices {
  const on = new Set<ResourceOption>();
  const off = new Set<ResourceOption>();
  for (const line of resource.source.options) {
    const { name, on: isOn, path, given } = readSwitch(line);
    if (NOT_GENERATED.includes(name)) {
      draft.report.warn(path, 'audit is not generated yet: timestamps say when a row was made and changed', {
        got: given,
      });
      continue;
    }
    const word = Object.hasOwn(SPELLINGS, name) ? SPELLINGS[name]! : name;
    const option = oneOf(word, OPTIONS, { path, what: 'option', got: given }, draft.report);
    if (option) (isOn ? on : off).add(option);
  }
  const defaults: ResourceOption[] =
    draft.config.profile === 'production' ? ['timestamps', 'optimistic_lock'] : ['timestamps'];
  for (const option of [...defaults.filter((option) => !off.has(option)), ...on]) resource.options.add(option);
  return { on, off };
}
