import { type BundleFile, pathProblem } from '../deliver/index.ts';
import type { Generation } from './generate.ts';
import { Budget, takeWhileFits } from './result/budget.ts';
import { costOfFile } from './result/compose.ts';
import type { FollowUp } from './result/contract.ts';
import { PAGE_FRAME } from './result/pages.ts';
import { count } from './text.ts';
import type { Session } from './tool.ts';

/** Most paths that a follow-up names. */
const MOST_PATHS = 25;

/** The calls that are useful after a project was generated. */
export function projectFollowUps(
  generation: Generation,
  session: Session,
): (left: readonly BundleFile[]) => FollowUp[] {
  return (omitted) => [
    ...writeFollowUp(generation, session),
    ...readFollowUp(generation.bundle.id, generation.bundle.files, omitted),
    ...testsFollowUp(generation),
  ];
}

/** Reading on: by offset when what is left is the end of the bundle, else by path. */
export function readFollowUp(
  bundle_id: string,
  files: readonly BundleFile[],
  omitted: readonly BundleFile[],
): readonly FollowUp[] {
  const [first] = omitted;
  if (first === undefined) return [];
  const why = `read the ${count(omitted.length, 'file')} without content here, page by page`;
  const offset = files.length - omitted.length;
  const isTail = omitted.every((file, index) => files[offset + index]?.path === file.path);
  if (isTail) return [{ tool: 'read_files', arguments: { bundle_id, offset }, why }];
  const page = takeWhileFits(
    new Budget({ json: PAGE_FRAME, text: PAGE_FRAME }),
    omitted.slice(0, MOST_PATHS),
    costOfFile,
  );
  const paths = (page.length > 0 ? page : [first]).map((file) => file.path);
  return [{ tool: 'read_files', arguments: { bundle_id, paths }, why }];
}

function writeFollowUp({ design, bundle }: Generation, session: Session): readonly FollowUp[] {
  if (session.workspace === undefined) return [];
  const call = { bundle_id: bundle.id, dir: folderNameOf(design.service) };
  return [{ tool: 'write_files', arguments: call, why: 'write the project into the workspace' }];
}

function testsFollowUp({ design, bundle }: Generation): readonly FollowUp[] {
  if (design.config.include_tests) return [];
  return [{ tool: 'generate_tests', arguments: { bundle_id: bundle.id }, why: 'add the test suite of this design' }];
}

/** `Blog API` → `blog-api`. */
export function folderNameOf(service: string): string {
  const name = service
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40);
  return name === '' || pathProblem(name) !== undefined ? 'service' : name;
}
