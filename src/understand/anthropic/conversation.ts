import { type Issue, readDesign } from '../../design/index.ts';
import type { Request } from '../engine.ts';
import { isObject, type ModelAnswer, readAnswer } from './answer.ts';
import { type Deadline } from './deadline.ts';
import { ModelFailure } from './failure.ts';
import { retried } from './retry.ts';
import type { Meter } from './usage.ts';
import { repairOf, taskOf } from './words.ts';

/** What one side said. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** One answer of a model, and whether it is whole. */
export interface Reply {
  readonly text: string;
  readonly ending: 'complete' | 'cut' | 'refused';
}

/** Puts a conversation to a model, and waits for its next turn. */
export type Ask = (turns: readonly Turn[], maxTokens: number, signal: AbortSignal) => Promise<Reply>;

/** Most answers that are read. */
const ROUNDS = 3;
/** Room for the first answer, in tokens; doubled once when it does not do. */
const ROOM = 8_000;
/** Most tokens that all answers of one call may have. */
const BUDGET = 40_000;

/**
 * Has a model make a design of a request. It is told all that is wrong with its design, and may mend that, as long as
 * each answer is better than the one before. What it returns has passed the checks that a design of the caller has to pass.
 */
export async function converse(ask: Ask, request: Request, deadline: Deadline, meter: Meter): Promise<ModelAnswer> {
  const { description, given, merge } = request;
  const turns: Turn[] = [{ role: 'user', text: taskOf(description, given) }];
  const next = answers(ask, deadline, meter);
  let fewest = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round++) {
    const text = await next(turns);
    const answer = readAnswer(text);
    const wire = isObject(answer.wire) ? merge(answer.wire) : answer.wire;
    const problems = ownProblems(wire, given);
    if (problems.length === 0) return { ...answer, wire };
    if (problems.length >= fewest || round === ROUNDS) throw gaveUp(problems.length, round);
    fewest = problems.length;
    turns.push({ role: 'assistant', text }, { role: 'user', text: repairOf(problems) });
  }
}

/** Asks for one whole answer after the other, within the budget. */
function answers(ask: Ask, deadline: Deadline, meter: Meter): (turns: readonly Turn[]) => Promise<string> {
  let room = ROOM;
  const askOnce = async (turns: readonly Turn[]): Promise<Reply> => {
    if (meter.total.output_tokens + room > BUDGET) throw new ModelFailure(`it spent its budget of ${BUDGET} tokens`);
    return ask(turns, room, deadline.signal);
  };
  return async function next(turns): Promise<string> {
    const { text, ending } = await retried(deadline, () => askOnce(turns));
    if (ending === 'refused') throw new ModelFailure('the model refused to answer this description');
    if (ending === 'complete') return text;
    // Half a design cannot be mended: it is asked for again, with more room.
    if (room > ROOM)
      throw new ModelFailure(`the design did not fit into ${room} tokens; describe the service in parts`);
    room *= 2;
    return next(turns);
  };
}

/** What is wrong with a design, except in the parts that the caller gave: the model cannot mend those. */
function ownProblems(wire: unknown, given: Readonly<Record<string, unknown>>): readonly Issue[] {
  return readDesign(wire).errors.filter(({ path }) => !Object.hasOwn(given, /^\w*/.exec(path)?.[0] ?? ''));
}

function gaveUp(problems: number, rounds: number): ModelFailure {
  const open = problems === 1 ? '1 problem' : `${problems} problems`;
  return new ModelFailure(
    `the design of the model still had ${open} after ${rounds === 1 ? '1 answer' : `${rounds} answers`}`,
  );
}
