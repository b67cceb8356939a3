/** tests/test_<resources>_links.py: many-to-many relations, as sets of ids and one by one. */
import { type ModuleSpec, paragraphs, py } from '../../../../python/index.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { table } from '../parts.ts';
import { deletionTests, routeTests, secrecyTests } from './changes.ts';
import { linkRow, triedLinks } from './scene.ts';
import { listTests, setTests } from './sets.ts';

/** The tests of the many-to-many relations of a resource; null when its caller can try none. */
export function linksModule(tests: ResourceSuite, suite: Suite): ModuleSpec | null {
  const tried = triedLinks(tests, suite);
  if (tried.length === 0) return null;
  const sets = [...setTests(tests), ...listTests(tests, tried)];
  const routes = routeTests(tests, tried, suite);
  const rest = [...deletionTests(tests, tried), ...secrecyTests(tests, tried)];
  if (sets.length + routes.length + rest.length === 0) return null;
  return {
    path: `tests/test_${tests.resource.module}_links.py`,
    doc: `What ${tests.resource.nouns} are linked to.`,
    body: paragraphs(
      sets.length + routes.length > 0 && py`LINKS = ${table(tried.map(linkRow))}`,
      sets.length > 0 && py`SETS = [(field, make) for field, make, *_ in LINKS]`,
      sets,
      routes,
      rest,
    ),
  };
}
