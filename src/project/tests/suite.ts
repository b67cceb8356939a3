/** The plan of a test suite: who calls, how valid rows are made, and which operations those callers can use. */
import type { Flow } from '../../targets/flow.ts';
import type { DatabaseTests, Persistence } from '../../targets/types.ts';
import type { Config, Operation } from '../../design/api-design.ts';
import {
  type ActionPlan,
  allAccess,
  allActions,
  type FieldPlan,
  type Grant,
  isBuiltin,
  type RelationPlan,
  type ResourcePlan,
  screaming,
  type ServicePlan,
  writableReferences,
} from '../../plan/index.ts';
import { from, isKeyword, Name, type Sym } from '../../python/index.ts';
import { ME, mentionedNames, type Row } from './conditions.ts';
import { type CallerKind, doorExpectation, expectation, isListed, isVisible } from './expectations.ts';
import { entitiesOf, type Entity } from './resource/procedures/entities.ts';
import { allStates, stateFields } from './states.ts';

/** What tests know about one resource. */
export interface ResourceSuite {
  readonly resource: ResourcePlan;
  /** How code waits for the database. */
  readonly flow: Flow;
  /** How tests reach the database. */
  readonly database: DatabaseTests;
  /** The fixture of the caller who may do all that anyone may. */
  readonly who: Name;
  readonly caller: CallerKind;
  /** The operations that this caller can use on a row in the state of new ones. */
  readonly able: ReadonlySet<Operation>;
  /** Values that new rows have, so that the caller may use them. */
  readonly state: Row;
  /** Fields that no request sets and tests need to: they are written into the database. */
  readonly stored: readonly FieldPlan[];
  /** The path of the collection, e.g. `POSTS`. */
  readonly url: Sym;
  readonly payload: Sym;
  readonly create: Sym;
  /** Whether each caller can have one row only. */
  readonly single: boolean;
  /** Creates one row of several, each for another caller where nobody can have two. */
  readonly createOne: Sym;
  /** How many rows there can be, as far as unique fields with few values go. */
  readonly capacity: number;
  /** Whether the caller finds all rows that `createOne` makes in the list. */
  readonly listsMany: boolean;
  /** How many rows a list must be asked for to show all that a test makes; undefined when it does so by itself. */
  readonly limit: number | undefined;
  /** Whether making a payload creates what it refers to. */
  readonly refers: boolean;
  /** A variable that holds a row as JSON. */
  readonly row: Name;
}

export interface Suite {
  readonly plan: ServicePlan;
  readonly persistence: Persistence;
  /** The fixture of a caller who owns what the tests create, e.g. `author`. */
  readonly owner: Name;
  /** Every role and scope that a rule names. */
  readonly grants: readonly Grant[];
  /** Whether some resource is only usable by a caller with grants. */
  readonly hasStaff: boolean;
  readonly resources: readonly ResourceSuite[];
  /** Whether what an action does depends on columns of the caller's account. */
  readonly changesCallers: boolean;
  /** Resources without routes whose rows tests make. */
  readonly storedOnly: ReadonlySet<ResourcePlan>;
}

export const STAFF = new Name('staff');

/** The rows that a test of a list makes at most. */
const MOST_ROWS = 7;

/** Plans the tests of a service. */
export function planSuite(plan: ServicePlan, persistence: Persistence): Suite {
  const owner = ownerFixture(plan);
  const grants = grantsOf(plan);
  const plain: CallerKind = { name: owner.id, isKnown: plan.hasAccounts, owns: plan.hasAccounts, grants: [] };
  const staff: CallerKind = { ...plain, name: STAFF.id, grants };
  const made = new Map<ResourcePlan, ResourceSuite>();
  const entities = transactedEntities(plan);
  const transacted = transactedFields(entities);
  const suiteOf = (resource: ResourcePlan): ResourceSuite => {
    const known = made.get(resource);
    if (known) return known;
    const targets = requiredReferences(resource).map((each) => each.target());
    const parents = targets.filter((each) => each !== null && each !== resource).map((each) => suiteOf(each!));
    const needsStaff = parents.some((each) => each.who === STAFF);
    const suite = planResource(resource, needsStaff ? [staff] : plan.hasAccounts ? [plain, staff] : [plain], owner, {
      config: plan.config,
      flow: persistence.flow,
      database: persistence.tests,
      transacted,
    });
    made.set(resource, suite);
    return suite;
  };
  const resources = plan.resources.map(suiteOf);
  return {
    plan,
    persistence,
    owner,
    grants,
    hasStaff: resources.some((each) => each.who === STAFF),
    resources,
    changesCallers: entities.some(({ key, fields }) => key === ME && fields.size > 0),
    storedOnly: new Set(
      plan.resources.filter(
        (each) => each.operations.size === 0 && entities.some(({ table }) => table.className === each.className),
      ),
    ),
  };
}

/** Relations without which no row can be created. */
export const requiredReferences = (resource: ResourcePlan): RelationPlan[] =>
  resource.relations.filter((each) => each !== resource.owner && !each.relation.nullable);

function planResource(
  resource: ResourcePlan,
  callers: readonly CallerKind[],
  owner: Name,
  {
    config,
    flow,
    database,
    transacted,
  }: {
    readonly config: Config;
    readonly flow: Flow;
    readonly database: DatabaseTests;
    readonly transacted: ReadonlySet<FieldPlan>;
  },
): ResourceSuite {
  const { caller, state, able } = bestOf(resource, callers);
  const single = resource.uniques.some(({ columns }) => columns.length === 1 && columns[0] === resource.owner?.json);
  const capacity = Math.min(...resource.uniques.flatMap(({ field }) => (field ? [countOf(field)] : [])), 1_000_000);
  const own = (id: string): Sym => from(`tests.factories.${resource.module}`, id)[id]!;
  return {
    flow,
    database,
    resource,
    who: caller.name === STAFF.id ? STAFF : owner,
    caller,
    able,
    state,
    stored: storedFields(resource, able, transacted),
    url: own(screaming(resource.plural)),
    payload: own(`${resource.singular}_payload`),
    create: own(`create_${resource.singular}`),
    single,
    createOne: own(single ? `create_${resource.singular}_of_another` : `create_${resource.singular}`),
    capacity,
    listsMany:
      able.has('list') &&
      capacity > MOST_ROWS &&
      (!single || isListed(resource, { ...caller, owns: false }, state) === true),
    limit: config.page_size < MOST_ROWS ? Math.min(MOST_ROWS, config.max_page_size) : undefined,
    refers: requiredReferences(resource).length > 0,
    row: rowVariable(resource),
  };
}

/** How many different values a field has, if they are few. */
function countOf({ field }: FieldPlan): number {
  if (field.nullable) return 1_000_000;
  if (field.type === 'bool') return 2;
  if (field.type === 'enum') return field.values.length;
  if (field.type === 'int' && field.min !== undefined && field.max !== undefined) return field.max - field.min + 1;
  return 1_000_000;
}

interface Choice {
  readonly caller: CallerKind;
  readonly state: Row;
  readonly able: ReadonlySet<Operation>;
}

/** The caller and the state with which most operations work; the first ones where several are as good. */
function bestOf(resource: ResourcePlan, callers: readonly CallerKind[]): Choice {
  let best: Choice | undefined;
  for (const caller of callers) {
    for (const state of allStates(resource)) {
      const able = ableOperations(resource, caller, state);
      if (!best || able.size > best.able.size) best = { caller, state, able };
      if (best.able.size === resource.operations.size) return best;
    }
  }
  return best!;
}

function ableOperations(resource: ResourcePlan, caller: CallerKind, state: Row): Set<Operation> {
  const works = (operation: Operation): boolean => {
    if (operation === 'create') {
      const opens = doorExpectation('create', resource, caller).status < 300;
      return opens && requiredReferences(resource).every((each) => canReferTo(each, caller));
    }
    if (operation === 'list') {
      return doorExpectation('list', resource, caller).status < 300 && isListed(resource, caller, state) === true;
    }
    return (expectation(operation, resource, caller, state)?.status ?? 500) < 300;
  };
  return new Set([...resource.operations].filter(works));
}

/** Whether a request may set a relation: the rows that tests create must be visible to its caller. */
export function canReferTo(plan: RelationPlan, caller: CallerKind): boolean {
  const target = plan.target();
  return target === null || allStates(target).some((state) => isVisible(target, caller, state) === true);
}

/** Fields that an action decides upon or counts. */
export const actionFields = (action: ActionPlan, { fields }: ResourcePlan): FieldPlan[] =>
  fields.filter(
    (each) =>
      action.decidesOn.includes(each.attribute) ||
      action.counters.some(({ field }) => field === each) ||
      action.access.rules.some(({ when }) => when && mentionedNames(when).includes(each.json)),
  );

/** The rows that actions look at which concern several. */
const transactedEntities = ({ resources, tables }: ServicePlan): Entity[] =>
  resources.flatMap((resource) =>
    allActions(resource)
      .filter((each) => each.procedure)
      .flatMap((each) => {
        const own = each.action.on === 'item' ? tables.find(resource.className) : undefined;
        return entitiesOf(each, own, tables.account).all;
      }),
  );

/** Fields that decide what those actions do, of whatever resource. */
const transactedFields = (entities: readonly Entity[]): ReadonlySet<FieldPlan> =>
  new Set(
    entities.flatMap(({ fields, fixed, table }) => [
      ...fields,
      ...table.fields.filter(({ attribute }) => fixed.has(attribute)),
    ]),
  );

/** Fields that lists, rules and actions depend on, and that a request that creates cannot give. */
function storedFields(
  resource: ResourcePlan,
  able: ReadonlySet<Operation>,
  transacted: ReadonlySet<FieldPlan>,
): FieldPlan[] {
  if (!able.has('create')) return [];
  const { filters, sorts, search } = resource.resource;
  const used = new Set([...filters, ...sorts].map((each) => each.field).concat(search));
  for (const plan of stateFields(resource)) used.add(plan.json);
  for (const plan of resource.actions.flatMap((action) => actionFields(action, resource))) used.add(plan.json);
  return resource.fields.filter(
    (plan) => plan.field.readOnly && !plan.list && (used.has(plan.json) || transacted.has(plan)),
  );
}

function grantsOf(plan: ServicePlan): Grant[] {
  const all = plan.resources.flatMap((each) =>
    allAccess(each).flatMap((access) =>
      access.rules.flatMap((rule): Grant[] =>
        (rule.who === 'role' || rule.who === 'scope') && rule.name !== undefined
          ? [{ kind: rule.who, name: rule.name }]
          : [],
      ),
    ),
  );
  return all.filter(
    (grant, index) => all.findIndex((each) => each.kind === grant.kind && each.name === grant.name) === index,
  );
}

/** Words for an owner that are no variables of the tests. */
const OWNER_WORDS = new Set(
  'author owner creator customer member reporter seller buyer borrower uploader editor'.split(' '),
);

/** What the owner of rows is called, when all resources agree on it. */
function ownerFixture({ resources, hasAccounts }: ServicePlan): Name {
  if (!hasAccounts) return new Name('client');
  const names = new Set(resources.map((each) => each.owner?.relation.name).filter((each) => each !== undefined));
  if (names.size === 0) return new Name('user');
  const [first] = names;
  return new Name(names.size === 1 && OWNER_WORDS.has(first!) ? first! : 'owner');
}

/** Names that the generated tests use themselves. */
const TAKEN = new Set(
  (
    'account after app before body caller callers change changes client client_with code created deleted expected field fields first ' +
    'form given group header headers item items key kept limit listed loaded method monkeypatch name names number other owner ' +
    'page parent params patch path payload post_id problem request response responses rest restored row rows same second seen ' +
    'service settings size sort staff status stranger suffix taken test time update updated url user value values version ' +
    'any count date datetime dict float id int json len list map min max next object print range set sorted str sum tuple type uuid uuid4'
  ).split(' '),
);

/** Where longer names would make lines too long. */
const LONG_NAMES = 58;

function rowVariable({ singular, plural, resource }: ResourcePlan): Name {
  if (singular.length + plural.length > LONG_NAMES) return new Name('item');
  const taken = TAKEN.has(singular) || OWNER_WORDS.has(singular) || isKeyword(singular) || isBuiltin(singular);
  return new Name(taken ? `${resource.singular}_json` : singular);
}

/** Relations that requests set, with the resource they refer to. */
export const writableRelations = (resource: ResourcePlan): RelationPlan[] => writableReferences(resource, 'create');
