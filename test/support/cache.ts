import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where test runs keep what is slow to make (Python environments, tools): `$FASTAPI_ARCHITECT_TEST_CACHE`, or
 * `fastapi-architect-test` in the user's cache folder. Everything in it can be deleted at any time.
 */
export function testCache(): string {
  const given = process.env['FASTAPI_ARCHITECT_TEST_CACHE'];
  if (given) return resolve(given);
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'fastapi-architect-test');
}
