/** tests/test_<resources>_crud.py: create, read, update, delete and restore, as a caller who may sees it. */
import { isPresent, type ModuleSpec, paragraphs, py } from '../../../python/index.ts';
import type { ResourceSuite } from '../suite.ts';
import { creationTables, creationTests } from './creating.ts';
import { deletionTests } from './deleting.ts';
import { uniquenessTests } from './uniqueness.ts';
import { immutableNames, unknownRowTests, updateTests } from './updating.ts';

/** The tests of the operations of a resource. */
export function crudModule(tests: ResourceSuite): ModuleSpec | null {
  const { resource } = tests;
  const immutable = immutableNames(tests);
  const parts = [
    creationTests(tests),
    unknownRowTests(tests),
    updateTests(tests),
    deletionTests(tests),
    uniquenessTests(tests),
  ].filter(isPresent);
  if (parts.length === 0) return null;
  return {
    path: `tests/test_${resource.module}_crud.py`,
    doc: `Creating, reading, changing and deleting ${resource.nouns}.`,
    body: paragraphs(creationTables(tests), immutable.length > 0 && py`IMMUTABLE_FIELDS = [${immutable}]`, parts),
  };
}
