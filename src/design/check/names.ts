/** Resources get their names: singular, plural, and no two of them the same. */
import type { Report } from '../issue.ts';
import { plural, singular } from '../inflect.ts';
import { MAX_NAME, isName, pascal, snake } from '../naming.ts';
import type { ResourceSource } from '../normalise/source.ts';
import type { DraftResource } from './model.ts';

export const MAX_RESOURCES = 100;
export const MAX_FIELDS = 200;

/** Drafts of all resources whose name can be used, after those that are there without being said. */
export function nameResources(
  sources: readonly ResourceSource[],
  builtIn: readonly DraftResource[],
  withAccounts: boolean,
  report: Report,
): DraftResource[] {
  if (sources.length > MAX_RESOURCES) {
    const message = `a design has at most ${MAX_RESOURCES} resources, this one has ${sources.length}`;
    report.error('resources', message, { code: 'LIMIT_EXCEEDED' });
  }
  const drafts = [...builtIn];
  for (const source of sources.slice(0, MAX_RESOURCES)) {
    const draft = nameResource(source, withAccounts, report);
    if (draft && isFree(draft, drafts, report)) drafts.push(draft);
  }
  return drafts;
}

/** `posts`, `Posts` and `post` are `Post`. */
export const resourceName = (given: string): string => pascal(singular(snake(given)));

function nameResource(source: ResourceSource, withAccounts: boolean, report: Report): DraftResource | undefined {
  const { path, name: given } = source;
  const name = resourceName(given);
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) {
    report.error(`${path}.name`, `"${given}" is not a name of a resource: use letters and digits, e.g. "BlogPost"`, {
      got: given,
    });
    return undefined;
  }
  if (name.length > MAX_NAME) {
    report.error(`${path}.name`, `a name has at most ${MAX_NAME} characters`, { got: given, code: 'LIMIT_EXCEEDED' });
    return undefined;
  }
  if (name !== given) report.assume(`${path}.name`, `"${given}" is written ${name} (singular, PascalCase)`);
  const isAccount = withAccounts && name === 'User';
  return blankResource(source, name, isAccount ? 'users' : readPlural(source, name, report), isAccount);
}

function readPlural(source: ResourceSource, name: string, report: Report): string {
  const fallback = plural(snake(name));
  if (source.plural === undefined) return fallback;
  const given = snake(source.plural);
  if (isName(given) && given.length <= MAX_NAME + 10) return given;
  report.error(`${source.path}.plural`, `"${source.plural}" is not a name: use letters, digits and _`, {
    got: source.plural,
    suggestion: fallback,
  });
  return fallback;
}

/** A resource of which only the names are known. */
export function blankResource(
  source: ResourceSource,
  name: string,
  pluralName: string,
  isAccount: boolean,
): DraftResource {
  return {
    path: source.path,
    source,
    given: source.name,
    name,
    singular: snake(name),
    plural: pluralName,
    isAccount,
    fields: [],
    relations: [],
    links: [],
    collections: [],
    paths: new Map(),
    unreadable: new Set(),
    options: new Set(),
    operations: [],
    access: {},
    actionRules: new Map(),
    filters: [],
    sorts: [],
    search: [],
    actions: [],
    uniqueTogether: [],
  };
}

function isFree(draft: DraftResource, others: readonly DraftResource[], report: Report): boolean {
  const path = `${draft.path}.name`;
  for (const other of others) {
    if (other.singular === draft.singular) {
      const [first, second] = [other.given, draft.given];
      const message =
        first === second
          ? `resource ${draft.name} is defined twice`
          : `"${first}" and "${second}" are one name, ${draft.name}: give one of them another name`;
      report.error(path, message, { got: draft.given });
      return false;
    }
    const clash = [draft.plural, draft.singular].find(
      (word) => word === other.plural || (word === draft.plural && word === other.singular),
    );
    if (clash !== undefined) {
      report.error(
        path,
        `${other.name} and ${draft.name} would both be called "${clash}": give one another name, or another plural`,
        { got: draft.given, suggestion: `plural: ${draft.singular}_list` },
      );
      return false;
    }
  }
  return true;
}
