/** Longest path of a generated file, relative to the project. */
export const MAX_PATH_LENGTH = 255;

const WINDOWS_RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/**
 * Why a relative path may not be written to, on any operating system; undefined when it may.
 *
 * Paths are POSIX ones: `app/posts/router.py`. What they name is not looked at here.
 */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.length > MAX_PATH_LENGTH) return `is longer than ${MAX_PATH_LENGTH} characters`;
  if (hasControlCharacter(path)) return 'contains a control character';
  if (path.includes('\\')) return 'contains a backslash; separate folders with "/"';
  if (path.startsWith('/')) return 'is absolute; it must be relative to the workspace';
  if (path.startsWith('~')) return 'starts with "~"; it must be relative to the workspace';
  if (path.includes(':')) return 'contains a colon';
  return path.split('/').map(segmentProblem).find(Boolean);
}

function segmentProblem(segment: string): string | undefined {
  if (segment === '') return 'has an empty folder name';
  if (segment === '..') return 'leaves the workspace through ".."';
  if (segment === '.') return 'contains "."';
  if (WINDOWS_RESERVED.test(segment)) return `contains ${JSON.stringify(segment)}, a reserved name on Windows`;
  if (/[. ]$/.test(segment)) return 'has a folder or file name that ends with a dot or a space';
  return undefined;
}

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => character < ' ' || character === '\x7f');
}
