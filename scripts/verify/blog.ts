// `npm run verify:blog [-- --mutation N]`: generates the two blog projects, and runs the verifier on both, on
// SQLite and PostgreSQL. Every other argument goes to the verifier as it is.
import { join } from 'node:path';
import { readDesign } from '../../src/design/index.ts';
import { readEnglish } from '../../src/understand/offline/index.ts';
import { generate, generateFrom } from '../../test/support/generated-project.ts';
import { type VerifiedProject, verifyProjects } from './verify-projects.ts';

const SENTENCE =
  'Create a complete CRUD API for a blog post resource. Posts have a title, content, author_id, tags list, and ' +
  'published status. Include pagination for listing, filtering by tag, and soft delete.';

/** The two projects: what the sentence alone says, and the full design. */
async function* projects(): AsyncGenerator<VerifiedProject> {
  yield { name: 'blog-sentence', files: generate(readEnglish(SENTENCE, readDesign).wire) };
  yield { name: 'blog-design', files: generateFrom(join(import.meta.dirname, '../../examples/blog.json')) };
}

process.exitCode = await verifyProjects(projects());
