/** The built-in account: what a design adds to it, and what it says about it in vain. */
import type { DesignSource, ResourceSource } from '../normalise/source.ts';
import { USER_WORDS } from './relations.ts';
import { type Draft, type DraftResource, hasAccounts } from './model.ts';
import { blankResource, resourceName } from './names.ts';

/** What stands for the account while a design is checked that does not mention it. */
export function accountDraft(): DraftResource {
  const none = {
    fields: [],
    access: [],
    filters: [],
    sort: [],
    search: [],
    options: [],
    states: [],
    uniqueTogether: [],
    actions: [],
  };
  const source: ResourceSource = { path: 'resources', name: 'User', ...none };
  return blankResource(source, 'User', 'users', true);
}

/** Says that there are accounts, when the design needs them and names neither `User` nor an auth style. */
export function announceAccount({ config, resources }: DesignSource, draft: Draft): void {
  const isSaid = 'auth_style' in config || resources.some(({ name }) => resourceName(name) === 'User');
  if (isSaid || !hasAccounts(draft)) return;
  const needed = draft.resources.some(
    ({ relations, fields }) =>
      relations.some(({ target }) => target === 'User') ||
      fields.some(({ name }) => name.endsWith('_id') && USER_WORDS.includes(name.slice(0, -3))),
  );
  if (needed) draft.report.assume('resources', 'User is the built-in account (register, login, me)');
}

/** What a resource can say and an account cannot (yet) is kept out, with a warning each. */
export function warnAccount(account: DraftResource, draft: Draft): void {
  const { source, path } = account;
  const { report } = draft;
  const routes = 'account routes are register, login and me (read and change your own)';
  if (source.operations !== undefined || source.access.length > 0) {
    report.warn(
      `${path}.${source.operations === undefined ? 'access' : 'operations'}`,
      `${routes}; other operations on User are not generated yet`,
    );
  }
  if (source.actions.length > 0) {
    const names = source.actions.map(({ name }) => name ?? '?').join(', ');
    report.warn(`${path}.actions`, `actions on User are not generated yet: ${names}`);
  }
  if (source.key !== undefined)
    report.warn(`${path}.key`, 'lookup keys are not generated yet: accounts are found by their id', {
      got: source.key,
    });
  const lists = {
    filters: source.filters,
    sort: source.sort,
    search: source.search,
    unique_together: source.uniqueTogether,
    states: source.states,
  };
  for (const [key, lines] of Object.entries(lists)) {
    if (lines.length > 0)
      report.warn(`${path}.${key}`, `${key} of User is not generated yet`, {
        got: lines.map(({ text }) => text).join('; '),
      });
  }
}
