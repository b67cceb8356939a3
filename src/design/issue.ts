/** What a reading has to say about a design: errors, assumptions and warnings, each with its place. */

/** Why an error is more than a mistake: a limit was passed, or the language has no such thing (yet). */
export type IssueCode = 'UNSUPPORTED' | 'LIMIT_EXCEEDED';

/** One problem, assumption or warning. `path` says where, e.g. `resources[0].fields[2]`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
  /** The offending value, shortened. */
  readonly got?: string;
  /** What was probably meant. */
  readonly suggestion?: string;
  readonly code?: IssueCode;
}

/** The parts of an issue besides its place and message. */
export interface IssueDetails {
  readonly got?: unknown;
  readonly suggestion?: string | undefined;
  readonly code?: IssueCode;
}

const SHOWN = 120;

/** A short text for any value, hostile ones included. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, SHOWN);
  try {
    return (JSON.stringify(value) ?? typeof value).slice(0, SHOWN);
  } catch {
    return typeof value;
  }
}

/** Collects every issue of one reading, so that all problems are told at once. */
export class Report {
  readonly errors: Issue[] = [];
  readonly assumptions: Issue[] = [];
  readonly warnings: Issue[] = [];

  /** Something that cannot be compiled. */
  error(path: string, message: string, details: IssueDetails = {}): void {
    this.errors.push(issue(path, message, details));
  }

  /** Something that the design could say, but the compiler does not make. */
  unsupported(path: string, message: string, got?: unknown): void {
    this.errors.push(issue(path, message, { got, code: 'UNSUPPORTED' }));
  }

  /** A gap that was filled. */
  assume(path: string, message: string): void {
    this.assumptions.push({ path, message });
  }

  /** Something that was read differently than written, or left out. */
  warn(path: string, message: string, details: IssueDetails = {}): void {
    this.warnings.push(issue(path, message, details));
  }
}

function issue(path: string, message: string, { got, suggestion, code }: IssueDetails): Issue {
  return {
    path,
    message,
    ...(got === undefined ? {} : { got: shown(got) }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(code === undefined ? {} : { code }),
  };
}
