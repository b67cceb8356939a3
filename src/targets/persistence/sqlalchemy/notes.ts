/** Decisions that the README of a project explains: what is between a route and a table, and who commits. */

export const notes: readonly string[] = [
  `**One layer between route and table.** The service holds rules and queries; the session already
is the repository and the unit of work, so a second class around it would only forward calls.`,
  `**A service commits once, at the end of each method.** Dependencies never commit. Requests that
fail before are rolled back when the session closes. Uniqueness is left to the database: an
\`IntegrityError\` becomes a 409, so there is no check that could lose a race.`,
];
