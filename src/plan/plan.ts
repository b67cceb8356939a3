/**
 * The plan of a service: its design together with every name that the emitted code uses. Made once, read by all emitters,
 * so that a router, a service, a migration and a test cannot disagree about what something is called.
 */
import type { AccountGrants, AccountTables, CallerFailure } from './account-tables.ts';
import type { Paging } from './paging.ts';
import type { ApiDesign, Config, Endpoint, Field, Operation, Relation, Resource, Rule } from '../design/api-design.ts';
import { singularOf } from '../design/naming.ts';
import { Name, Sym } from '../python/index.ts';
import { type AccessPlan, planAccess } from './access.ts';
import { type ActionPlan, type EndpointPlan, type LeftOutAction, planActions, type Planned } from './actions.ts';
import { allStatements, type Procedure } from './procedures/procedure.ts';
import { type LinkedField, type LinkPlan, planLink } from './links.ts';
import { claim, type Taken } from './taken.ts';
import { type ProjectParts, PROFILES } from './profiles.ts';
import { planScopes, type ScopePlans } from './scopes.ts';
import { accountTable, Tables } from './tables.ts';
import { planTasks, type TaskPlan } from './tasks.ts';
import {
  endSentence,
  article,
  attributeName,
  distributionName,
  identifier,
  kebab,
  moduleName,
  pascal,
  sentence,
  variableName,
  words,
} from './names.ts';

/** A stored value: one column, or one table of values for a list. */
export interface FieldPlan {
  readonly field: Field;
  /** The name in JSON. */
  readonly json: string;
  /** The attribute of Python classes. */
  readonly attribute: string;
  /** The class of an enum, e.g. `PostStatus`. */
  readonly enumClass: string;
  /** What prose calls it. */
  readonly label: string;
  /** The table of a list. */
  readonly list?: ListPlan;
  /** Of the ids of a many-to-many relation: what they are the ids of. */
  readonly link?: LinkPlan;
}

/** The table that holds the values of a list field. */
export interface ListPlan {
  readonly className: string;
  readonly table: string;
  /** The relationship, e.g. `tag_rows`. */
  readonly rows: string;
  /** The foreign key column, e.g. `post_id`. */
  readonly parentKey: string;
  /** The column of a value: `value`, or another foreign key where the values are ids of other rows. */
  readonly value: string;
}

/** A foreign key. */
export interface RelationPlan {
  readonly relation: Relation;
  /** `author_id`: JSON name, column and attribute. */
  readonly json: string;
  readonly attribute: string;
  readonly label: string;
  readonly targetTable: string;
  /** The resource that has it. */
  readonly source: () => ResourcePlan;
  /** The resource it refers to; null for the account. */
  readonly target: () => ResourcePlan | null;
}

/** A unique constraint and the error that its violation is. */
export interface UniquePlan {
  readonly name: string;
  /** Column names, in order. */
  readonly columns: readonly string[];
  /** e.g. `SlugTakenError`. */
  readonly errorClass: string;
  /** e.g. `slug-taken`, the last part of the problem type. */
  readonly code: string;
  readonly label: string;
  /** Of a single field: the field; otherwise undefined. */
  readonly field?: FieldPlan;
}

export interface ResourcePlan {
  readonly paging: Paging;
  /** What its routes answer when they cannot tell who is calling. */
  readonly callerFailures: readonly CallerFailure[];
  readonly resource: Resource;
  readonly module: string;
  /** URL path below the prefix, e.g. `/blog-posts`. */
  readonly path: string;
  readonly table: string;
  readonly className: string;
  /** `blog_post`, for function names such as `create_blog_post`. */
  readonly singular: string;
  readonly plural: string;
  /** The variable that holds a row. */
  readonly row: Name;
  /** What prose calls one and many. */
  readonly noun: string;
  readonly nouns: string;
  /** "a post", "an order". */
  readonly aNoun: string;
  readonly model: Sym;
  readonly fields: readonly FieldPlan[];
  readonly relations: readonly RelationPlan[];
  readonly lists: readonly FieldPlan[];
  /** Many-to-many relations: those of `lists` whose values are ids. */
  readonly links: readonly LinkedField[];
  /** Many-to-many relations to this resource. */
  readonly linkedBy: readonly LinkedField[];
  readonly owner?: RelationPlan;
  readonly uniques: readonly UniquePlan[];
  readonly timestamps: boolean;
  readonly softDelete: boolean;
  readonly locked: boolean;
  readonly operations: ReadonlySet<Operation>;
  readonly access: Readonly<Partial<Record<Operation, AccessPlan>>>;
  /** Which rows a query starts from, by what it is for. */
  readonly scopes: ScopePlans;
  readonly actions: readonly ActionPlan[];
  /** Collection actions, and endpoints of the design that are at home here. */
  readonly endpoints: readonly EndpointPlan[];
  /** Actions and endpoints that cannot be compiled yet, each with the reason. */
  readonly leftOut: readonly LeftOutAction[];
  /** Relations of other resources (and of this one) that keep a row from being deleted. */
  readonly restrictedBy: readonly RelationPlan[];
  /** A symbol of one of the resource's modules. */
  readonly own: (module: string, id: string) => Sym;
}

/** What a resource can do beside the standard operations, on a row or on none. */
export const allActions = ({ actions, endpoints }: Pick<ResourcePlan, 'actions' | 'endpoints'>): readonly Planned[] => [
  ...actions,
  ...endpoints,
];

/** What the design adds to the built-in account. */
export interface AccountPlan {
  readonly fields: readonly FieldPlan[];
  readonly lists: readonly FieldPlan[];
  readonly uniques: readonly UniquePlan[];
}

/** What the choices of a service mean for its plan. */
export interface Choices {
  readonly paging: Paging;
  readonly accountTables: (grants: AccountGrants) => AccountTables;
  /** What routes answer when they cannot tell who is calling. */
  readonly callerFailures: readonly CallerFailure[];
  /** Whether the service signs what callers show to prove who they are. */
  readonly signsTokens: boolean;
}

export interface ServicePlan {
  readonly design: ApiDesign;
  readonly paging: Paging;
  readonly config: Config;
  /** What there is around the domains. */
  readonly has: ProjectParts;
  /** Of the distribution, the token issuer and the database, e.g. `blog-api`. */
  readonly slug: string;
  readonly title: string;
  readonly account: AccountPlan;
  readonly hasAccounts: boolean;
  /** The tables of the accounts, where there are some. */
  readonly accountTables: AccountTables;
  readonly callerFailures: readonly CallerFailure[];
  readonly hasRoles: boolean;
  readonly hasScopes: boolean;
  /** Whether any route lists. */
  readonly hasLists: boolean;
  /** Whether anything is signed, and with it whether there is a `SECRET_KEY`. */
  readonly hasSecret: boolean;
  readonly resources: readonly ResourcePlan[];
  readonly tables: Tables;
  /** What actions announce: functions of app/background.py. */
  readonly tasks: readonly TaskPlan[];
}

/** Plans a service. */
export function planService(design: ApiDesign, choices: Choices): ServicePlan {
  const { paging, accountTables, callerFailures } = choices;
  const hasAccounts = design.config.auth_style !== 'none';
  const reserved = accountTables({ hasRoles: true, hasScopes: true }).own;
  const tables = new Set([
    'users',
    ...reserved.map((each) => each.name),
    'alembic_version',
    ...design.resources.map((each) => each.plural),
  ]);
  const classes = new Set([
    'User',
    ...reserved.map((each) => each.className),
    ...design.resources.map((each) => each.name),
  ]);
  const resources: ResourcePlan[] = [];
  const account = planAccount(design.account.fields, { tables, classes });
  const tasks = planTasks(design);
  const known = new Tables(() => resources, hasAccounts ? accountTable(account) : undefined);
  const referring = (name: string) =>
    resources.flatMap((each) => each.relations.filter((relation) => relation.relation.target === name));
  const linking = (name: string) =>
    resources.flatMap((each) => each.links.filter(({ link }) => link.link.target === name));
  const lookUp = (name: string) => resources.find((each) => each.resource.name === name) ?? null;
  for (const resource of design.resources)
    resources.push(
      planResource(resource, lookUp, referring, {
        tables,
        classes,
        accountTables: hasAccounts ? ['users', ...reserved.map((each) => each.name)] : [],
        paging,
        callerFailures,
        known,
        tasks,
        linking,
        names: new Set(design.resources.map((each) => each.name)),
        endpoints: design.endpoints.filter((each) => homeOf(each, design) === resource.name),
      }),
    );
  const rules: readonly Rule[] = resources.flatMap((each) => [
    ...Object.values(each.resource.access).flat(),
    ...allActions(each).flatMap((action) => action.access.rules),
  ]);
  const grants = {
    hasRoles: design.roles.length > 0 || rules.some((rule) => rule.who === 'role'),
    hasScopes: design.scopes.length > 0 || rules.some((rule) => rule.who === 'scope'),
  };
  const ownTables = accountTables(grants);
  const hasLists = ownTables.listed || resources.some((each) => each.operations.has('list'));
  return {
    design,
    paging,
    config: design.config,
    has: PROFILES[design.config.profile],
    slug: distributionName(design.service),
    title: design.service,
    account,
    hasAccounts,
    ...grants,
    accountTables: ownTables,
    callerFailures,
    hasLists,
    hasSecret: choices.signsTokens || (hasLists && paging.signed),
    resources,
    tables: known,
    tasks: tasks.filter((each) => announced(resources).has(each)),
  };
}

/** The tasks that actions call. */
const announced = (resources: readonly ResourcePlan[]): ReadonlySet<TaskPlan> =>
  new Set(
    resources.flatMap((each) =>
      allActions(each).flatMap(({ procedure }) =>
        allStatements(procedure?.statements ?? []).flatMap((step) => (step.do === 'announce' ? [step.task] : [])),
      ),
    ),
  );

function planAccount(given: readonly Field[], taken: Taken): AccountPlan {
  const fields = given.map((field) => planField(field, 'User', 'users', taken));
  return {
    fields,
    lists: fields.filter((each) => each.list),
    uniques: planUniques({ uniqueTogether: [] }, 'users', fields, [], false),
  };
}

function planResource(
  resource: Resource,
  lookUp: (name: string) => ResourcePlan | null,
  referring: (name: string) => readonly RelationPlan[],
  taken: Taken &
    Pick<Choices, 'paging' | 'callerFailures'> & {
      readonly accountTables: readonly string[];
      readonly known: Tables;
      readonly tasks: readonly TaskPlan[];
      readonly endpoints: readonly Endpoint[];
      /** Every resource. */
      readonly names: ReadonlySet<string>;
      readonly linking: (name: string) => readonly LinkedField[];
    },
): ResourcePlan {
  const module = moduleName(resource.plural);
  const table = taken.accountTables.includes(resource.plural) ? `${resource.plural}_data` : resource.plural;
  const own = ownSymbols(`app.${module}`);
  const links = (resource.links ?? [])
    .filter(({ target }) => taken.names.has(target))
    .map((link) => planLink(link, resource, lookUp, taken));
  const fields = [
    ...resource.fields.map((field) => planField(field, resource.name, table, taken, resource.singular)),
    ...links,
  ];
  const relations = resource.relations.map((relation) => planRelation(relation, resource.name, lookUp));
  const operations = new Set(
    resource.operations.filter(
      (operation) => resource.access[operation]?.some((rule) => rule.who !== 'nobody') ?? true,
    ),
  );
  const softDelete = resource.options.includes('soft_delete');
  const access: Partial<Record<Operation, AccessPlan>> = Object.fromEntries(
    [...operations].map((operation) => [operation, planAccess(resource.access[operation] ?? [])]),
  );
  const owner = relations.find((each) => each.relation.name === resource.owner);
  const row = {
    className: resource.name,
    model: own('models', resource.name),
    row: new Name(variableName(resource.singular)),
    fields,
    relations,
    timestamps: resource.options.includes('timestamps'),
    locked: resource.options.includes('optimistic_lock'),
  };
  const uniques = planUniques(resource, table, fields, relations, softDelete);
  // Actions can be about rows of any resource, so they are planned when all resources are known.
  const actions = lazily(() =>
    planActions(resource.actions, taken.endpoints, {
      ...row,
      hasRoutes: operations.size > 0,
      path: `/${kebab(resource.plural)}`,
      singular: resource.singular,
      plural: resource.plural,
      noun: words(resource.singular),
      errors: uniques.map((each) => each.errorClass),
      ...(resource.states && { states: resource.states }),
      planInput: (field, inputClass) => planField(field, inputClass, table, taken, resource.singular),
      planReference: (relation) => planRelation(relation, resource.name, lookUp),
      tables: taken.known,
      tasks: taken.tasks,
    }),
  );
  const scopes = lazily(() =>
    planScopes(
      resource.plural,
      access,
      actions().planned.map((each) => each.access),
    ),
  );
  const acting = lazily(() =>
    actions().planned.map((each) => ({ ...askingForCaller(each), scope: scopes().acting(each.access) })),
  );
  const calls = lazily(() => actions().endpoints.map(askingForCaller));
  return {
    resource,
    paging: taken.paging,
    callerFailures: taken.callerFailures,
    module,
    path: `/${kebab(resource.plural)}`,
    table,
    ...row,
    singular: resource.singular,
    plural: resource.plural,
    noun: words(resource.singular),
    nouns: words(resource.plural),
    aNoun: article(words(resource.singular)),
    lists: fields.filter((each) => each.list),
    links,
    get linkedBy() {
      return taken.linking(resource.name);
    },
    ...(owner && { owner }),
    uniques,
    softDelete,
    operations,
    access,
    get scopes() {
      return scopes();
    },
    get actions() {
      return acting();
    },
    get endpoints() {
      return calls();
    },
    get leftOut() {
      return actions().leftOut;
    },
    get restrictedBy() {
      return referring(resource.name).filter((each) => each.relation.onDelete === 'restrict');
    },
    own,
  };
}

/** The resource that an endpoint is at home with: that of the row it gives, or the first that it names. */
export function homeOf({ returns, steps }: Endpoint, { resources }: Pick<ApiDesign, 'resources'>): string | undefined {
  const named = [returns, ...steps.flatMap((each) => ('resource' in each ? [each.resource] : []))];
  return named.find((name) => resources.some((each) => each.name === name));
}

/** Whether it takes the caller to tell which rows the input of a procedure may name. */
const referencesAskForCaller = (procedure: Procedure | undefined): boolean =>
  procedure?.statements.some(
    (each) => each.do === 'refer' && (each.relation.target()?.scopes.visible.viewer ?? 'none') !== 'none',
  ) ?? false;

/** An action that is given the caller where its references ask for one. */
const askingForCaller = <A extends Planned>(action: A): A => ({
  ...action,
  usesCaller: action.usesCaller || referencesAskForCaller(action.procedure),
});

/** A value that is made when it is asked for, once. */
function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The symbols of a package, by module and name; each is made once, as most are used in many modules. */
function ownSymbols(folder: string): ResourcePlan['own'] {
  const parts = new Map<string, Map<string, Sym>>();
  return (part, id) => {
    const known = parts.get(part) ?? new Map<string, Sym>();
    const symbol = known.get(id) ?? new Sym(`${folder}.${part}`, id);
    parts.set(part, known.set(id, symbol));
    return symbol;
  };
}

function planField(field: Field, owner: string, table: string, taken: Taken, singular = 'user'): FieldPlan {
  return {
    field,
    json: field.name,
    attribute: attributeName(field.name),
    enumClass: unused(`${owner}${pascal(field.name)}`, owner, taken.classes),
    label: words(field.name),
    ...(field.list && { list: planList(field, owner, table, taken, singular) }),
  };
}

function planList(field: Field, owner: string, table: string, taken: Taken, singular: string): ListPlan {
  const item = singularOf(field.name);
  return {
    className: claim(`${owner}${pascal(item)}`, 'Item', taken.classes),
    table: claim(`${table === 'users' ? 'user' : singular}_${field.name}`, '_values', taken.tables),
    rows: `${item}_rows`,
    parentKey: `${singular}_id`,
    value: 'value',
  };
}

const SCHEMA_CLASSES = ['Create', 'Update', 'Read', 'Sort', 'Query', 'Service'];

function unused(name: string, owner: string, taken: ReadonlySet<string>): string {
  const clashes = taken.has(name) || SCHEMA_CLASSES.some((suffix) => name === owner + suffix);
  return clashes ? `${name}Value` : name;
}

function planRelation(relation: Relation, source: string, lookUp: (name: string) => ResourcePlan | null): RelationPlan {
  const json = `${relation.name}_id`;
  return {
    relation,
    json,
    attribute: json,
    label: words(relation.name),
    get targetTable() {
      return lookUp(relation.target)?.table ?? 'users';
    },
    source: () => lookUp(source)!,
    target: () => lookUp(relation.target),
  };
}

function planUniques(
  resource: Pick<Resource, 'uniqueTogether'>,
  table: string,
  fields: readonly FieldPlan[],
  relations: readonly RelationPlan[],
  softDelete: boolean,
): UniquePlan[] {
  const columnOf = (name: string): string =>
    relations.some((each) => each.relation.name === name) ? `${name}_id` : name;
  const unique = (names: readonly string[], field?: FieldPlan): UniquePlan => {
    const columns = names.map(columnOf);
    const suffix = softDelete ? '_not_deleted' : '';
    return {
      name: identifier(`uq_${table}_${columns.join('_')}${suffix}`),
      columns,
      errorClass: `${pascal(names.join('_and_'))}TakenError`,
      code: kebab(`${names.join('_and_')}_taken`),
      label: names.map(words).join(' and '),
      ...(field && { field }),
    };
  };
  return [
    ...fields.filter((each) => each.field.unique && !each.list).map((each) => unique([each.json], each)),
    ...relations.filter((each) => each.relation.unique).map((each) => unique([each.relation.name])),
    ...resource.uniqueTogether.map((names) => unique(names)),
  ];
}

/** The description of a resource as the first sentence of its documentation. */
export const describe = (plan: ResourcePlan): string =>
  plan.resource.description ? endSentence(sentence(plan.resource.description)) : `${sentence(plan.aNoun)}.`;
