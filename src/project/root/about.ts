/** What a service is, in one sentence. */
import type { ServicePlan } from '../../plan/index.ts';

/** The description that the design gives, or else what the service does. */
export function about({ design, resources, config }: ServicePlan): string {
  if (design.description !== undefined && design.description.trim() !== '') return design.description;
  const nouns = resources.map((each) => each.nouns);
  const all = nouns.length > 4 ? [...nouns.slice(0, 3), `${nouns.length - 3} more`] : nouns;
  return `REST API for ${listed(all)}${config.auth_style === 'jwt' ? ' with JWT logins' : ''}.`;
}

/** "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? 'nothing') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
