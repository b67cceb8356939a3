/** Python as a template may have written it, and as it must come out. */
export interface Case {
  readonly name: string;
  readonly source: string;
  readonly expected: string;
  /** Set where Ruff keeps blank lines that we drop; it leaves the result as it is. */
  readonly isStricter?: boolean;
}
