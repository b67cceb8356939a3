/** What a client tells its model about this server; the most important sentence first, for clients that cut it. */
export const INSTRUCTIONS = [
  'FastAPI Architect compiles a small design language into complete, typed, tested FastAPI projects: the same design ' +
    'gives the same files, in milliseconds, offline. State what the API is; do not write the code yourself.',
  'Pass `resources` (one readable line a field, an access rule, a filter) rather than only `description`: that is exact. ' +
    'The whole grammar stands in the schema of design_endpoint and scaffold_service. A description alone is read by ' +
    'the server, less exactly than by you, and gives a draft to correct.',
  'generate_crud makes one resource, scaffold_service a whole service, design_endpoint endpoints with actions of their ' +
    'own, generate_tests the test suite. All give a bundle_id.',
  'Results list assumptions, what was not understood, and the normalised design: show them to the user, edit the design ' +
    'and call again. Files left out of a result are read with read_files, or written with write_files where a workspace ' +
    'is configured, which saves sending them through the model.',
  'Errors name the place, the value and the fix of every problem at once: mend all of them, and call again with the whole ' +
    'design.',
].join('\n');
