/** Decisions that the README of a project explains: what is between a route and a table, and who commits. */

export const notes: readonly string[] = [
  `**One layer between route and table.** The service holds rules and queries. Models are query
builders already, so a repository around them would only forward calls.`,
  `**Every method of a service changes the database once:** with one statement, or in one
transaction. Uniqueness is left to the database: an \`IntegrityError\` becomes a 409, so there is no
check that could lose a race.`,
  `**Tortoise keeps the connections of a process.** The application opens and closes them, commands
open their own, and no function takes a session.`,
];
