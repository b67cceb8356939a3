/** tests/test_<resources>_access.py: who may do what, as tables of callers, routes and answers. */
import { isPresent, type ModuleSpec, paragraphs } from '../../../../python/index.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { castOf, stateTable } from './cast.ts';
import { collectionTests, listTests, tokenTest } from './lists.ts';
import { ownerTests, rowTests } from './rows.ts';

/** The access tests of a resource; null when it has no route. */
export function accessModule(tests: ResourceSuite, suite: Suite): ModuleSpec | null {
  const { resource } = tests;
  if (!suite.plan.hasAccounts) return null;
  const cast = castOf(tests, suite);
  const parts = [
    rowTests(cast),
    ownerTests(cast),
    collectionTests(cast),
    listTests(cast),
    tokenTest(tests, suite),
  ].filter(isPresent);
  if (parts.length === 0) return null;
  return {
    path: `tests/test_${resource.module}_access.py`,
    doc: `Who may do what with ${resource.nouns}.`,
    body: paragraphs(cast.states.length > 1 && stateTable(cast.states), parts),
  };
}
