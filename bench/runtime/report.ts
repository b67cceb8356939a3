/** Something that must hold, and whether it does. */
export interface Verdict {
  readonly what: string;
  readonly holds: boolean;
  readonly figure: string;
}

/** Print rows as a table with aligned columns; the first row is the heading. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      row.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[index]!))).join('  '),
    );
  }
}

/** Print what was required; whether all of it holds. */
export function printVerdicts(verdicts: readonly Verdict[]): boolean {
  console.log();
  for (const { what, holds, figure } of verdicts) console.log(`${holds ? 'ok  ' : 'FAIL'}  ${what}: ${figure}`);
  const held = verdicts.filter((verdict) => verdict.holds).length;
  console.log(`\nbench:runtime: ${held} of ${verdicts.length} hold`);
  return held === verdicts.length;
}
