const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** How important a log line is. */
export type LogLevel = Exclude<(typeof LEVELS)[number], 'silent'>;

/** What a log line may say beside its event. Never what a caller sent: no argument values, no code. */
export type LogDetails = Readonly<Record<string, string | number | boolean>>;

/** Writes one JSON line to stderr; stdout belongs to the protocol. LOG_LEVEL decides what is written, default warn. */
export function log(level: LogLevel, event: string, details: LogDetails = {}): void {
  if (LEVELS.indexOf(level) < threshold()) return;
  const line = JSON.stringify({ time: new Date().toISOString(), level, event, ...details });
  try {
    process.stderr.write(`${line}\n`);
  } catch {
    // Nobody reads it any more.
  }
}

/** The message of whatever was thrown. */
export function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}

function threshold(): number {
  const named = LEVELS.findIndex((level) => level === process.env['LOG_LEVEL']?.toLowerCase());
  return named === -1 ? LEVELS.indexOf('warn') : named;
}
