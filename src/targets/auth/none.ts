/** Nobody proves anything: every route is open to all, as a design without accounts must say it. */
import type { Authentication } from '../types.ts';

export const none: Authentication = {
  key: 'none',
  state: null,
  tables: () => ({
    user: [],
    identity: [],
    keepsGrants: false,
    bare: false,
    own: [],
    commands: false,
    listed: false,
  }),
  signs: false,
  failures: [],
  requirements: [],
  modules: () => [],
};
