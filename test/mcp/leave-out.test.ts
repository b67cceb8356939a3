import { expect, test } from 'vitest';
import { withoutChoices, withoutConditions } from '../../src/mcp/leave-out.ts';

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

const first = (_: unknown, position: number, index: number) => position === index;

test('a rule whose condition cannot be generated lets nobody in, and the other rules of its line stay', () => {
  const wire = {
    resources: [
      { name: 'Note', access: ['list,get: public when lower(a) == "x or y" or owner', 'delete: owner'] },
      { name: 'Memo', access: ['list: public when (len(a) > 2 or b)', 'get: authenticated'] },
      { name: 'Card', access: ['list: public when shown'], actions: [{ name: 'pin', access: ['owner when open'] }] },
    ],
  };
  const problems = [
    problem('resources[0].access.list'),
    problem('resources[1].access'),
    problem('resources[2].actions[0].access'),
  ];
  const { wire: rest, warnings } = withoutConditions(wire, problems, first);
  expect(rest).toEqual({
    resources: [
      { name: 'Note', access: ['list,get: owner', 'delete: owner'] },
      { name: 'Memo', access: ['list: nobody', 'get: authenticated'] },
      { name: 'Card', access: ['list: public when shown'], actions: [{ name: 'pin', access: ['nobody'] }] },
    ],
  });
  expect(warnings).toHaveLength(3);
  expect(warnings[1]).toContain('Access to Memo is stricter than described');
});

test('a design without such rules stays as it is', () => {
  const wire = { resources: [{ name: 'Note', access: ['list: public when open'] }] };
  expect(withoutConditions(wire, [problem('resources[0].fields[1]')], first)).toEqual({ wire, warnings: [] });
});
