/** Longest English description, in characters. */
export const MAX_DESCRIPTION = 20_000;
/** Most resources of one service. */
export const MAX_RESOURCES = 100;
/** Most fields of one resource. */
export const MAX_FIELDS = 200;
/**
 * The least share of the words of a description that must be understood for files instead of a draft. Measured:
 * docs/english.md.
 */
export const LEAST_COVERAGE = 0.4;
/** Longest rendering of a result, in characters: hosts cut, or move to a file, what is longer. */
export const MAX_RESULT = 45_000;
/** Longest text of an error. */
export const MAX_ERROR = 4_000;
