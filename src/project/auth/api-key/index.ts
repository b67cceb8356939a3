/** Accounts with API keys. */
import { accountPayload } from '../../samples/rows.ts';
import { shellJson } from '../../text/shell.ts';
import { ADA } from '../ada.ts';
import { grantCommands } from '../grant-commands.ts';
import type { AuthKit } from '../types.ts';
import { fieldExceptions } from '../../request-exceptions.ts';
import { issueKeyModule } from './issue-key.ts';
import { apiKeyRoutes } from './routes.ts';
import { apiKeySample } from './sample.ts';

export const apiKeyKit: AuthKit = {
  routes: apiKeyRoutes,
  settings: () => [],
  isLimited: true,
  example: {
    prepare: (plan) => {
      const fields = accountPayload(plan);
      const data = fields && Object.keys(fields).length > 0 ? ` --data ${shellJson(fields)}` : '';
      return [`key=$(python -m app.auth.issue_key ${ADA}${data})`];
    },
    header: '-H "X-API-Key: $key"',
  },
  notes: {
    files: 'accounts and their keys',
    decision: `**Keys.** Only the SHA-256 of a key is stored: it is random, so nobody can guess it from its hash. An
account and its first key come from \`python -m app.auth.issue_key\`; with a key its owner makes, rotates and revokes
others.`,
  },
  exceptions: ({ account }) => [
    { operation: 'update_current_user', reasons: fieldExceptions(account.fields, 'update') },
  ],
  commands: (plan, persistence) => [issueKeyModule(plan, persistence), ...grantCommands(plan, persistence)],
  sample: apiKeySample,
};
