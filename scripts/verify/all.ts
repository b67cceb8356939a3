// `npm run verify:all`: runs the verifier, on SQLite and PostgreSQL, on the clinic with every library in every mode and with
// every way of authenticating. Arguments go to the verifier as they are; ONLY=tortoise takes the projects so named.
import { verifiedProjects } from '../../test/matrix/projects.ts';
import { type VerifiedProject, verifyProjects } from './verify-projects.ts';

const only = process.env['ONLY'] ?? '';

function* projects(): Generator<VerifiedProject> {
  for (const project of verifiedProjects()) {
    if (project.name.includes(only)) yield { ...project, files: project.files() };
  }
}

process.exitCode = await verifyProjects(projects());
