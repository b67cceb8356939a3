/** Who may do what: the owner, the rules of every operation, and the secure default for what is not said. */
import { OPERATIONS, type Operation, type Rule } from '../api-design.ts';
import { parseAccessLine } from '../grammar/rules.ts';
import { MAX_NAME, isName, snake } from '../naming.ts';
import { didYouMean } from '../suggest.ts';
import { type Draft, type DraftResource, hasAccounts, placeOf } from './model.ts';
import { OPERATION_WORDS, operationsNamed } from './operations.ts';
import { readLine } from './read-line.ts';
import { USER_WORDS } from './relations.ts';

/** Finds the relation that says whose row it is; the server fills it in from the caller. */
export function checkOwner(resource: DraftResource, draft: Draft): void {
  if (resource.isAccount || !hasAccounts(draft)) {
    if (resource.source.owner !== undefined && !hasAccounts(draft)) {
      draft.report.error(
        `${resource.path}.owner`,
        'with auth_style none nobody owns anything: choose another auth_style, or leave owner out',
        {
          got: resource.source.owner,
        },
      );
    }
    return;
  }
  const name =
    resource.source.owner === undefined ? inferOwner(resource) : statedOwner(resource, resource.source.owner, draft);
  const relation = resource.relations.find((candidate) => candidate.name === name);
  if (name === undefined || !relation) return;
  resource.owner = name;
  if (relation.readOnly) return;
  relation.readOnly = true;
  relation.required = false;
  if (resource.operations.includes('create')) {
    draft.report.assume(
      placeOf(resource, name),
      `${resource.name}.${name} is the signed-in user on create, not a field of the request`,
    );
  }
}

/** The relation to the account that is called like an owner, or the only one that every row has. */
function inferOwner(resource: DraftResource): string | undefined {
  const users = resource.relations.filter(({ target }) => target === 'User');
  const named = users.find(({ name }) => USER_WORDS.includes(name));
  if (named) return named.name;
  return users.length === 1 && users[0]?.nullable === false ? users[0].name : undefined;
}

function statedOwner(resource: DraftResource, given: string, draft: Draft): string | undefined {
  const path = `${resource.path}.owner`;
  const [first = '', ...rest] = given.split('.').map((part) => snake(part));
  if (rest.length > 0) {
    const fix = `add a relation to User to ${resource.name}`;
    const message = `an owner over several relations (${given}) is not supported; ${fix}`;
    draft.report.unsupported(path, message, given);
    return undefined;
  }
  const name = first.replace(/_id$/, '');
  const relation = resource.relations.find((candidate) => candidate.name === name);
  if (relation?.target === 'User') return name;
  if (resource.unreadable.has(name)) return undefined;
  const users = resource.relations.filter(({ target }) => target === 'User').map((candidate) => candidate.name);
  const message = relation
    ? `the owner must be a relation to User, ${name} is one to ${relation.target}`
    : `${resource.name} has no relation "${given}" to User`;
  draft.report.error(path, message, { got: given, suggestion: didYouMean(name, users) ?? users[0] });
  return undefined;
}

/** Reads the access lines, and fills in what they leave open. */
export function checkAccess(resource: DraftResource, draft: Draft): void {
  const byGroup = new Set<Operation>();
  for (const line of resource.source.access) {
    const access = readLine(line, draft.report, (text) => parseAccessLine(text, resource.owner));
    if (!access) continue;
    const rules = checkRules(access.rules, line.path, resource, draft);
    for (const word of access.operations) applyRules(resource, word, rules, line.path, byGroup, draft);
  }
  fillAccess(resource, draft);
  for (const operation of OPERATIONS) if (!resource.operations.includes(operation)) delete resource.access[operation];
  checkCreate(resource, draft);
}

function applyRules(
  resource: DraftResource,
  word: string,
  rules: readonly Rule[],
  path: string,
  byGroup: Set<Operation>,
  draft: Draft,
): void {
  const named = operationsNamed(word, path, draft);
  if (!named) {
    if (actionNames(resource).includes(word)) resource.actionRules.set(word, rules);
    else {
      const message = `unknown operation "${word}"; use ${OPERATIONS.join(', ')}, read, write or *`;
      draft.report.error(path, message, {
        got: word,
        suggestion:
          didYouMean(word, [...OPERATION_WORDS, ...actionNames(resource)]) ??
          'an action has its access in itself: {"name": …, "access": […]}',
      });
    }
    return;
  }
  for (const operation of named.operations) {
    const isSaid = resource.access[operation] !== undefined && !byGroup.has(operation);
    if (named.isGroup && isSaid) continue;
    resource.access[operation] = rules;
    if (named.isGroup) byGroup.add(operation);
    else byGroup.delete(operation);
    if (!named.isGroup && !resource.operations.includes(operation)) {
      draft.report.warn(path, `${resource.name} has no operation ${operation}, so nobody needs the right to it`, {
        got: word,
      });
    }
  }
}

const actionNames = ({ source, states }: DraftResource): string[] => [
  ...source.actions.flatMap(({ name }) => (name === undefined ? [] : [snake(name)])),
  ...(states?.transitions.map(({ action }) => action) ?? []),
];

/** Rules with their names known; `when` conditions are checked where expressions are. */
export function checkRules(
  rules: readonly Rule[],
  path: string,
  resource: DraftResource | undefined,
  draft: Draft,
): readonly Rule[] {
  for (const rule of rules) {
    if (!hasAccounts(draft) && rule.who !== 'public' && rule.who !== 'nobody') {
      draft.report.error(
        path,
        `"${rule.who}" needs accounts: choose an auth_style other than none, or make it public`,
        { got: rule.who },
      );
      continue;
    }
    if (rule.who === 'owner' && resource && !resource.isAccount && resource.owner === undefined) {
      const message = `"owner" needs an owner: add a relation to User, e.g. "owner: -> User", or name one in "owner"`;
      if (resource.source.owner === undefined && resource.unreadable.size === 0)
        draft.report.error(path, message, { got: 'owner' });
    }
    if (rule.who === 'role') checkRole(rule.name ?? '', path, draft);
    if (rule.who === 'scope') checkScope(rule.name ?? '', path, draft);
  }
  return rules;
}

function checkRole(name: string, path: string, draft: Draft): void {
  if (!isName(name) || name.length > MAX_NAME) {
    draft.report.error(path, `"${name}" is not a name of a role`, { got: name });
    return;
  }
  if (draft.roles.has(name)) return;
  const near = didYouMean(name, draft.declaredRoles);
  if (near !== undefined) {
    draft.report.error(path, `unknown role "${name}"; roles: ${[...draft.declaredRoles].join(', ')}`, {
      got: name,
      suggestion: near,
    });
    return;
  }
  draft.roles.add(name);
  draft.report.assume('roles', `role ${name} is added, because a rule names it`);
}

function checkScope(name: string, path: string, draft: Draft): void {
  if (name.length <= 100 && /^[A-Za-z_]\w*(?:[-.:][A-Za-z0-9_]+)*$/.test(name)) draft.scopes.add(name);
  else
    draft.report.error(path, `"${name}" is not a name of a scope: use letters, digits, "_", "-", "." and ":"`, {
      got: name,
    });
}

/** What is not said is for signed-in callers, and writing is for the owner if there is one. */
function fillAccess(resource: DraftResource, draft: Draft): void {
  if (resource.access.restore === undefined && resource.access.delete) resource.access.restore = resource.access.delete;
  const missing = resource.operations.filter((operation) => resource.access[operation] === undefined);
  if (missing.length === 0) return;
  for (const operation of missing) resource.access[operation] = defaultRules(resource, operation, draft);
  const said = missing.filter((operation) => operation !== 'restore' || !missing.includes('delete'));
  const byRule = new Map<string, Operation[]>();
  for (const operation of said) {
    const who = resource.access[operation]!.map((rule) => rule.who).join(' or ');
    byRule.set(who, [...(byRule.get(who) ?? []), operation]);
  }
  const texts = Array.from(byRule, ([who, operations]) => `${operations.join(', ')}: ${who}`);
  draft.report.assume(`${resource.path}.access`, `${texts.join('; ')} (not stated)`);
}

function defaultRules(resource: DraftResource, operation: Operation, draft: Draft): readonly Rule[] {
  if (!hasAccounts(draft)) return [{ who: 'public' }];
  const isWrite = operation === 'update' || operation === 'delete' || operation === 'restore';
  return isWrite && resource.owner !== undefined ? [{ who: 'owner' }] : [{ who: 'authenticated' }];
}

/** There is no row yet on create: no condition on it, and whoever creates it owns it. */
function checkCreate(resource: DraftResource, draft: Draft): void {
  const rules = resource.access.create;
  if (!rules) return;
  const path = `${resource.path}.access`;
  if (rules.some(({ when }) => when)) {
    draft.report.error(path, 'create takes no "when", because there is no row yet; use an action with "require"', {
      got: 'create',
    });
  }
  const owner = resource.relations.find(({ name }) => name === resource.owner);
  const isPublic = rules.some(({ who, when }) => who === 'public' && !when);
  if (hasAccounts(draft) && owner && !owner.nullable && isPublic) {
    const fix = `make create authenticated, or write "${owner.name}?: -> User"`;
    const message = `create is public, but ${owner.name} must be the caller: ${fix}`;
    draft.report.error(path, message, { got: 'create: public' });
  }
  resource.access.create = rules.map((rule) => (rule.who === 'owner' ? { ...rule, who: 'authenticated' } : rule));
}
