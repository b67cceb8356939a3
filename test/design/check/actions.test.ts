import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { designOf, errorsOf, messages, post, resourceOf } from '../support.ts';

describe('states', () => {
  const states = [
    'status: draft',
    'draft|review -> live: publish by owner',
    'live -> draft: retract',
    'draft -> review',
  ];
  const fields = ['t: string', 'author: -> User'];

  it('make a field that only transitions change, and an action for each', () => {
    const resource = resourceOf(post(fields, { states, access: ['update: role:editor'] }));
    expect(resource.fields[1]).toMatchObject({
      name: 'status',
      type: 'enum',
      values: ['draft', 'review', 'live'],
      readOnly: true,
      indexed: true,
      required: false,
      default: { kind: 'value', value: 'draft' },
    });
    expect(resource.states?.transitions).toEqual([
      { from: ['draft', 'review'], to: 'live', action: 'publish' },
      { from: ['live'], to: 'draft', action: 'retract' },
      { from: ['draft'], to: 'review', action: 'mark_review' },
    ]);
    expect(resource.actions.map(({ name, access, steps }) => [name, access, steps])).toEqual([
      ['publish', [{ who: 'owner' }], [{ do: 'transition', to: 'live' }]],
      ['retract', [{ who: 'role', name: 'editor' }], [{ do: 'transition', to: 'draft' }]],
      ['mark_review', [{ who: 'role', name: 'editor' }], [{ do: 'transition', to: 'review' }]],
    ]);
  });

  it('take over an enum of the design', () => {
    const resource = resourceOf(post(['state: enum(a|b|c) = b # where it is'], { states: ['state: a', 'a -> b: go'] }));
    expect(resource.fields).toMatchObject([
      { name: 'state', values: ['a', 'b', 'c'], default: { value: 'a' }, description: 'where it is' },
    ]);
    expect(errorsOf(post(['state: enum(alpha|beta)'], { states: ['state: alpha', 'alpha -> bta: go'] }))).toMatchObject(
      [{ suggestion: 'beta' }],
    );
  });

  it('an action of the same name says what else happens', () => {
    const actions = [{ name: 'publish', steps: ["require t != '' else 422 'No title'"] }];
    expect(resourceOf(post(fields, { states, actions })).actions[0]).toMatchObject({
      name: 'publish',
      access: [{ who: 'owner' }],
      steps: [{ do: 'transition', to: 'live' }, { do: 'require' }],
    });
  });

  it('one action goes to one state', () => {
    const merged = resourceOf(post(fields, { states: ['a -> c: go', 'b -> c: go'] }));
    expect(merged.states?.transitions).toEqual([{ from: ['a', 'b'], to: 'c', action: 'go' }]);
    expect(errorsOf(post(fields, { states: ['a -> b: go', 'b -> c: go'] }))[0]?.message).toContain(
      'go goes to b already',
    );
  });
});

describe('actions', () => {
  it('are read with everything they have', () => {
    const actions = [
      {
        name: 'rate',
        on: 'item',
        method: 'put',
        path: 'ratings',
        access: ['owner or role:admin'],
        input: ['score: int 1..5', 'by?: -> User'],
        steps: ["require score is null else 409 'Rated'; set score = input.score", 'emit post.rated(post_id=self.id)'],
        returns: 'none',
        description: 'Rate it.',
      },
    ];
    const design = designOf(post(['t: string', 'score?: int', 'author: -> User'], { actions }));
    expect(design.resources[0]?.actions[0]).toMatchObject({
      name: 'rate',
      method: 'PUT',
      path: '/ratings',
      returns: 'none',
      access: [{ who: 'owner' }, { who: 'role', name: 'admin' }],
      input: [
        { name: 'score', min: 1, max: 5 },
        { name: 'by', target: 'User', nullable: true },
      ],
      description: 'Rate it.',
    });
    expect(design.resources[0]?.actions[0]?.steps.map(({ do: verb }) => verb)).toEqual(['require', 'set', 'emit']);
    expect(design.events).toMatchObject([{ name: 'post.rated', arguments: [{ name: 'post_id', type: 'json' }] }]);
  });

  it.each<[unknown, object]>([
    [{ publish: { steps: ['set t = "x"'] } }, { name: 'publish' }],
    [{ publish: 'set t = "x"' }, { name: 'publish' }],
    [
      ['publish by role:admin: set t = "x"; return self'],
      { name: 'publish', access: [{ who: 'role', name: 'admin' }], returns: 'result' },
    ],
    [[{ name: 'publish', python: '    x = 1\n    return x\n' }], { python: '    x = 1\n    return x' }],
  ])('%j', (actions, wanted) => {
    expect(resourceOf(post(['t: string'], { actions })).actions).toMatchObject([wanted]);
  });

  it('unstated access is the secure default', () => {
    const actions = [{ name: 'go', steps: ["set t = 'x'"] }];
    const reading = readDesign(post(['t: string', 'author: -> User'], { actions }));
    expect(reading.design?.resources[0]?.actions[0]?.access).toEqual([{ who: 'owner' }]);
    expect(messages(reading, 'assumptions')).toContain('go: owner (not stated)');
  });

  it.each<[object, string, object]>([
    [{ name: '1x', steps: ['return 1'] }, 'name', { message: expect.stringContaining('needs a name') }],
    [{ name: 'x', method: 'PST', steps: ['return 1'] }, 'method', { suggestion: 'POST' }],
    [{ name: 'x', path: 'a b', steps: ['return 1'] }, 'path', {}],
    [{ name: 'x', on: 'row', steps: ['return 1'] }, 'on', {}],
    [{ name: 'x', returns: 'list<Pst>', steps: ['return 1'] }, 'returns', { suggestion: 'Post' }],
    [{ name: 'x', input: ['a: -> Pst'], steps: ['return 1'] }, 'input[0]', { suggestion: 'Post' }],
    [{ name: 'x', input: ['a: int', 'a: int'], steps: ['return 1'] }, 'input[1]', {}],
    [{ name: 'x', steps: ['set t = input.nam'], input: ['name: string'] }, 'steps[0]', { suggestion: 'name' }],
    [{ name: 'x', steps: ['enqueue mial(a=1)'] }, 'steps[0]', { suggestion: 'mail' }],
    [{ name: 'x', steps: ['enqueue mail(b=1)'] }, 'steps[0]', { message: 'mail() needs "a"' }],
    [{ name: 'x', steps: ['for a in t { return a }'] }, 'steps[0]', { message: '"for" needs a list, got a text' }],
    [{ name: 'x', steps: ['add me to t'] }, 'steps[0]', { message: 't is not a collection' }],
    [
      { name: 'x', steps: ["require t in [1] else 999 'x'"] },
      'steps[0]',
      { message: expect.stringContaining('400 to 599') },
    ],
    [{ name: 'x', steps: ['load Pst where id == 1'] }, 'steps[0]', { suggestion: 'Post' }],
    [{ name: 'x', steps: ['-> done'] }, 'steps[0]', { message: '"->" needs a resource with states' }],
  ])('%j is an error', (action, place, wanted) => {
    const errors = errorsOf(post(['t: string'], { actions: [action] }, { tasks: ['mail(a: int)'] }));
    expect(errors[0]).toMatchObject({ path: `resources[0].actions[0].${place}`, ...wanted });
  });
});

describe('endpoints', () => {
  it('get a name from their route, and parameters from their path', () => {
    const endpoints = [
      {
        route: 'GET /teams/:team_id/feed',
        steps: ['list Post where t == input.team_id sort -created_at'],
        access: ['public'],
      },
    ];
    expect(designOf(post(['t: string'], {}, { endpoints })).endpoints).toMatchObject([
      {
        name: 'get_teams_team_id_feed',
        method: 'GET',
        path: '/teams/{team_id}/feed',
        input: [{ name: 'team_id', type: 'string' }],
        returns: 'result',
      },
    ]);
  });

  it.each([
    [[{ route: 'FETCH /x', steps: ['return 1'] }], 'endpoints[0].route'],
    [[{ route: 'GET x', steps: ['return 1'] }], 'endpoints[0].route'],
    [[{ route: 'GET /x' }], 'endpoints[0].steps'],
    [
      [
        { route: 'GET /x', steps: ['return 1'] },
        { route: 'GET /x', steps: ['return 2'] },
      ],
      'endpoints[1]',
    ],
    [[{ route: 'GET /x', steps: ['return 1'], access: ['public when 1 == 1'] }], 'endpoints[0].access[0]'],
  ])('%j is an error', (endpoints, path) => {
    expect(errorsOf(post(['t: string'], {}, { endpoints }))).toMatchObject([{ path }]);
  });
});

describe('tasks and events', () => {
  it.each<[string, object]>([
    [
      'send_welcome(user_id: uuid): Email the new user',
      { name: 'send_welcome', arguments: [{ name: 'user_id', type: 'uuid' }], description: 'Email the new user' },
    ],
    ['@daily purgeCarts()', { name: 'purge_carts', schedule: '@daily', arguments: [] }],
    ['report', { name: 'report', arguments: [] }],
    [
      "x(a: string = 'b, (c', b: enum(x|y)) - does x",
      { arguments: [{ default: { value: 'b, (c' } }, { values: ['x', 'y'] }], description: 'does x' },
    ],
  ])('%s', (line, wanted) => {
    expect(designOf(post(['t: string'], {}, { tasks: [line] })).tasks).toMatchObject([wanted]);
  });

  it.each(['1x()', 'x(a: strng)', 'x(a', 'x(a: -> Post)'])('%s is an error', (line) => {
    expect(errorsOf(post(['t: string'], {}, { events: [line] }))).toMatchObject([{ path: 'events[0]' }]);
  });

  it('one name is one task', () => {
    expect(errorsOf(post(['t: string'], {}, { tasks: ['x()', 'x(a: int)'] }))).toMatchObject([{ path: 'tasks[1]' }]);
  });
});
