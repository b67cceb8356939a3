import type { Session, Tool } from '../tool.ts';
import { designEndpoint } from './design-endpoint.ts';
import { generateCrud } from './generate-crud.ts';
import { generateTests } from './generate-tests.ts';
import { readFiles } from './read-files.ts';
import { scaffoldService } from './scaffold-service.ts';
import { writeFiles } from './write-files.ts';

/** The tools that every client sees, in the order in which they are listed. */
export const TOOLS: readonly Tool[] = [designEndpoint, generateCrud, scaffoldService, generateTests, readFiles];

/** The tools that write, which need a workspace. */
export const WORKSPACE_TOOLS: readonly Tool[] = [writeFiles];

/** The tools of a session. */
export function toolsOf(session: Session): readonly Tool[] {
  return session.workspace === undefined ? TOOLS : [...TOOLS, ...WORKSPACE_TOOLS];
}
