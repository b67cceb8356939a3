import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { sha256, WriteError } from '../deliver/index.ts';
import { MAX_ERROR } from './limits.ts';
import { log, messageOf } from './log.ts';
import { clip, quote } from './text.ts';

/** Why a tool could not do what it was asked. */
export type ToolErrorCode =
  | 'INVALID_DESIGN'
  | 'UNSUPPORTED'
  | 'LIMIT_EXCEEDED'
  | 'NOT_FOUND'
  | 'PATH_REJECTED'
  | 'CONFLICT'
  | 'UPSTREAM'
  | 'CANCELLED'
  | 'INTERNAL';

/** One thing that is wrong with a request: where, what, the value, and what was probably meant. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly got?: unknown;
  readonly suggestion?: string;
}

/** An error that tells the caller what is wrong and what to send instead. */
export class ToolError extends Error {
  readonly code: ToolErrorCode;
  readonly fix: string;

  constructor(code: ToolErrorCode, message: string, fix: string) {
    super(message);
    this.code = code;
    this.fix = fix;
  }
}

/** One line for one problem. */
export function describeProblem(problem: Problem): string {
  const where = problem.path === '' ? '' : `${problem.path}: `;
  const got = problem.got === undefined || problem.got === '' ? '' : ` (got ${quote(problem.got)})`;
  const suggestion = problem.suggestion === undefined ? '' : ` - ${suggestionText(problem.suggestion)}`;
  return `${where}${problem.message}${got}${suggestion}`;
}

/** All problems at once, so that one more call can mend them all. */
export function problemsError(code: ToolErrorCode, problems: readonly Problem[], fix: string): ToolError {
  const [first] = problems;
  if (problems.length === 1 && first !== undefined) return new ToolError(code, describeProblem(first), fix);
  const room = MAX_ERROR - fix.length - 200;
  const lines = problems.map((problem) => `- ${clip(describeProblem(problem), 600)}`);
  return new ToolError(code, `${problems.length} problems:\n${joinWithin(lines, room)}`, fix);
}

/** What the client gets for anything that was thrown. */
export function errorResult(problem: unknown): CallToolResult {
  const error = toToolError(problem);
  const fix = error.fix === '' ? '' : `\nFix: ${error.fix}`;
  const text = `[${error.code}] ${clip(error.message, MAX_ERROR - fix.length - 30)}${fix}`;
  return { content: [{ type: 'text', text }], isError: true };
}

function toToolError(problem: unknown): ToolError {
  if (problem instanceof ToolError) return problem;
  if (problem instanceof WriteError) return new ToolError(problem.code, problem.message, problem.fix);
  return internalError(problem);
}

/** A defect of ours: the caller gets an id that finds the stack in the log, and nothing of its text. */
function internalError(problem: unknown): ToolError {
  const stack = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  const id = sha256(stack).slice(0, 8);
  log('error', 'internal', { id, message: messageOf(problem), stack });
  return new ToolError(
    'INTERNAL',
    `the server failed on this request (id ${id}, also in its log on stderr)`,
    'This is a defect of fastapi-architect. Simplify the design, or report the id with the design.',
  );
}

function suggestionText(suggestion: string): string {
  return /\s/.test(suggestion) && !suggestion.startsWith('"') ? suggestion : `did you mean ${suggestion}?`;
}

function joinWithin(lines: readonly string[], room: number): string {
  const taken: string[] = [];
  let used = 0;
  for (const line of lines) {
    if (used + line.length + 1 > room) break;
    taken.push(line);
    used += line.length + 1;
  }
  const left = lines.length - taken.length;
  return [...taken, ...(left > 0 ? [`- … and ${left} more`] : [])].join('\n');
}
