/** Runs a line grammar, and turns what it throws into an error of the report. */
import { LineError } from '../grammar/lexer.ts';
import type { Report } from '../issue.ts';
import type { Line } from '../normalise/lines.ts';

/** What the grammar reads, or undefined after an error. */
export function readLine<R>(line: Line, report: Report, parse: (text: string) => R): R | undefined {
  try {
    return parse(line.text);
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    const column = error.column > 0 ? ` (column ${error.column + 1})` : '';
    report.error(line.path, error.message + column, {
      got: line.text,
      suggestion: error.suggestion,
      ...(error.code === undefined ? {} : { code: error.code }),
    });
    return undefined;
  }
}
