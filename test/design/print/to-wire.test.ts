import { describe, expect, it } from 'vitest';
import { readDesign, toWire } from '../../../src/design/index.ts';
import { designOf, example, exampleNames, post } from '../support.ts';

/** The design is the same after it went out and came back, and nothing has to be assumed the second time. */
function expectRoundTrip(wire: unknown): void {
  const design = designOf(wire);
  const again = readDesign(JSON.parse(JSON.stringify(toWire(design))));
  expect(again.errors).toEqual([]);
  expect(again.design).toEqual(design);
  expect(again.assumptions).toEqual([]);
  expect(again.wire).toEqual(toWire(design));
}

describe('round trips', () => {
  it.each(exampleNames())('%s', (name) => {
    expectRoundTrip(example(name));
  });

  it.each([
    "s: enum('a|b'|'it''s'|in progress|'x # y'|\"quo'te\"|n/a) = in progress",
    "s: string = 'it is # not a note \\\\ \\u0007 \\ud800 \\n'",
    's: string /a\\/b [ ]/ # a / b',
    "s: string = '1.50'",
    "s: list<string> = ['1', 'true', 'a, b']",
    's: list<string> min=2',
    's?: list<string> min=2',
    's: list<string> required',
    's: list<int> min=1 readonly',
    's: string nullable required',
    's?: string readonly',
    's: decimal(5,0) min=-3 max=99999 = 7',
    's: money = 0.10',
    's: float min=0.0000001 max=100000000000000000000000',
    's: int = 0',
    's: text(5..) # one',
    's: string(300..)',
    's: json = {"a": [null, "x # y", {"b": "\\"q\\" \'s\'"}]}',
    's: json = [1, 2]',
    "s: json = 'text'",
    's: datetime = 2030-01-31',
    's: slug(20)',
    's: slug /[a-z]+/',
    's: url writeonly immutable pii index unique',
    's: string description="  two\\nlines  "',
    's: string # a note with "quotes", it\'s fine',
    'version: string',
    'created_at: datetime',
    's?: -> Post onDelete=cascade inverse=others # up',
    's: manyToMany Post inverse=t',
  ])('%s', (line) => {
    expectRoundTrip(post(['other: string', line], { options: ['-timestamps'] }));
  });

  it.each([
    'public when a and (b or not (a and b)) or owner',
    'public when not (n + 1 > 2) and a != b',
    "authenticated when s in ['x', 'it''s'] and m is not null",
    'public when n - (1 - 2) * -3 % 2 == 1',
    'public when (s == null) == a',
    'role:admin or scope:a:b-c.d or nobody',
    "public when at < now() - days(3) and s == '\\u0000\\\\'",
  ])('list: %s', (rule) => {
    const fields = ['a: bool', 'b: bool', 'n: int', 's: string', 'm?: string', 'at: datetime', 'author: -> User'];
    expectRoundTrip(post(fields, { access: [`list: ${rule}`, 'delete: nobody'] }));
  });

  it('of every step', () => {
    const steps = [
      "require s == 'x' else 422 'it''s # wrong'",
      "set s = 'y', n = n + 1",
      '-> done',
      'increment n by 2 max 10',
      "decrement n min 0 else 402 'none'",
      "create Post(s='x', n=1, items=[]) as p",
      'load Post where s == input.q for update as q',
      "update Post where n > 3 set s = 'z'",
      'delete Post where n < 0',
      'for i in items { if n > 1 { set n = 2 } else { return i } }',
      'enqueue mail(a=n)',
      'emit post.done(id=self.id)',
      'call hook(a=concat(s, s)) as h',
      'list Post where n in [1, 2] sort -n, s',
      'delete self',
      'return coalesce(s, lower(s))',
    ];
    const states = ["state: 'to do'", "'to do'|done -> done: finish by role:admin"];
    const actions = [{ name: 'x', input: ['q: string # why', 'p?: -> Post'], steps, description: 'All.' }];
    expectRoundTrip(post(['s: string', 'n: int', 'items: list<string>'], { states, actions }));
  });

  it('of tasks and events', () => {
    const tasks = ["@daily x(a: string = 'b, (c' # a note, b?: list<int>): does x: and (y)", 'y()'];
    expectRoundTrip(post(['s: string'], {}, { tasks, events: ['a.b(c: enum(x|y z))'] }));
  });

  it('of everything that is switched off, and of the account', () => {
    const off = { options: ['-timestamps', '-optimistic_lock'], operations: [], description: 'Two\nlines # and more.' };
    expectRoundTrip(post(['s: string'], off, { config: { profile: 'mvp', features: ['queue'], api_prefix: '' } }));
    const user = { name: 'User', fields: ['nick: string unique', 'boss?: -> User', 'friends: manyToMany User'] };
    expectRoundTrip({
      resources: [{ name: 'Post', plural: 'postings', fields: ['s: string', 'user: -> User'] }, user],
    });
    expectRoundTrip({ config: { auth_style: 'none' }, resources: [user] });
  });
});

it('leaves out what a type has by itself', () => {
  const fields = ['a: string', 'b: text', 'c: slug', 'd: money', 'e: list<string>', 'f: email'];
  expect(toWire(designOf(post(fields))).resources[0]?.fields).toEqual(fields);
});
