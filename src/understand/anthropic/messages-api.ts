/** The Messages API of Anthropic. The only module that knows its SDK, which is loaded when a model is to be asked. */
import type Anthropic from '@anthropic-ai/sdk';
import type { Log } from '../engine.ts';
import { answerSchema } from './answer-schema.ts';
import type { Ask, Reply, Turn } from './conversation.ts';
import { failureOf, type Sdk } from './api-failure.ts';
import { ModelFailure } from './failure.ts';
import { type ModelSettings, problemOf } from './settings.ts';
import type { Cost, Meter } from './usage.ts';
import { SYSTEM } from './words.ts';

const TOOL = 'send_design';

/** The ways of having an answer follow a schema. */
type Form = Pick<Anthropic.MessageStreamParams, 'output_config' | 'tools' | 'tool_choice'>;

/** Connects to the API. Nothing is sent before something is asked. */
export async function connect(settings: ModelSettings, meter: Meter, log: Log): Promise<Ask> {
  const problem = problemOf(settings);
  if (problem !== undefined) throw new ModelFailure(problem);
  const sdk = await loadSdk();
  const client = clientOf(sdk, settings, log);
  let form = byFormat();
  const request = async (turns: readonly Turn[], maxTokens: number, signal: AbortSignal): Promise<Reply> => {
    const params = { model: settings.model, max_tokens: maxTokens, ...promptOf(turns), ...form };
    return replyOf(await stream(client, params, signal, meter));
  };
  return async (turns, maxTokens, signal) => {
    try {
      return await request(turns, maxTokens, signal).catch((problem: unknown) => {
        // What a 400 is about is said only in words that may change; the schema is what is most often refused.
        if (!(problem instanceof sdk.BadRequestError) || form.tools !== undefined) throw problem;
        form = byTool();
        return request(turns, maxTokens, signal);
      });
    } catch (problem) {
      throw failureOf(problem, sdk, settings.model);
    }
  };
}

async function loadSdk(): Promise<Sdk> {
  try {
    return await import('@anthropic-ai/sdk');
  } catch {
    throw new ModelFailure('the package @anthropic-ai/sdk is not installed');
  }
}

function clientOf(sdk: Sdk, { apiKey, baseUrl, deadline }: ModelSettings, log: Log): Anthropic {
  return new sdk.Anthropic({
    apiKey,
    // Without these the SDK looks for credentials in other variables and on disk.
    authToken: null,
    baseURL: baseUrl,
    maxRetries: 0,
    timeout: deadline * 1000,
    openTelemetry: false,
    // Its own logger prints to stdout, which belongs to the protocol. LOG_LEVEL decides what of this is written.
    logger: loggerOf(log),
    logLevel: 'debug',
  });
}

/** Only the first argument is a message; the others are requests and answers, with the description in them. */
function loggerOf(log: Log): Record<'debug' | 'info' | 'warn' | 'error', (message: string) => void> {
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string) => log(level, 'anthropic', { message });
  return { debug: at('debug'), info: at('debug'), warn: at('warn'), error: at('warn') };
}

function promptOf(turns: readonly Turn[]): Pick<Anthropic.MessageStreamParams, 'system' | 'messages'> {
  return {
    system: [{ type: 'text', text: SYSTEM, cache_control: { type: 'ephemeral' } }],
    messages: turns.map(({ role, text }) => ({ role, content: text })),
  };
}

/** Structured output. The helpers of the SDK for it would hide why an answer ended, and what it cost. */
function byFormat(): Form {
  return { output_config: { format: { type: 'json_schema', schema: { ...answerSchema() } } } };
}

/** A tool that has to be called, for models and proxies that refuse the schema as an output format. */
function byTool(): Form {
  const { properties, required = [] } = answerSchema();
  const input_schema = { type: 'object' as const, properties, required: [...required] };
  return {
    tools: [{ name: TOOL, description: 'Send the design of the API', input_schema }],
    tool_choice: { type: 'tool', name: TOOL, disable_parallel_tool_use: true },
  };
}

/** Streams an answer, which keeps the connection alive; what it cost counts even when it broke off. */
async function stream(
  client: Anthropic,
  params: Anthropic.MessageStreamParams,
  signal: AbortSignal,
  meter: Meter,
): Promise<Anthropic.Message> {
  let cost: Cost | undefined;
  try {
    const answer = client.messages.stream(params, { signal });
    answer.on('streamEvent', (_event, snapshot) => (cost = snapshot.usage));
    return await answer.finalMessage();
  } finally {
    meter.add(cost);
  }
}

function replyOf({ content, stop_reason }: Anthropic.Message): Reply {
  const parts = content.map((block) => {
    if (block.type === 'tool_use') return JSON.stringify(block.input);
    return block.type === 'text' ? block.text : '';
  });
  return { text: parts.join(''), ending: endingOf(stop_reason) };
}

function endingOf(reason: Anthropic.StopReason | null): Reply['ending'] {
  if (reason === 'refusal') return 'refused';
  return reason === 'max_tokens' || reason === 'model_context_window_exceeded' ? 'cut' : 'complete';
}
