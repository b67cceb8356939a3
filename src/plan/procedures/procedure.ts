/** What an action does that concerns more than its own row: statements of one transaction, for whatever runs the queries. */
import type { Expr } from '../../design/api-design.ts';
import type { ActionFailure } from '../action-failures.ts';
import type { Assignment, Counter } from '../actions.ts';
import type { LocalPlan } from '../paths.ts';
import type { FieldPlan, RelationPlan } from '../plan.ts';
import type { TablePlan } from '../tables.ts';
import type { TaskPlan } from '../tasks.ts';

/** A row in a variable of Python. */
export interface RowVariable {
  readonly name: string;
  readonly table: TablePlan;
}

/** Rows of a table that meet a condition over it; other names of the condition are variables. */
export interface RowQuery {
  readonly table: TablePlan;
  readonly where?: Expr;
}

/** What is computed over rows. */
export type Measure = 'count' | 'exists' | 'sum' | 'avg' | 'min' | 'max';

/** One row, and what must still be so for it to be changed. */
export interface RowTarget {
  readonly table: TablePlan;
  /** The id. */
  readonly id: Expr;
  /** The variable that holds the row, if it was read. */
  readonly variable?: string;
  /** Attributes that must be as in the variable, in the end. */
  readonly unchanged: () => readonly string[];
}

/** A constraint that a statement can violate, and the error of the resource that the violation is. */
export interface Violation {
  readonly constraint: string;
  readonly className: string;
}

/** A step of the transaction. Expressions name variables as `@.variable.attribute`. */
export type Statement =
  | { readonly do: 'check'; readonly condition: Expr; readonly failure: ActionFailure }
  | {
      readonly do: 'state';
      readonly row: RowVariable;
      readonly field: FieldPlan;
      readonly from: readonly string[];
      readonly failure: ActionFailure;
    }
  /** That a row is there which a request names, and that the caller may see it. */
  | { readonly do: 'refer'; readonly relation: RelationPlan; readonly optional: boolean }
  /** Keeps a row as it is until the end, so that others who need it wait. */
  | { readonly do: 'claim'; readonly target: RowTarget }
  | { readonly do: 'fetch'; readonly into: RowVariable; readonly query: RowQuery; readonly failure: ActionFailure }
  /** The row that a foreign key names. */
  | { readonly do: 'follow'; readonly into: RowVariable; readonly key: Expr }
  | {
      readonly do: 'measure';
      readonly into: string;
      readonly measure: Measure;
      readonly query: RowQuery;
      readonly column?: FieldPlan;
    }
  | {
      readonly do: 'change';
      readonly target: RowTarget;
      readonly assignments: readonly Assignment[];
      readonly counters: readonly Counter[];
      /** What went wrong when no row is found; otherwise another request was faster. */
      readonly failure?: ActionFailure;
      readonly violations: readonly Violation[];
    }
  | {
      readonly do: 'insert';
      readonly into: RowVariable;
      readonly values: readonly Assignment[];
      /** Whether other statements need it. */
      readonly isUsed: () => boolean;
      readonly violations: readonly Violation[];
    }
  | {
      readonly do: 'change-all';
      readonly query: RowQuery;
      readonly assignments: readonly Assignment[];
      readonly violations: readonly Violation[];
    }
  | { readonly do: 'remove-all'; readonly query: RowQuery }
  | { readonly do: 'remove'; readonly target: RowTarget }
  | {
      readonly do: 'each';
      readonly variable: RowVariable;
      readonly query: RowQuery;
      /** Attributes by which the rows are sorted, so that two requests do not wait for each other. */
      readonly order: readonly string[];
      readonly body: readonly Statement[];
    }
  | {
      readonly do: 'if';
      readonly condition: Expr;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  /** Gives a variable a number, or adds to it. */
  | { readonly do: 'let' | 'add'; readonly variable: string; readonly value: Expr; readonly field: FieldPlan }
  | {
      readonly do: 'announce';
      readonly task: TaskPlan;
      readonly arguments: readonly { readonly parameter: FieldPlan; readonly value: Expr }[];
    };

/** A statement of one kind. */
export type StatementOf<D extends Statement['do']> = Extract<Statement, { readonly do: D }>;

/** A failure of a procedure, and what its exception class says of it. */
export interface ProcedureFailure {
  readonly failure: ActionFailure;
  readonly about: string;
}

/** The transaction of an action. */
export interface Procedure {
  readonly statements: readonly Statement[];
  readonly locals: ReadonlyMap<string, LocalPlan>;
  readonly failures: readonly ProcedureFailure[];
  /** The row that is answered: the action's own one, or another; nothing when it is deleted. */
  readonly returns: RowVariable | undefined;
  readonly usesCaller: boolean;
}

/** Every statement, those of blocks included. */
export function allStatements(statements: readonly Statement[]): Statement[] {
  return statements.flatMap((each) => {
    if (each.do === 'each') return [each, ...allStatements(each.body)];
    if (each.do === 'if') return [each, ...allStatements(each.body), ...allStatements(each.otherwise)];
    return [each];
  });
}
