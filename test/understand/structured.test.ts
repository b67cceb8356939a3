import { expect, it } from 'vitest';
import { structuredEngine } from '../../src/understand/structured.ts';
import { requestFor } from './request.ts';

it('takes a design as it is and keeps the description as its documentation', async () => {
  const given = { resources: [{ name: 'Post' }] };
  expect(await structuredEngine.understand(requestFor('Posts have no title.', given))).toEqual({
    engine: 'design',
    wire: { resources: [{ name: 'Post' }], description: 'Posts have no title.' },
    assumptions: [],
    unparsed: [],
    coverage: 1,
  });
  expect(given).toEqual({ resources: [{ name: 'Post' }] });
});

it('keeps a description that the design has itself', async () => {
  const answer = await structuredEngine.understand(
    requestFor('A', { resources: '[{"name":"Post"}]', description: 'B' }),
  );
  expect(answer).toMatchObject({ engine: 'design', wire: { description: 'B' } });
});

it.each([{}, { resources: [] }, { resources: '[]' }, { resources: null }])('declines %j', async (given) => {
  expect(await structuredEngine.understand(requestFor('Posts have a title.', given))).toEqual({ declined: '' });
});
