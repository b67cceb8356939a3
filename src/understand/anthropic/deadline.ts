import { Cancelled, ModelFailure } from './failure.ts';

/** The time that is left for something that is done in several requests. */
export interface Deadline {
  /** Aborted when time is up, and when nobody waits any more. */
  readonly signal: AbortSignal;
  /** Milliseconds until then. */
  left(): number;
}

/**
 * Does work that may take so many seconds, and ends it then, or when the caller does not wait any more. The timer is
 * our own: what `AbortSignal.any` makes can be collected in Node 20 before it has fired.
 */
export async function withinDeadline<T>(
  seconds: number,
  caller: AbortSignal,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const timer = setTimeout(stop, seconds * 1000);
  caller.addEventListener('abort', stop, { once: true });
  if (caller.aborted) stop();
  try {
    return await work({ signal: controller.signal, left: () => end - performance.now() });
  } catch (problem) {
    if (caller.aborted) throw new Cancelled();
    if (controller.signal.aborted) throw new ModelFailure(`it did not finish within ${seconds} seconds`);
    throw problem;
  } finally {
    clearTimeout(timer);
    caller.removeEventListener('abort', stop);
  }
}
