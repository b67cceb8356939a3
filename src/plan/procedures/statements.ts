/** Facts about the statements of a procedure. */
import { allStatements, type RowVariable, type Statement, type StatementOf } from './procedure.ts';

const columnsOf = ({ assignments, counters }: StatementOf<'change'>): string[] => [
  ...assignments.map(({ column }) => column.attribute),
  ...counters.map(({ field }) => field.attribute),
];

/** Two changes of the same row as one, if they follow each other. */
export function together(last: Statement | undefined, next: StatementOf<'change'>): Statement | undefined {
  if (last?.do !== 'change' || JSON.stringify(last.target.id) !== JSON.stringify(next.target.id)) return undefined;
  const columns = new Set(columnsOf(last));
  if (columnsOf(next).some((each) => columns.has(each))) return undefined;
  return {
    ...last,
    assignments: [...last.assignments, ...next.assignments],
    counters: [...last.counters, ...next.counters],
    violations: [...last.violations, ...next.violations],
  };
}

/** Statements that change nothing. */
export const READING: ReadonlySet<Statement['do']> = new Set(['check', 'state', 'refer', 'fetch', 'follow', 'let']);

/** Statements that change something, in the database or beyond. */
export const CHANGING: ReadonlySet<Statement['do']> = new Set([
  'change',
  'insert',
  'change-all',
  'remove-all',
  'remove',
  'announce',
]);

/** Keys of a row whose rows are counted: changing them in this order, two requests cannot wait for each other. */
export const keysCounted = (statements: readonly Statement[], { name }: RowVariable): string[] =>
  allStatements(statements).flatMap((each) => {
    if (each.do !== 'change' || each.target.variable !== undefined || each.target.id.kind !== 'path') return [];
    const [, variable, attribute] = each.target.id.path;
    return variable === name && attribute !== undefined ? [attribute] : [];
  });

/** Whether statements need to know who is calling. */
export const asksForCaller = (statements: readonly Statement[]): boolean =>
  mentions(statements, '["me"]') || mentions(statements, '["@","viewer"');

/** Whether an expression of some statements has a path in it, as JSON. */
export const mentions = (statements: readonly Statement[], path: string): boolean =>
  JSON.stringify(statements, (key, part: unknown) => (PLANS.has(key) ? undefined : part)).includes(path);

/** Parts of statements that hold no expressions. */
const PLANS: ReadonlySet<string> = new Set(['table', 'column', 'field', 'relation', 'failure', 'task', 'parameter']);
