/** Spaces at the beginning of lines. */

const INDENTATIONS = Array.from({ length: 100 }, (_, columns) => ' '.repeat(columns));

/** As many spaces as `columns`. */
export const indentation = (columns: number): string => INDENTATIONS[columns] ?? ' '.repeat(columns);
