/** tests/test_<resources>_relations.py: references to other rows. */
import { type ModuleSpec, paragraphs } from '../../../python/index.ts';
import type { ResourceSuite, Suite } from '../suite.ts';
import { childTests } from './children.ts';
import { referenceTests } from './references.ts';

/** The tests of the relations of a resource; null when requests set none. */
export function relationsModule(tests: ResourceSuite, suite: Suite): ModuleSpec | null {
  const parts = [...referenceTests(tests, suite), ...childTests(tests, suite)];
  if (parts.length === 0) return null;
  return {
    path: `tests/test_${tests.resource.module}_relations.py`,
    doc: `What ${tests.resource.nouns} refer to.`,
    body: paragraphs(parts),
  };
}
