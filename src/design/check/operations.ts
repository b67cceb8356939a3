/** Which operations a resource has, and the words for them. */
import { OPERATIONS, type Operation } from '../api-design.ts';
import type { Line } from '../normalise/lines.ts';
import { didYouMean } from '../suggest.ts';
import { readSwitch } from './choices.ts';
import type { Draft, DraftResource } from './model.ts';

/** The operations of a resource that does not say. */
export const CRUD: readonly Operation[] = ['list', 'get', 'create', 'update', 'delete'];

const GROUPS: ReadonlyMap<string, readonly Operation[]> = new Map([
  ['*', OPERATIONS],
  ['all', OPERATIONS],
  ['read', ['list', 'get']],
  ['write', ['create', 'update', 'delete', 'restore']],
  ['crud', CRUD],
]);

const SPELLINGS: ReadonlyMap<string, Operation> = new Map([
  ['view', 'get'],
  ['retrieve', 'get'],
  ['detail', 'get'],
  ['show', 'get'],
  ['index', 'list'],
  ['patch', 'update'],
  ['edit', 'update'],
  ['partial_update', 'update'],
  ['destroy', 'delete'],
  ['remove', 'delete'],
  ['add', 'create'],
  ['post', 'create'],
  ['undelete', 'restore'],
]);

const REPLACE: readonly string[] = ['replace', 'put', 'upsert'];
const NOT_GENERATED: readonly string[] = ['bulk_create', 'bulk_update', 'bulk_delete', 'count'];

/** What a word means: some operations (none after a warning), or nothing known. */
export interface OperationWord {
  readonly operations: readonly Operation[];
  /** Stands for several; operations that the resource does not have are no mistake then. */
  readonly isGroup: boolean;
}

/** The operations that a word names; undefined when it names none. */
export function operationsNamed(word: string, path: string, draft: Draft): OperationWord | undefined {
  const group = GROUPS.get(word);
  if (group) return { operations: group, isGroup: true };
  const operation = OPERATIONS.find((known) => known === word) ?? SPELLINGS.get(word);
  if (operation) return { operations: [operation], isGroup: false };
  if (REPLACE.includes(word)) {
    draft.report.warn(path, `${word} is not generated: update is PATCH`, { got: word, suggestion: 'update' });
    return { operations: ['update'], isGroup: false };
  }
  if (!NOT_GENERATED.includes(word)) return undefined;
  draft.report.warn(path, `${word} is not generated yet`, { got: word });
  return { operations: [], isGroup: true };
}

/** Every word that names operations, for suggestions. */
export const OPERATION_WORDS: readonly string[] = [...OPERATIONS, ...GROUPS.keys()];

/** Reads the operations of a resource, in canonical order. */
export function checkOperations(resource: DraftResource, draft: Draft): void {
  const { operations } = resource.source;
  const found = operations === undefined ? new Set(CRUD) : readOperations(operations, draft);
  if (found.has('restore') && !resource.options.has('soft_delete')) {
    resource.options.add('soft_delete');
    draft.report.assume(`${resource.path}.operations`, 'restore needs the option soft_delete, which is on now');
  }
  if (resource.options.has('soft_delete') && found.has('delete')) found.add('restore');
  resource.operations = OPERATIONS.filter((operation) => found.has(operation));
}

function readOperations(operations: readonly Line[], draft: Draft): Set<Operation> {
  const found = new Set<Operation>();
  const removed = new Set<Operation>();
  let onlyRemoved = operations.length > 0;
  for (const line of operations) {
    const { name, on, path, given } = readSwitch(line);
    const word = operationsNamed(given.trim() === '*' ? '*' : name, path, draft);
    if (!word) {
      const message = `unknown operation "${given}"; use ${OPERATIONS.join(', ')}`;
      draft.report.error(path, message, { got: given, suggestion: didYouMean(name, OPERATION_WORDS) });
    }
    if (on) onlyRemoved = false;
    for (const operation of word?.operations ?? []) {
      const isRestoreOfGroup = word?.isGroup === true && operation === 'restore';
      if (!isRestoreOfGroup) (on ? found : removed).add(operation);
    }
  }
  if (onlyRemoved) for (const operation of CRUD) found.add(operation);
  for (const operation of removed) found.delete(operation);
  return found;
}
