/** Steps that concern more than one row, as statements of one transaction. */
import type { Action, Expr, Step } from '../../design/api-design.ts';
import { type ActionFailure, failureOf, type FailureNames, stateFailure } from '../action-failures.ts';
import { impliedBound, isOptional, refuseType } from '../action-values.ts';
import type { Assignment, Counter } from '../actions.ts';
import { sentence, words } from '../names.ts';
import { NotCompiled } from '../not-compiled.ts';
import { conjuncts, localPath, type LocalPlan, mentionedColumns, negationNormal, pathsOf } from '../paths.ts';
import type { FieldPlan, RelationPlan } from '../plan.ts';
import type { TablePlan, Tables } from '../tables.ts';
import type { TaskPlan } from '../tasks.ts';
import { columnOf, defaultOf, idField } from './columns.ts';
import { Expressions, type Surroundings } from './expressions.ts';
import { CALLER, type InputNames, Names, relationOf } from './names.ts';
import {
  allStatements,
  type Procedure,
  type ProcedureFailure,
  type RowTarget,
  type RowVariable,
  type Statement,
  type StatementOf,
  type Violation,
} from './procedure.ts';
import { asksForCaller, CHANGING, keysCounted, mentions, READING, together } from './statements.ts';

/** What planning the steps of an action needs to know of where it is. */
export interface ProcedureHome {
  /** The resource whose service has it. */
  readonly className: string;
  readonly tables: Tables;
  readonly tasks: readonly TaskPlan[];
  readonly input: InputNames;
  /** The table of the action's row; actions of a collection have none. */
  readonly own?: TablePlan;
  readonly states?: {
    readonly field: string;
    readonly transitions: readonly { readonly from: readonly string[]; readonly to: string; readonly action: string }[];
  };
}

/** Plans the transaction of an action; throws `NotCompiled` with the reason when a step cannot be compiled. */
export function planProcedure(action: Action, home: ProcedureHome, names: FailureNames): Procedure {
  return new Planner(action, home, names).plan();
}

type StepOf<D extends Step['do'], S extends Step = Step> = S extends Step ? (D extends S['do'] ? S : never) : never;

/** The statements of a block, and the names that are known in it. */
class Block {
  readonly statements: Statement[] = [];
  readonly expressions: Expressions;
  /** Variables whose rows nobody else changes any more. */
  readonly claimed: Set<string>;

  constructor(
    readonly names: Names,
    around: Surroundings,
    outer?: Block,
  ) {
    this.claimed = new Set(outer?.claimed);
    this.expressions = new Expressions(around, names, (each) => this.statements.push(each));
  }
}

class Planner implements Surroundings {
  readonly tables: Tables;
  readonly inputs: readonly FieldPlan[];
  readonly #failures = new Map<string, ProcedureFailure>();
  readonly #read = new Map<string, Set<string>>();
  readonly #changed = new Map<string, Set<string>>();
  readonly #counted = new Set<string>();
  readonly #locals = new Map<string, LocalPlan>();
  readonly #root: Block;
  readonly #own: RowVariable | undefined;
  #returns: RowVariable | undefined;
  #isDone = false;

  constructor(
    private readonly action: Action,
    private readonly home: ProcedureHome,
    private readonly failureNames: FailureNames,
  ) {
    this.tables = home.tables;
    this.inputs = [...home.input.fields, ...home.input.relations.map(idField)];
    this.#own = home.own && { name: home.own.row.id, table: home.own };
    if (this.#own) this.#locals.set(this.#own.name, { row: this.#own.table });
    this.#returns = this.#own;
    this.#root = new Block(new Names(home.tables, this.#own, home.input, this.#locals), this);
  }

  plan(): Procedure {
    this.#refer();
    for (const step of this.action.steps) this.#step(step, this.#root);
    const { statements } = this.#root;
    if (!allStatements(statements).some((each) => CHANGING.has(each.do))) throw new NotCompiled('it changes nothing');
    this.#claimOwn();
    return {
      statements,
      locals: this.#locals,
      failures: [...this.#failures.values()],
      returns: this.#returns,
      usesCaller: asksForCaller(statements),
    };
  }

  reads(variable: string, attribute: string): void {
    if (this.#changed.get(variable)?.has(attribute)) {
      throw new NotCompiled(`it reads "${attribute}" of ${variable} after it has changed it`);
    }
    const known = this.#read.get(variable) ?? new Set();
    this.#read.set(variable, known.add(attribute));
  }

  /** Counting rows, and adding one, must not be interleaved with the same of another request: both wait for one row. */
  claimFor(query: Expr): void {
    const anchors = equalities(query).flatMap((each) => this.#anchor(each));
    const [first] = anchors;
    if (!first) throw new NotCompiled('it decides on rows that belong to no row in particular');
    if (!anchors.some((each) => this.#root.claimed.has(each.name))) this.#claim(first);
  }

  /** The row whose id a path is. */
  #anchor([first, variable, attribute]: readonly string[]): RowVariable[] {
    if (first === 'me') return [{ name: VIEWER, table: this.tables.account! }];
    const local = first === '@' && attribute === 'id' ? this.#locals.get(variable!) : undefined;
    return local && 'row' in local ? [{ name: variable!, table: local.row }] : [];
  }

  #claim(row: RowVariable): void {
    const { claimed, statements } = this.#root;
    if (claimed.has(row.name)) return;
    claimed.add(row.name);
    statements.push({ do: 'claim', target: this.#target(row, true) });
  }

  /** What an action decides on must still be so when it is done, even if it changes only other rows. */
  #claimOwn(): void {
    const own = this.#own;
    if (!own || this.#root.claimed.has(own.name) || this.#isDone) return;
    if ((this.#read.get(own.name)?.size ?? 0) === 0) return;
    const { statements } = this.#root;
    const first = statements.findIndex((each) => !READING.has(each.do));
    statements.splice(first === -1 ? statements.length : first, 0, { do: 'claim', target: this.#target(own, true) });
  }

  #target(row: RowVariable, isGuarded: boolean): RowTarget {
    const { name, table } = row;
    const id = name === VIEWER ? CALLER : localPath(name, 'id');
    return { table, id, variable: name, unchanged: () => (isGuarded ? this.#guard(row) : []) };
  }

  #guard({ name, table }: RowVariable): string[] {
    if (name === VIEWER) return [];
    if (table.locked && !this.#counted.has(name)) return ['version'];
    return [...(this.#read.get(name) ?? [])].filter((each) => each !== 'id' && each !== 'version');
  }

  /** Rows that the input names and no step loads must be there, and visible. */
  #refer(): void {
    for (const relation of this.home.input.relations) {
      if (loads(this.action.steps, relation)) continue;
      this.#root.statements.push({ do: 'refer', relation, optional: relation.relation.nullable });
    }
  }

  #step(step: Step, block: Block): void {
    if (this.#isDone && step.do !== 'enqueue' && step.do !== 'emit')
      throw new NotCompiled(`"${step.do}" comes too late`);
    switch (step.do) {
      case 'require':
        return this.#require(step, block);
      case 'set':
        return this.#set(step.assignments, block);
      case 'transition':
        return this.#move(step.to, block);
      case 'increment':
      case 'decrement':
        return this.#count(step, block);
      case 'create':
        return this.#create(step, block);
      case 'load':
        return this.#load(step, block);
      case 'update':
        return this.#updateAll(step, block);
      case 'delete':
        return this.#delete(step, block);
      case 'for':
        return this.#each(step, block);
      case 'if':
        return this.#if(step, block);
      case 'enqueue':
      case 'emit':
        return this.#announce(step, block);
      case 'return':
        return this.#return(step.value, block);
      default:
        throw new NotCompiled(`"${step.do}" is not generated yet`);
    }
  }

  #require({ condition, failure }: StepOf<'require'>, block: Block): void {
    const lowered = block.expressions.of(negationNormal(condition));
    block.statements.push({
      do: 'check',
      condition: negationNormal(lowered),
      failure: this.#failure(failure, 'What it asks for does not hold.'),
    });
  }

  #failure(failure: { readonly status: number; readonly message: string }, about: string): ActionFailure {
    return this.#named(failureOf(failure, this.action.name), about);
  }

  #named(failure: ActionFailure, about: string): ActionFailure {
    const distinct = this.failureNames.distinct(failure, this.action.name);
    this.#failures.set(distinct.className, { failure: distinct, about });
    return distinct;
  }

  // --- rows that were read -------------------------------------------------------------------------

  /** Assignments to several rows are one change for each, in order. */
  #set(assignments: StepOf<'set'>['assignments'], block: Block): void {
    const changes = new Map<string, { row: RowVariable; assignments: Assignment[] }>();
    for (const { path, value } of assignments) {
      const { row, column } = this.#column(path, block);
      const change = changes.get(row.name) ?? { row, assignments: [] };
      changes.set(row.name, change);
      change.assignments.push({ column, value: this.#assigned(column, value, path.join('.'), block) });
    }
    for (const { row, assignments: values } of changes.values()) this.#change(row, values, [], block);
  }

  #column(path: readonly string[], block: Block): { row: RowVariable; column: FieldPlan | RelationPlan } {
    const row = path.length === 1 ? this.#own : block.expressions.row(path.slice(0, -1));
    const column = row && columnOf(row.table, path.at(-1)!);
    if (!row || !column) throw new NotCompiled(`"${path.join('.')}" cannot be set`);
    return { row, column };
  }

  #assigned(column: FieldPlan | RelationPlan, value: Expr, text: string, block: Block): Expr {
    const nullable = 'field' in column ? column.field.nullable : column.relation.nullable;
    if (value.kind === 'literal' && value.value === null && !nullable)
      throw new NotCompiled(`"${text}" cannot be empty`);
    const lowered = block.expressions.of(value);
    if ('field' in column) refuseType(column, lowered);
    if (!nullable && isOptional(lowered, block.expressions.scope()))
      throw new NotCompiled(`"${text}" cannot be empty, and what it is set to may be`);
    return lowered;
  }

  /** Changes a row that was read, unless somebody else has changed it since. */
  #change(
    row: RowVariable,
    assignments: readonly Assignment[],
    counters: readonly Counter[],
    block: Block,
    failure?: ActionFailure,
  ): void {
    // A failure says that a bound was not met, so that nothing else may be in its way.
    if (failure && this.#read.has(row.name) && row.name !== VIEWER && !block.claimed.has(row.name)) this.#claim(row);
    const isFirst = !block.claimed.has(row.name) && !this.#root.claimed.has(row.name);
    if (isFirst && block !== this.#root && row.name === this.#own?.name) this.#claim(row);
    const isGuarded = isFirst && !this.#root.claimed.has(row.name);
    block.claimed.add(row.name);
    for (const { attribute } of [...assignments.map(({ column }) => column), ...counters.map(({ field }) => field)]) {
      const known = this.#changed.get(row.name) ?? new Set();
      this.#changed.set(row.name, known.add(attribute));
      const relation = row.table.relations.find((each) => each.attribute === attribute);
      if (relation)
        block.names.forget(row === this.#own ? relation.relation.name : `${row.name}.${relation.relation.name}`);
    }
    if (counters.length > 0) this.#counted.add(row.name);
    const target = this.#target(row, isGuarded);
    const violations = this.#violations(row.table, assignments);
    const change: StatementOf<'change'> = {
      do: 'change',
      target,
      assignments,
      counters,
      ...(failure && { failure }),
      violations,
    };
    const merged = isGuarded || failure ? undefined : together(block.statements.at(-1), change);
    if (merged) block.statements.pop();
    block.statements.push(merged ?? change);
  }

  /** Unique values that another row may have already. */
  #violations(table: TablePlan, assignments: readonly Assignment[]): Violation[] {
    const uniques = table.resource?.().uniques ?? [];
    return uniques
      .filter((unique) => assignments.some(({ column }) => unique.columns.includes(column.json)))
      .map((unique): Violation => {
        const { name: constraint, errorClass } = unique;
        if (table.className === this.home.className) return { constraint, className: errorClass };
        const { noun, softDelete } = table;
        const failure: ActionFailure = {
          className: errorClass,
          status: 409,
          code: unique.code,
          title: `${sentence(unique.label)} taken`,
          detail: `Another ${noun} already has this ${unique.label}.`,
        };
        const about = `Another ${noun}${softDelete ? ' that is not deleted' : ''} has this ${unique.label}.`;
        return { constraint, className: this.#named(failure, about).className };
      });
  }

  #move(to: string, block: Block): void {
    const { states, own } = this.home;
    const row = this.#own;
    const field = own?.fields.find((each) => each.json === states?.field);
    if (!states || !own || !row || !field) throw new NotCompiled('its resource has no states');
    const from = states.transitions.find((each) => each.action === this.action.name && each.to === to)?.from;
    if (from) {
      this.reads(row.name, field.attribute);
      const about = `The ${own.noun} is in a ${field.label} that the action does not start from.`;
      const failure = this.#named(stateFailure(field.json, own), about);
      block.statements.push({ do: 'state', row, field, from, failure });
    }
    this.#change(row, [{ column: field, value: { kind: 'literal', value: to } }], [], block);
  }

  #count(step: StepOf<'increment'>, block: Block): void {
    const text = step.path.join('.');
    const target = this.#countedRow(step.path, block);
    const field = target.table.fields.find((each) => each.json === step.path.at(-1));
    if (!field || field.list || field.field.nullable) throw new NotCompiled(`"${text}" cannot be counted`);
    const by = block.expressions.of(step.by);
    refuseType(field, by);
    const direction = step.do === 'increment' ? 'up' : 'down';
    const bound = step.bound ? block.expressions.of(step.bound) : impliedBound(field.field, direction, by, this.inputs);
    const counter: Counter = { field, direction, by, ...(bound && { bound }) };
    const failure = bound && this.#boundFailure(step, direction);
    if (target.variable === undefined) {
      const change = { do: 'change', target, assignments: [], counters: [counter], violations: [] } as const;
      block.statements.push({ ...change, ...(failure && { failure }) });
      return;
    }
    const row: RowVariable = { name: target.variable, table: target.table };
    this.#change(row, [], [counter], block, failure);
  }

  #boundFailure({ path, failure }: StepOf<'increment'>, direction: Counter['direction']): ActionFailure {
    const [verb, done] = direction === 'up' ? ['raise', 'raised'] : ['lower', 'lowered'];
    const message = `${sentence(words(path.at(-1)!))} cannot be ${done} that far`;
    const about = `\`${this.action.name}\` would ${verb} \`${path.join('.')}\` too far.`;
    return this.#failure(failure ?? { status: 409, message }, about);
  }

  /** The row of a counter: one in a variable, or one that a key names and that need not be read. */
  #countedRow(path: readonly string[], block: Block): RowTarget {
    if (path.length === 1 || (path.length === 2 && path[0] === 'self')) {
      if (!this.#own) throw new NotCompiled(`"${path.join('.')}" belongs to no row`);
      return this.#target(this.#own, false);
    }
    const start = path.slice(0, -1);
    const known = start.length === 1 ? block.names.find(start[0]!) : block.names.followed(start.join('.'));
    if (known) return this.#target(known, false);
    const key = block.expressions.of({ kind: 'path', path: start });
    const table = this.#tableOf(start, block);
    return { table, id: key, unchanged: () => [] };
  }

  /** The table that a path of relations leads to. */
  #tableOf(path: readonly string[], block: Block): TablePlan {
    const last = path.at(-1)!;
    const start = path.slice(0, -1);
    const from = start.length === 0 ? this.#own : path[0] === 'input' ? undefined : block.expressions.row(start);
    const relation = from
      ? relationOf(from.table, last)
      : this.home.input.relations.find((each) => each.relation.name === last || each.json === last);
    if (!relation) throw new NotCompiled(`"${path.join('.')}" is no row`);
    if (relation.relation.nullable) throw new NotCompiled(`"${path.join('.')}" may be empty`);
    return this.tables.target(relation);
  }

  // --- other rows ----------------------------------------------------------------------------------

  #create({ resource, values, as }: StepOf<'create'>, block: Block): void {
    const table = this.#table(resource);
    if (!table.resource) throw new NotCompiled('accounts are made by registering');
    const given = Object.entries(values).map(([name, value]): Assignment => {
      const column = columnOf(table, name);
      if (!column) throw new NotCompiled(`"${name}" of ${resource} cannot be given`);
      return { column, value: this.#assigned(column, value, `${resource}.${name}`, block) };
    });
    const missing = table.fields.filter(
      (each) => !given.some(({ column }) => column === each) && !each.field.readOnly && !each.field.nullable,
    );
    const slug = missing.find((each) => each.field.from !== undefined);
    if (slug) throw new NotCompiled(`"${slug.json}" of ${resource} is made of another field`);
    const defaults = missing
      .filter((each) => !each.list)
      .map((each): Assignment => ({ column: each, value: defaultOf(each.field) }));
    const into = block.names.row(table, table.row.id, as);
    block.claimed.add(into.name);
    const all = [...given, ...defaults];
    const violations = this.#violations(table, all);
    const isUsed = (): boolean => mentions(this.#root.statements, `["@","${into.name}"`);
    block.statements.push({ do: 'insert', into, values: all, isUsed, violations });
  }

  #table(name: string): TablePlan {
    const table = this.tables.find(name);
    if (!table) throw new NotCompiled(`${name} is not known`);
    return table;
  }

  #load({ resource, where, as, lock, failure }: StepOf<'load'>, block: Block): void {
    const table = this.#table(resource);
    const condition = block.expressions.of(where, table);
    const into = block.names.row(table, as, as);
    const missing = this.#failure(failure, `There is no such ${table.noun}.`);
    block.statements.push({ do: 'fetch', into, query: { table, where: condition }, failure: missing });
    if (!lock) return;
    block.claimed.add(into.name);
    block.statements.push({ do: 'claim', target: this.#target(into, true) });
  }

  #updateAll({ resource, where, values }: StepOf<'update'>, block: Block): void {
    const table = this.#table(resource);
    const condition = block.expressions.of(where, table);
    const assignments = Object.entries(values).map(([name, value]): Assignment => {
      const column = columnOf(table, name);
      if (!column) throw new NotCompiled(`"${name}" of ${resource} cannot be set`);
      const over = block.expressions.of(value, table);
      if (mentionedColumns(over, block.expressions.scope(table)).length > 0)
        throw new NotCompiled(`"${name}" of many rows is set to what each of them has`);
      return { column, value: this.#assigned(column, value, `${resource}.${name}`, block) };
    });
    const violations = this.#violations(table, assignments);
    block.statements.push({ do: 'change-all', query: { table, where: condition }, assignments, violations });
  }

  #delete({ target, where }: StepOf<'delete'>, block: Block): void {
    if (where) {
      const table = this.#table(target);
      block.statements.push({ do: 'remove-all', query: { table, where: block.expressions.of(where, table) } });
      return;
    }
    const row = block.names.find(target);
    if (!row) throw new NotCompiled(`it deletes every row of ${target}`);
    block.statements.push({ do: 'remove', target: this.#target(row, !block.claimed.has(row.name)) });
    if (row !== this.#own) return;
    if (block !== this.#root) throw new NotCompiled('it deletes its row only sometimes');
    this.#returns = undefined;
    this.#isDone = true;
  }

  // --- blocks --------------------------------------------------------------------------------------

  #each({ variable, in: list, steps }: StepOf<'for'>, block: Block): void {
    const { query, column } = block.expressions.query(list);
    if (column.length > 0) throw new NotCompiled('it goes through values, not rows');
    const inner = new Block(block.names.inner(), this, block);
    const row = inner.names.row(query.table, variable, variable);
    for (const step of steps) this.#step(step, inner);
    const order = [...new Set([...keysCounted(inner.statements, row), 'id'])];
    block.statements.push({ do: 'each', variable: row, query, order, body: inner.statements });
  }

  #if({ condition, then, else: otherwise }: StepOf<'if'>, block: Block): void {
    const lowered = negationNormal(block.expressions.of(negationNormal(condition)));
    const inner = (steps: readonly Step[]): Statement[] => {
      const part = new Block(block.names.inner(), this, block);
      for (const step of steps) this.#step(step, part);
      return part.statements;
    };
    const body = inner(then);
    block.statements.push({ do: 'if', condition: lowered, body, otherwise: inner(otherwise) });
  }

  #announce({ name, arguments: given }: StepOf<'emit'>, block: Block): void {
    const task = this.home.tasks.find(({ callable }) => callable.name === name);
    if (!task) throw new NotCompiled(`${name}() is not known`);
    const values = task.parameters.flatMap((parameter) => {
      const value = given[parameter.json];
      return value ? [{ parameter, value: this.#told(parameter, value, block) }] : [];
    });
    block.statements.push({ do: 'announce', task, arguments: values });
  }

  #told({ field, json }: FieldPlan, value: Expr, block: Block): Expr {
    const lowered = block.expressions.of(value);
    if (!field.nullable && isOptional(lowered, block.expressions.scope()))
      throw new NotCompiled(`"${json}" cannot be empty, and what it is told may be`);
    return lowered;
  }

  #return(value: Expr, block: Block): void {
    if (block !== this.#root || value.kind !== 'path') throw new NotCompiled('it returns what is no row');
    const row = value.path.length === 1 ? block.names.find(value.path[0]!) : undefined;
    if (!row) throw new NotCompiled(`"${value.path.join('.')}" is no row`);
    if ((row.table.resource?.().operations.size ?? 0) === 0)
      throw new NotCompiled(`it returns a row of ${row.table.className}, which has no routes of its own`);
    this.#returns = row;
  }
}

const VIEWER = 'viewer';

/** What the columns of the rows of a query must be equal to: the paths. */
const equalities = (expr: Expr): (readonly string[])[] =>
  conjuncts(expr).flatMap((each) => {
    const isEquality = each.kind === 'binary' && each.operator === '==';
    return isEquality && each.left.kind === 'path' && each.right.kind === 'path'
      ? [each.left.path, each.right.path]
      : [];
  });

/** Whether a step loads the row that an input names. */
const loads = (steps: readonly Step[], { relation, json }: RelationPlan): boolean =>
  steps.some((step) => {
    if (step.do !== 'load' || step.resource !== relation.target) return false;
    return pathsOf(step.where).some(([first, name]) => first === 'input' && (name === json || name === relation.name));
  });
