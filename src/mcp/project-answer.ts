import type { BundleFile } from '../deliver/index.ts';
import { projectFollowUps } from './follow-ups.ts';
import type { Generation } from './generate.ts';
import { answerOf } from './result/answer.ts';
import { composeResult } from './result/compose.ts';
import type { Detail } from './schemas/design-input.ts';
import { projectSummary } from './summary.ts';
import type { Answer, Session } from './tool.ts';

/** What a generated project looks like to the caller; `files` are its files in another reading order. */
export function projectAnswer(
  generation: Generation,
  detail: Detail,
  session: Session,
  files: readonly BundleFile[] = generation.bundle.files,
): Answer {
  const { bundle, design, engine, wire, routes, assumptions, unparsed, warnings, usage } = generation;
  return answerOf(
    composeResult({
      bundleId: bundle.id,
      summary: projectSummary(design, bundle, routes.length),
      engine,
      design: wire,
      routes,
      files,
      withContents: detail === 'full',
      assumptions,
      unparsed,
      warnings,
      usage,
      followUps: projectFollowUps(generation, session),
    }),
  );
}
