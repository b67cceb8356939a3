/** Failures of actions as problem types: what the design says of them, and names of their own. */
import type { Failure } from '../design/api-design.ts';
import { endSentence, kebab, pascal, sentence, words } from './names.ts';

/** A failure that an action names, as a problem type. */
export interface ActionFailure {
  readonly className: string;
  readonly status: number;
  /** The last part of the problem type. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** The failure of a step, named after its message where that is short. */
export function failureOf({ status, message }: Failure, action: string): ActionFailure {
  const own = message.startsWith('Requirement not met: ') ? `cannot ${words(action)}` : message;
  const parts = own.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const short = parts.length > 0 && parts.length <= 6 && /^[a-z]/.test(parts[0]!);
  const id = short ? parts.join('_') : `cannot_${action}`;
  return {
    className: `${pascal(id)}Error`,
    status,
    code: kebab(id),
    title: short ? sentence(own.replace(/[.!]+$/, '')) : sentence(`cannot ${words(action)}`),
    detail: endSentence(message),
  };
}

/** The failure of a row in a state that a transition does not start from. */
export const stateFailure = (
  field: string,
  home: { readonly className: string; readonly singular: string; readonly noun: string },
): ActionFailure => ({
  className: `${home.className}${pascal(field)}Error`,
  status: 409,
  code: kebab(`${home.singular}_${field}`),
  title: `${sentence(words(field))} does not allow it`,
  detail: `The ${words(field)} of the ${home.noun} does not allow it.`,
});

/** Errors of all projects, which modules of a resource may import. */
const ERRORS = [
  'AppError',
  'AuthenticationError',
  'EditConflictError',
  'ForbiddenError',
  'InvalidCursorError',
  'NotFoundError',
  'UnknownReferenceError',
];

/** The names of the failures of a resource: those of the same name and different meaning get different ones. */
export class FailureNames {
  readonly #known: Map<string, ActionFailure>;

  constructor(
    private readonly taken: readonly string[],
    known: ReadonlyMap<string, ActionFailure> = new Map(),
  ) {
    this.#known = new Map(known);
  }

  /** The same names, to which more can be added without touching these. */
  fork(): FailureNames {
    return new FailureNames(this.taken, this.#known);
  }

  /** The failure, under a name that is free. */
  distinct(failure: ActionFailure, action: string, number = 1): ActionFailure {
    const { className } = failure;
    const other = this.#known.get(className);
    const isTaken = ERRORS.includes(className) || this.taken.includes(className);
    if (!isTaken && (!other || JSON.stringify(other) === JSON.stringify(failure))) {
      this.#known.set(className, failure);
      return failure;
    }
    const id = `cannot_${action}${number > 1 ? `_${number}` : ''}`;
    return this.distinct({ ...failure, className: `${pascal(id)}Error`, code: kebab(id) }, action, number + 1);
  }
}
