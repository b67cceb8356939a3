/** How a test makes the rows of a scene, and who asks. */
import type { JsonValue } from '../../../../design/api-design.ts';
import type { RelationPlan, TablePlan } from '../../../../plan/index.ts';
import { authModels } from '../../../../plan/own-symbols.ts';
import { Name, type Part, py, value } from '../../../../python/index.ts';
import { ME } from '../../conditions.ts';
import { type CallerKind, doorExpectation } from '../../expectations.ts';
import type { ResourceSuite, Suite } from '../../suite.ts';
import { helpers } from '../../symbols.ts';
import { keywords, type Override } from '../parts.ts';
import { NOBODY, OWNER, type Scene } from './scenes.ts';
import type { WorldRow } from './world.ts';

/** The rows of a scene in a test. */
export interface Setting {
  /** Makes the rows. Those that nothing has asked the ids of by then have no variable. */
  readonly statements: () => readonly Part[];
  /** Who asks. */
  readonly client: Part;
  readonly app: Part;
  /** The fixtures of the callers who make the rows. */
  readonly fixtures: readonly Name[];
  /** The id of a row in the test, by its key; undefined for what is no key. */
  readonly idOf: (key: string) => Part | undefined;
}

interface Stage {
  readonly tests: ResourceSuite;
  readonly suite: Suite;
  readonly own: TablePlan | undefined;
}

/** How a test makes the rows of a scene; undefined where requests and factories cannot. */
export function settingOf(scene: Scene, caller: CallerKind, stage: Stage): Setting | undefined {
  return new Maker(scene, caller, stage).make();
}

class Maker {
  readonly #statements: (() => Part)[] = [];
  readonly #ids = new Map<string, Part>();
  /** Keys of rows whose ids are asked for. */
  readonly #used = new Set<string>();
  readonly #fixtures = new Map<string, Name>();
  readonly #client: Part;
  readonly #suite: Suite;

  constructor(
    private readonly scene: Scene,
    private readonly caller: CallerKind,
    private readonly stage: Stage,
  ) {
    this.#suite = stage.suite;
    this.#client = this.#suite.plan.hasAccounts ? py`callers[${caller.name}]` : stage.tests.who;
  }

  make(): Setting | undefined {
    const { who } = this.stage.tests;
    this.#fixtures.set(who.id, who);
    this.#ids.set(NOBODY, py`"00000000-0000-7000-8000-000000000000"`);
    if (this.#suite.plan.hasAccounts) {
      this.#account(ME, this.#client);
      this.#account(OWNER, who);
    }
    for (const each of this.scene.rows) if (!this.#row(each)) return undefined;
    return {
      statements: () => this.#statements.map((each) => each()),
      client: this.#client,
      app: py`${who}.app`,
      fixtures: [...this.#fixtures.values()],
      idOf: (key) => this.#idOf(key),
    };
  }

  #idOf(key: string): Part | undefined {
    this.#used.add(key);
    return this.#ids.get(key);
  }

  /** The id of an account that makes requests. */
  #account(key: string, client: Part): void {
    const name = new Name(key === ME ? 'me' : 'owner_id');
    this.#ids.set(key, name);
    this.#statements.push(() => this.#used.has(key) && py`${name} = (await ${client}.get(${helpers.ME})).json()["id"]`);
  }

  #row(row: WorldRow): boolean {
    if (row.key === ME) return this.#isCaller(row);
    if (row.table.className === 'User' && this.#suite.plan.hasAccounts) return this.#otherAccount(row);
    const tests = this.#suite.resources.find(({ resource }) => resource.className === row.table.className);
    return tests !== undefined && this.#created(row, tests);
  }

  /** Whether the caller is as the scene wants it, or can be made so. */
  #isCaller({ values }: WorldRow): boolean {
    const { grants, ...columns } = values;
    const held = this.caller.grants.map(({ kind, name }) => `${kind}:${name}`);
    if (Array.isArray(grants) && grants.some((each) => !held.includes(String(each)))) return false;
    if (Array.isArray(grants) && grants.length === 0 && held.length > 0) return false;
    const { account } = this.#suite.plan.tables;
    const set = Object.entries(columns).filter(([name, given]) => {
      const field = account?.fields.find((each) => each.attribute === name)?.field;
      return (
        !(field?.default?.kind === 'value' && field.default.value === given) && !(field?.nullable && given === null)
      );
    });
    if (set.length === 0) return true;
    const me = this.#idOf(ME);
    const stored = set.map(([name, given]) => py`${name}: ${this.#shown(given)}`);
    const { who } = this.stage.tests;
    this.#statements.push(
      () => py`await ${helpers.change}(${[py`${who}.app`, authModels.User, py`{"id": ${me}}`, py`{${stored}}`]})`,
    );
    return true;
  }

  #otherAccount({ key, values }: WorldRow): boolean {
    const { grants, ...columns } = values;
    if (Object.keys(columns).length > 0) return false;
    const roles = Array.isArray(grants) ? grants.map((each) => String(each).replace(/^role:/, '')) : [];
    const name = new Name(key);
    const given = roles.length > 0 && py`roles=${value(roles)}`;
    const create = py`await ${helpers.create_user}(${[py`${this.stage.tests.who}.app`, given]})`;
    this.#ids.set(key, py`str(${name}.id)`);
    this.#statements.push(() => this.#used.has(key) && py`${name} = ${create}`);
    return true;
  }

  #created(row: WorldRow, tests: ResourceSuite): boolean {
    const { resource } = tests;
    const owner = resource.owner && row.values[resource.owner.attribute];
    const byRequest = tests.able.has('create');
    const isMine = owner === ME && byRequest;
    if (isMine && doorExpectation('create', resource, this.caller).status !== 201) return false;
    if (byRequest && owner !== undefined && owner !== ME && owner !== OWNER) return false;
    const isOwners = owner === OWNER && byRequest;
    const { who: maker, caller: makerKind } = this.stage.tests;
    if (isOwners && doorExpectation('create', resource, makerKind).status !== 201) return false;
    const client = isMine ? this.#client : isOwners ? maker : tests.who;
    const overrides: Override[] = [];
    for (const [attribute, given] of Object.entries(row.values)) {
      const relation = resource.relations.find((each) => each.attribute === attribute);
      const isOwner = relation !== undefined && relation === resource.owner;
      if (isOwner && byRequest) continue;
      if (relation && byRequest && isReadOnly(relation)) return false;
      const field = resource.fields.find((each) => each.attribute === attribute);
      const json = relation?.json ?? field?.json;
      if (json === undefined) return false;
      if (field?.field.readOnly && byRequest && !tests.stored.includes(field)) return false;
      overrides.push([json, this.#shown(given)]);
    }
    const name =
      row.table.className === this.stage.own?.className && row.key === resource.row.id
        ? resource.row
        : new Name(row.key);
    if (!isMine && !isOwners) this.#fixtures.set(tests.who.id, tests.who);
    return this.#made(row.key, name, py`await ${tests.create}(${[client, keywords(overrides)]})`, py`${name}["id"]`);
  }

  #made(key: string, name: Name, create: Part, id: Part): true {
    this.#ids.set(key, id);
    this.#statements.push(() => (this.#used.has(key) ? py`${name} = ${create}` : create));
    return true;
  }

  #shown(given: JsonValue): Part {
    return (typeof given === 'string' ? this.#idOf(given) : undefined) ?? value(given);
  }
}

const isReadOnly = ({ relation }: RelationPlan): boolean => relation.readOnly;
