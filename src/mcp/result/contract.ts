import type { Usage } from '../../understand/index.ts';

/** Who understood the request. */
export type Engine = 'design' | 'model' | 'offline' | 'legacy';

/** A generated route, as a client of the API sees it. */
export interface RouteFact {
  readonly method: string;
  readonly path: string;
  readonly operation_id: string;
  readonly summary: string;
  readonly access: string;
  readonly params: readonly string[];
  readonly body: readonly string[];
  readonly success: string;
  readonly errors: readonly string[];
}

/** A file of a result; `content` is its whole text, or one part of it when `part` says so. */
export interface FileFact {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly content?: string;
  /** `2/3`: a file that is too large for one result comes in parts, to be joined without anything between. */
  readonly part?: string;
}

/** A call that would be useful now, complete with its arguments. */
export interface FollowUp {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly why: string;
}

/** What every generator and `read_files` answer. A type alias, so that it is assignable to a JSON object. */
export type GeneratorResult = {
  readonly bundle_id?: string;
  readonly summary: string;
  readonly engine: Engine;
  readonly design?: unknown;
  readonly routes: readonly RouteFact[];
  readonly files: readonly FileFact[];
  readonly files_total: number;
  readonly omitted: number;
  readonly assumptions: readonly string[];
  readonly unparsed: readonly string[];
  readonly warnings: readonly string[];
  readonly next: readonly FollowUp[];
  /** Only when a language model was asked. */
  readonly usage?: Usage;
};
