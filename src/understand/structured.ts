import type { Engine } from './engine.ts';
import { isGiven } from './merge.ts';

/** The caller wrote the design: the description is its documentation, and nothing has to be understood. */
export const structuredEngine: Engine = {
  name: 'design',
  understand: async ({ description, given }) => {
    if (!isGiven(given['resources'])) return { declined: '' };
    const documented = isGiven(given['description']) || description.trim() === '' ? given : { ...given, description };
    return { engine: 'design', wire: { ...documented }, assumptions: [], unparsed: [], coverage: 1 };
  },
};
