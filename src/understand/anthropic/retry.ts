import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from './deadline.ts';
import { ModelFailure } from './failure.ts';

/** Least time in which an answer can be hoped for, in milliseconds. */
const SHORTEST_ANSWER = 2_000;
const ATTEMPTS = 3;

/**
 * Tries again what may succeed after a while. The SDK could do that, but it waits for as long as a server says, be it
 * an hour, and does not repeat an answer that broke off.
 */
export async function retried<T>(deadline: Deadline, attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (problem) {
      const wait = problem instanceof ModelFailure ? problem.retryAfter : undefined;
      if (wait === undefined || tried === ATTEMPTS || wait + SHORTEST_ANSWER > deadline.left()) throw problem;
      await sleep(wait, undefined, { signal: deadline.signal });
    }
  }
}
