/** From words to a design: the chain of those who can understand a request. */
import { readDesign } from '../design/index.ts';
import type { Engine, Understanding } from './engine.ts';
import { mergeGiven } from './merge.ts';
import { offlineEngine } from './offline/index.ts';
import { structuredEngine } from './structured.ts';

export type { Engine, EngineName, Understanding } from './engine.ts';

/** In order: the first that does not decline answers. */
const ENGINES: readonly Engine[] = [structuredEngine, offlineEngine(readDesign)];

/**
 * Makes a design in wire form of a description and of the parts of a design that came with it. Never throws for what
 * the words say; what was not understood is in the answer.
 */
export async function understand(
  description: string,
  given: Readonly<Record<string, unknown>>,
  engines: readonly Engine[] = ENGINES,
): Promise<Understanding> {
  const request = { description, given, merge: (wire: Record<string, unknown>) => mergeGiven(wire, given) };
  const reasons: string[] = [];
  for (const engine of engines) {
    const answer = await engine.understand(request);
    if (!('declined' in answer)) return { ...answer, assumptions: [...reasons, ...answer.assumptions] };
    if (answer.declined) reasons.push(answer.declined);
  }
  return { engine: 'offline', wire: { ...given }, assumptions: reasons, unparsed: [], coverage: 1 };
}
