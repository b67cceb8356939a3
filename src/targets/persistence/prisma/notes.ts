/** What users should know who choose Prisma, and the decisions that the README of a project explains. */

/** Said with every result, and in the README. */
export const WARNING =
  'Prisma Client Python is archived upstream: its development stopped in March 2025. The project pins its last release, ' +
  '0.15.0, with the engine 5.17.0. db_library sqlalchemy is the maintained alternative.';

export const notes: readonly string[] = [
  `**Prisma Client Python is archived upstream;** its development stopped in March 2025. This project
pins its last release, 0.15.0, with the engine 5.17.0. The maintained alternative is SQLAlchemy: set
\`db_library\` to \`sqlalchemy\` in the design, and generate it again.`,
  `**The client is generated.** \`prisma generate\` writes it into the package \`prisma\` of the environment,
after every change of \`prisma/schema.prisma\`; it downloads Prisma's command line and engine once.
The classes in \`models.py\` are what its queries give: they have our types, and default values.`,
  `**The schema is for one database,** that of the design. A relative path in \`DATABASE_URL\` starts at
\`prisma/\`, for the service as for the commands of Prisma.`,
  `**One layer between route and table.** The service holds rules and queries. The client is a query
builder already, so a repository around it would only forward calls.`,
  `**Every method of a service changes the database once:** with one statement, or in one
transaction. Uniqueness is left to the database: its error becomes a 409, so there is no check that
could lose a race.`,
  `**Moments are exact to the millisecond,** as everywhere in Prisma.`,
];
