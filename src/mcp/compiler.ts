import type { ApiDesign } from '../design/api-design.ts';
import type { TextFile } from '../deliver/index.ts';
import type { Usage } from '../understand/index.ts';
import type { Problem } from './errors.ts';
import type { log } from './log.ts';
import type { Engine, RouteFact } from './result/contract.ts';
import type { JsonSchema } from './schemas/json-schema.ts';

/** A remark of a reading; `code` marks what is more than a mistake. */
export interface DesignIssue extends Problem {
  readonly code?: 'UNSUPPORTED' | 'LIMIT_EXCEEDED';
}

/** A design that was read from its wire form, or everything that is wrong with it. */
export interface Reading {
  readonly design?: ApiDesign;
  /** The normalised design in wire form. */
  readonly wire?: unknown;
  readonly errors: readonly DesignIssue[];
  readonly assumptions: readonly DesignIssue[];
  readonly warnings: readonly DesignIssue[];
}

/** What was made of a description. */
export interface Understood {
  readonly engine: Engine;
  readonly wire: unknown;
  readonly assumptions: readonly string[];
  readonly unparsed: readonly string[];
  /** The share of the words that carry meaning which was understood, from 0 to 1. */
  readonly coverage: number;
  /** Why the request was not understood in a better way. */
  readonly warnings: readonly string[];
  /** What it cost, when a language model was asked. */
  readonly usage?: Usage;
}

/** What understanding may use of the server. */
export interface UnderstandingCall {
  readonly signal: AbortSignal;
  readonly log: typeof log;
}

/** A generated project. */
export interface Compiled {
  readonly files: readonly TextFile[];
  readonly routes: readonly RouteFact[];
  readonly warnings: readonly string[];
  readonly unsupported?: readonly Problem[];
}

/** The compiler behind all tools, as the server sees it. */
export interface Compiler {
  readonly grammar: string;
  wireSchema(): JsonSchema;
  readDesign(wire: unknown): Reading;
  understand(
    description: string,
    given: Readonly<Record<string, unknown>>,
    call: UnderstandingCall,
  ): Promise<Understood>;
  compile(design: ApiDesign): Compiled;
}
