import type { Answer } from '../tool.ts';
import type { GeneratorResult } from './contract.ts';
import { renderResult } from './render.ts';

/** Both renderings of a result. */
export function answerOf(result: GeneratorResult): Answer {
  return { structured: result, text: renderResult(result) };
}
