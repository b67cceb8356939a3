import type { ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import type { Arguments } from './arguments.ts';
import type { Compiler } from './compiler.ts';
import type { BundleLibrary } from './library.ts';
import type { JsonSchema } from './schemas/json-schema.ts';

/** What the tools of one server share. */
export interface Session {
  /** Loads the compiler on first use, so that a start is cheap. */
  compiler(): Promise<Compiler>;
  readonly library: BundleLibrary;
  /** The folder that `write_files` may write to, when one was configured. */
  readonly workspace?: string;
  /** Whether descriptions are sent to a language model. */
  readonly asksModel?: boolean;
}

/** One call. */
export interface CallContext {
  readonly session: Session;
  /** Aborted when the client has cancelled the call. */
  readonly signal: AbortSignal;
}

/** The two renderings of an answer, with the same facts in both. */
export interface Answer {
  readonly structured: Record<string, unknown>;
  readonly text: string;
}

/** All four hints: hosts ask their user, or do not, by them. */
export type Hints = Required<Omit<ToolAnnotations, 'title'>>;

/** A tool: what is advertised, and what it does. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The advertised arguments, given the schema of a design. */
  inputSchema(wire: JsonSchema): JsonSchema;
  readonly outputSchema: JsonSchema;
  hints(session: Session): Hints;
  run(received: Arguments, context: CallContext): Promise<Answer>;
}

/** A tool that only computes: no host needs to ask before it is called. */
export const readOnly = (): Hints => ({
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
});

/** A tool that takes descriptions: it changes nothing, but a model elsewhere may be asked what they mean. */
export const understandsEnglish = ({ asksModel = false }: Session): Hints => ({
  ...readOnly(),
  openWorldHint: asksModel,
});
