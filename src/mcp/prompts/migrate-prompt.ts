/** What a person may say about a migration. */
export interface MigrationWish {
  readonly framework?: string | undefined;
  readonly notes?: string | undefined;
}

/** How a model is guided from a legacy code base to a design. */
export function migratePrompt({ framework, notes }: MigrationWish): string {
  const source = framework === undefined ? 'the legacy code base' : `the ${framework} code base`;
  const wishes = notes === undefined ? '' : `\n\nNotes of the user:\n${notes}`;
  return `Move ${source} to FastAPI. The design language stands between the two: read the old code, write down what it does as
a design, and let the compiler generate the new code.

1. Read the models, routes, serializers or schemas, permissions and settings. Make a table of every route: method, path,
   who may call it, what it takes, what it answers.
2. Write a design: each model becomes a resource, each column a field line with its constraints (length, unique, null,
   default), each foreign key a relation. Permissions become access rules, query parameters filters and sorts. Login and
   sign-up are built in: do not model them. Where the old code decides something unusual, keep it.
3. Call scaffold_service with that design, and correct what its error or warnings name.
4. Compare the route table of the result with yours, and report it line by line: same, renamed, changed, or missing.
   Name everything that the design cannot express; never drop it silently.
5. Deliver the files (write_files where a workspace is configured), and say how the data is to be moved: the new tables
   have UUIDs as ids.${wishes}`;
}
