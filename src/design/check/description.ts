/** Descriptions: any text, of a length that still fits into documentation. */
import type { Report } from '../issue.ts';

/** The longest description of a service, resource or action. */
export const MAX_DESCRIPTION = 20_000;

/** The description as a part of a design: nothing when there is none. */
export function descriptionPart(
  text: string | undefined,
  path: string,
  report: Report,
): { readonly description?: string } {
  if (text === undefined) return {};
  if (text.length > MAX_DESCRIPTION) {
    const message = `a description has at most 20,000 characters, this one has ${text.length}`;
    report.error(path, message, { got: text, code: 'LIMIT_EXCEEDED' });
  }
  return { description: text };
}
