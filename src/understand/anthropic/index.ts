import type { Declined, Engine, Request, Understanding } from '../engine.ts';
import { coverageOf, isObject } from './answer.ts';
import { converse } from './conversation.ts';
import { withinDeadline } from './deadline.ts';
import { Cancelled, ModelFailure } from './failure.ts';
import { connect } from './messages-api.ts';
import type { ModelSettings } from './settings.ts';
import { Meter } from './usage.ts';

/** The engine that asks a model of Anthropic, if there is a key. Whatever goes wrong, the next engine is told why. */
export function anthropicEngine(settings: () => ModelSettings | undefined): Engine {
  return {
    name: 'model',
    understand: async (request) => {
      const found = settings();
      if (found === undefined || request.description.trim() === '') return { declined: '' };
      return askModel(request, found);
    },
  };
}

async function askModel(request: Request, settings: ModelSettings): Promise<Understanding | Declined> {
  const meter = new Meter(settings.model);
  const { description, log } = request;
  try {
    const { wire, assumptions, unparsed } = await withinDeadline(settings.deadline, request.signal, async (deadline) =>
      converse(await connect(settings, meter, log), request, deadline, meter),
    );
    const coverage = coverageOf(description, unparsed);
    return { engine: 'model', wire: isObject(wire) ? wire : {}, assumptions, unparsed, coverage, usage: meter.total };
  } catch (problem) {
    return { declined: reasonOf(problem), ...(meter.total.requests === 0 ? {} : { usage: meter.total }) };
  } finally {
    log('info', 'model', { ...meter.total });
  }
}

function reasonOf(problem: unknown): string {
  if (problem instanceof Cancelled) return '';
  const reason = problem instanceof ModelFailure ? problem.message : 'it failed in a way that is not known';
  return `The description was read offline, without the Anthropic API: ${reason}.`;
}
