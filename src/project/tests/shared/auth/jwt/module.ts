/** tests/test_auth.py: registration, login, token rotation and logout. */
import { type ModuleSpec, paragraphs } from '../../../../../python/index.ts';
import type { Suite } from '../../../suite.ts';
import type { Probe } from '../../probe.ts';
import { accountTests } from './account.ts';
import { registrationTests } from './registration.ts';
import { sessionTests } from './sessions.ts';
import { tokenTests } from './tokens.ts';

/** The tests of accounts and logins. */
export const authModule = ({ plan, persistence }: Suite, probe: Probe): ModuleSpec => ({
  path: 'tests/test_auth.py',
  doc: 'Registration, login, token rotation and logout.',
  body: paragraphs(
    registrationTests(plan, persistence),
    sessionTests(plan, probe),
    tokenTests(plan),
    accountTests(plan),
  ),
});
