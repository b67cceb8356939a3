/** Symbols of the generated test suite that do not belong to a resource. */
import { from } from '../../python/index.ts';

export const helpers = from(
  'tests.helpers',
  'API',
  'AUTH',
  'ME',
  'PASSWORD',
  'Caller',
  'Json',
  'assert_answer',
  'assert_invalid',
  'assert_problem',
  'change',
  'create',
  'create_account',
  'create_user',
  'credentials',
  'get_me',
  'insert',
  'log_in',
  'refresh',
  'sign_in',
  'store',
  'numbers',
);
export const effects = from('tests.effects', 'assert_effects', 'recorder', 'snapshot');
export const issuers = from('tests.issuer', 'access_token', 'AUDIENCE', 'claims', 'Issuer', 'SigningKey', 'TRUSTED');
export const conftest = from('tests.conftest', 'ClientFactory', 'Callers');
export const pages = from('tests.pages', 'assert_walk', 'follow', 'get_page', 'ids', 'in_order');
export const argon2 = from('pwdlib.hashers.argon2', 'Argon2Hasher');
