import { ModelFailure } from './failure.ts';
import { MODEL_VARIABLES } from './settings.ts';

/** The SDK as a module. */
export type Sdk = typeof import('@anthropic-ai/sdk');

/** Wait when the API does not say how long, in milliseconds. */
const WAIT = 1_000;

/** What a person should know of an error of the SDK. Its own messages may quote what was sent. */
export function failureOf(problem: unknown, sdk: Sdk, model: string): Error {
  if (problem instanceof ModelFailure) return problem;
  if (problem instanceof sdk.APIConnectionError)
    return new ModelFailure(`it cannot be reached${codeOf(problem)}`, WAIT);
  if (!(problem instanceof sdk.AnthropicError)) return new ModelFailure('the request could not be made');
  if (!(problem instanceof sdk.APIError)) return new ModelFailure('its answer broke off', WAIT);
  // An error in the middle of an answer has no status, only a type.
  const status: unknown = problem.status;
  if (typeof status !== 'number') return new ModelFailure('its answer broke off with an error', WAIT);
  const reference = `status ${status}${requestOf(problem.requestID)}`;
  const wait = waitOf(problem.headers);
  const reason = reasonOf(status, model);
  if (status === 429) return new ModelFailure(`${reason} (${reference}${waitText(wait)})`, wait);
  return new ModelFailure(
    `${reason} (${reference})`,
    status >= 500 || status === 408 || status === 409 ? wait : undefined,
  );
}

function reasonOf(status: number, model: string): string {
  switch (status) {
    case 401:
      return `it refused the key: check ${MODEL_VARIABLES.key}`;
    case 402:
      return 'the account of the key cannot pay for it';
    case 403:
      return `the key may not use ${model}`;
    case 404:
      return `it does not know ${model}: check ${MODEL_VARIABLES.model} and ${MODEL_VARIABLES.baseUrl}`;
    case 413:
      return 'the description is too long for it';
    case 429:
      return 'it has had too many requests of this key';
    case 529:
      return 'it is overloaded';
    default:
      return status >= 500 ? 'it failed' : 'it refused the request';
  }
}

/** The id by which the provider finds a request in its logs. */
function requestOf(id: string | null | undefined): string {
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? `, request ${id}` : '';
}

/** What the operating system calls the reason why there is no connection. */
function codeOf(problem: Error): string {
  for (let cause: unknown = problem.cause; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? cause.code : undefined;
    if (typeof code === 'string' && /^\w{1,40}$/.test(code)) return ` (${code})`;
  }
  return '';
}

/** The wait that a server asks for, in milliseconds: a number of seconds, or a moment. */
function waitOf(headers: Headers | undefined): number {
  const asked = headers?.get('retry-after') ?? '';
  const seconds = asked.trim() === '' ? Number.NaN : Number(asked);
  const wait = Number.isNaN(seconds) ? Date.parse(asked) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? WAIT : Math.max(0, wait);
}

function waitText(wait: number): string {
  return wait > WAIT ? `, it asks to wait ${Math.ceil(wait / 1000)} seconds` : '';
}
