/** How the Anthropic API is used. */
export interface ModelSettings {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  /** Seconds for everything that one call does with the model. */
  readonly deadline: number;
}

/** The environment variables that are read, with what they say. */
export const MODEL_VARIABLES = {
  key: 'ANTHROPIC_API_KEY',
  baseUrl: 'ANTHROPIC_BASE_URL',
  model: 'ANTHROPIC_MODEL',
  deadline: 'FASTAPI_ARCHITECT_DEADLINE',
} as const;

/** The model that is asked unless another one is named. */
export const DEFAULT_MODEL = 'claude-sonnet-4-6';
const DEFAULT_ADDRESS = 'https://api.anthropic.com';
/** Hosts give a call up after 60 seconds, and the project has still to be made by then. */
const LONGEST = 55;
const DEFAULT_DEADLINE = 50;

/** The settings that an environment holds; undefined without a key, because then no model is to be asked. */
export function modelSettings(env: NodeJS.ProcessEnv): ModelSettings | undefined {
  const apiKey = valueOf(env, MODEL_VARIABLES.key);
  if (apiKey === undefined) return undefined;
  return {
    apiKey,
    baseUrl: valueOf(env, MODEL_VARIABLES.baseUrl) ?? DEFAULT_ADDRESS,
    model: valueOf(env, MODEL_VARIABLES.model) ?? DEFAULT_MODEL,
    deadline: deadlineOf(Number(valueOf(env, MODEL_VARIABLES.deadline))),
  };
}

/** What makes these settings useless, if anything does; never quotes the key. */
export function problemOf({ apiKey, baseUrl }: ModelSettings): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) return `${MODEL_VARIABLES.key} has characters that are in no key`;
  return URL.canParse(baseUrl) ? undefined : `${MODEL_VARIABLES.baseUrl} is not an address`;
}

function deadlineOf(seconds: number): number {
  return seconds > 0 ? Math.min(seconds, LONGEST) : DEFAULT_DEADLINE;
}

function valueOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}
