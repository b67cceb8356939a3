/** What was made of a request, and by whom. */
export interface Understanding {
  readonly engine: EngineName;
  /** The design in wire form. */
  readonly wire: Record<string, unknown>;
  /** Every decision that was taken for the caller. */
  readonly assumptions: string[];
  /** Every piece of the description that was not understood, as it stands there. */
  readonly unparsed: string[];
  /** The share of the meaningful words that was understood, from 0 to 1. */
  readonly coverage: number;
  /** What it cost, when a language model was asked. */
  readonly usage?: Usage;
}

/** Who understood the request: nobody had to, a parser, or a language model. */
export type EngineName = 'design' | 'offline' | 'model';

/** What was spent on a language model, over all requests of one call. */
export interface Usage {
  readonly model: string;
  readonly requests: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly cache_creation_input_tokens: number;
}

/** Writes a line to the log of the server. Never given what a caller sent, nor a key. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  event: string,
  details?: Readonly<Record<string, string | number | boolean>>,
) => void;

/** A request: what it is about in words, and the parts of a design that came with it. */
export interface Request {
  readonly description: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** Puts what the caller gave over what was read from the words. */
  readonly merge: (wire: Record<string, unknown>) => Record<string, unknown>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Why an engine leaves a request to the next one; an empty reason is not worth telling. */
export interface Declined {
  readonly declined: string;
  /** What trying has cost. */
  readonly usage?: Usage;
}

/** One way to understand a request. */
export interface Engine {
  readonly name: EngineName;
  understand(request: Request): Promise<Understanding | Declined>;
}
