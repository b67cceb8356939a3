import { isRecord } from './arguments.ts';
import { describeProblem } from './errors.ts';
import { type Draft, draftError } from './generate.ts';
import { answerOf } from './result/answer.ts';
import { composeResult } from './result/compose.ts';
import type { FollowUp } from './result/contract.ts';
import { count } from './text.ts';
import type { Answer } from './tool.ts';

/** A design that is longer than this is not repeated as the arguments of the next call. */
const LONGEST_REPEATED = 8_000;

/** What was made of a description that is no design yet, or only a part of one: to be edited, and sent again. */
export function draftAnswer(draft: Draft, tool: string): Answer {
  const { understood, problems, reading } = draft;
  const { engine, wire, assumptions, unparsed, usage } = understood;
  return answerOf(
    composeResult({
      summary: summaryOf(draft, tool),
      engine,
      design: problems.length === 0 ? (reading.wire ?? wire) : wire,
      routes: [],
      files: [],
      withContents: false,
      assumptions,
      unparsed,
      warnings: [...understood.warnings, ...[...problems, ...reading.warnings].map(describeProblem)],
      usage,
      followUps: () => (problems.length === 0 ? [callAgain(draft, tool)] : []),
    }),
  );
}

/** The same for a tool that answers with files: a draft that is no valid design is an error there. */
export function draftOrError(draft: Draft, tool: string): Answer {
  if (draft.problems.length > 0) throw draftError(draft, tool);
  return draftAnswer(draft, tool);
}

function summaryOf({ understood, problems }: Draft, tool: string): string {
  if (problems.length > 0)
    return `A draft without files, ${count(problems.length, 'open problem')}: correct the design and call ${tool} again with it.`;
  const share = Math.round(understood.coverage * 100);
  return (
    `A draft without files: only ${share} % of the description was understood. Add what \`unparsed\` says to the design, ` +
    `answer the questions in \`assumptions\` by editing it, and call ${tool} again with its keys as arguments.`
  );
}

/** The same call with the design in the place of the description. */
function callAgain({ understood, reading }: Draft, tool: string): FollowUp {
  const design = reading.wire ?? understood.wire;
  const isShort = isRecord(design) && JSON.stringify(design).length <= LONGEST_REPEATED;
  return {
    tool,
    arguments: isShort ? design : { resources: [] },
    why: isShort
      ? 'generate the project, once the design says all that is wanted'
      : 'generate the project, with the corrected `resources` of the design',
  };
}
