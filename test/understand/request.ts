import type { Request } from '../../src/understand/engine.ts';

/** A request as the chain makes it, for a test of one engine. */
export function requestFor(description: string, given: Record<string, unknown> = {}): Request {
  return { description, given, merge: (wire) => wire, signal: new AbortController().signal, log: () => {} };
}
