import { expect, test } from 'vitest';
import { withoutChoices } from '../../src/mcp/leave-out.ts';

const problem = (path: string, got?: string) => ({ path, message: 'cannot be generated yet', got });

test('choices that cannot be generated leave the configuration, and nothing else does', () => {
  const wire = { service: 'A', config: { features: ['idempotency', 'cors'], pagination: 'page', auth_style: 'jwt' } };
  expect(
    withoutChoices(wire, [problem('config.features', 'idempotency'), problem('config.pagination', 'page')]),
  ).toEqual({
    service: 'A',
    config: { features: ['cors'], auth_style: 'jwt' },
  });
});

test('problems of other parts change nothing', () => {
  const wire = { config: { features: ['cors'] }, resources: [{ name: 'A' }] };
  expect(withoutChoices(wire, [problem('resources[0].access.list')])).toEqual(wire);
  expect(withoutChoices('text', [problem('config.features', 'cors')])).toBe('text');
});
