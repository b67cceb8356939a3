// `npm run verify:all`: runs the verifier, on SQLite and PostgreSQL, on the clinic with every library in every mode and with
// every way of authenticating. Arguments go to the verifier as they are.
import { everyProject } from '../../test/matrix/projects.ts';
import { type VerifiedProject, verifyProjects } from './verify-projects.ts';

/** Every library in every mode, every way of authenticating, every way of cutting lists into pages. */
const NAMES = [
  'clinic sqlalchemy jwt cursor production',
  'clinic sqlalchemy-sync oauth2 offset production',
  'clinic tortoise api_key page production',
  'clinic prisma none cursor production',
  'clinic prisma-sync jwt page production',
];

function* projects(): Generator<VerifiedProject> {
  const all = everyProject();
  for (const name of NAMES) {
    const project = all.find((each) => each.name === name)!;
    yield { ...project, files: project.files() };
  }
}

process.exitCode = await verifyProjects(projects());
