/** From words to a design: the chain of those who can understand a request. */
import { readDesign } from '../design/index.ts';
import { anthropicEngine } from './anthropic/index.ts';
import { modelSettings } from './anthropic/settings.ts';
import type { Engine, Log, Request, Understanding, Usage } from './engine.ts';
import { mergeGiven } from './merge.ts';
import { offlineEngine } from './offline/index.ts';
import { structuredEngine } from './structured.ts';

export type { Engine, EngineName, Understanding, Usage } from './engine.ts';

/** In order: the first that does not decline answers. */
const ENGINES: readonly Engine[] = [
  structuredEngine,
  anthropicEngine(() => modelSettings(process.env)),
  offlineEngine(readDesign),
];

/** What was made of a request, with the reasons of the engines that left it to the next one. */
export interface Understood extends Understanding {
  readonly warnings: readonly string[];
}

/** What a call needs besides its words; all of it can be left out. */
export interface UnderstandOptions {
  readonly signal?: AbortSignal;
  readonly log?: Log;
  readonly engines?: readonly Engine[];
}

/**
 * Makes a design in wire form of a description and of the parts of a design that came with it. Never throws for what
 * the words say; what was not understood is in the answer.
 */
export async function understand(
  description: string,
  given: Readonly<Record<string, unknown>>,
  { signal = new AbortController().signal, log = () => {}, engines = ENGINES }: UnderstandOptions = {},
): Promise<Understood> {
  const request: Request = { description, given, merge: (wire) => mergeGiven(wire, given), signal, log };
  const warnings: string[] = [];
  let spent: { usage?: Usage } = {};
  for (const engine of engines) {
    const answer = await engine.understand(request);
    if (!('declined' in answer)) return { ...spent, ...answer, warnings };
    if (answer.declined) warnings.push(answer.declined);
    if (answer.usage) spent = { usage: answer.usage };
  }
  return { engine: 'offline', wire: { ...given }, assumptions: [], unparsed: [], coverage: 1, warnings, ...spent };
}
