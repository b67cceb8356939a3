import { expect, it } from 'vitest';
import type { Request } from '../../src/understand/engine.ts';
import { structuredEngine } from '../../src/understand/structured.ts';

const request = (description: string, given: Record<string, unknown>): Request => ({
  description,
  given,
  merge: (wire) => wire,
});

it('takes a design as it is and keeps the description as its documentation', async () => {
  const given = { resources: [{ name: 'Post' }] };
  expect(await structuredEngine.understand(request('Posts have no title.', given))).toEqual({
    engine: 'design',
    wire: { resources: [{ name: 'Post' }], description: 'Posts have no title.' },
    assumptions: [],
    unparsed: [],
    coverage: 1,
  });
  expect(given).toEqual({ resources: [{ name: 'Post' }] });
});

it('keeps a description that the design has itself', async () => {
  const answer = await structuredEngine.understand(request('A', { resources: '[{"name":"Post"}]', description: 'B' }));
  expect(answer).toMatchObject({ engine: 'design', wire: { description: 'B' } });
});

it.each([{}, { resources: [] }, { resources: '[]' }, { resources: null }])('declines %j', async (given) => {
  expect(await structuredEngine.understand(request('Posts have a title.', given))).toEqual({ declined: '' });
});
