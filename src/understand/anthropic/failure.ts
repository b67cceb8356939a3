/**
 * Why the model gave no design, in words for a person. They are made here and never taken from an answer, a request or
 * an error of a library: those may quote the key or the description.
 */
export class ModelFailure extends Error {
  /** How long to wait before the same request may succeed, in milliseconds; undefined when it would not. */
  readonly retryAfter: number | undefined;

  constructor(reason: string, retryAfter?: number) {
    super(reason);
    this.retryAfter = retryAfter;
  }
}

/** Nobody waits for the answer any more. */
export class Cancelled extends Error {}
