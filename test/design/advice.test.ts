import { describe, expect, it } from 'vitest';
import { readDesign } from '../../src/design/index.ts';

const POST = {
  name: 'Post',
  fields: ['title: string', 'price: money', 'author: -> User', 'status: enum(draft|live) = draft'],
};

/** What the first error about a resource with these keys suggests. */
function adviceOn(keys: object): string | undefined {
  const { errors } = readDesign({ resources: [{ ...POST, ...keys }] });
  return errors.length === 0 ? expect.fail('there is no error') : errors[0]?.suggestion;
}

const field = (line: string) => ({ fields: ['title: string', line] });
const action = (step: string) => ({ actions: [{ name: 'sell', input: ['amount: int'], steps: [step] }] });

describe('an error says what to write instead of', () => {
  it.each<[string, object, string]>([
    ['a comparison in a field', field('age: int >= 0'), 'write bounds as min=1 max=9, both allowed'],
    ['a modifier without its value', field('age: int max'), 'max=…'],
    ['a duration', field('length: duration'), 'int, with the unit in the name: minutes: int'],
    ['a place', field('spot: point'), 'two numbers, "latitude: float" and "longitude: float"'],
    ['a resource that is not there', field('tag: -> Tag'), 'add Tag to resources, or make tag a plain field'],
    [
      'rules joined by "and"',
      { access: ['delete: owner and role:admin'] },
      'join them by "or", or narrow one by "when"',
    ],
    [
      'several operations on a line',
      { access: ['read: public; write: owner'] },
      'give every operation a line of its own',
    ],
    ['a choice without quotes in a rule', { access: ['list: public when status == live'] }, "'live'"],
    ['a choice without quotes in a step', action('set status = live'), "'live'"],
    [
      'an action among the operations',
      { access: ['sell: owner'] },
      'an action has its access in itself: {"name": …, "access": […]}',
    ],
    ['a filter by a bound', { filters: ['price_min'] }, '"price: gte,lte"'],
    ['a filter with another language in it', { filters: ['price__lte'] }, '"price: gte,lte"'],
    ['a filter with words', { filters: ['price range'] }, '"price: gte,lte"'],
    ['a filter with a value', { filters: ['status = draft'] }, '"status"'],
    ['a filter for the search', { filters: ['q'] }, 'the key search names the fields that ?q= looks through'],
    ['a chain of states', { states: ['draft -> live -> gone'] }, 'give every transition a line of its own'],
    ['an assignment', action("status = 'live'"), 'write set status = …'],
    ['a sum', action('set price += input.amount'), 'write increment price by …'],
    ['a difference', action('set price -= input.amount'), 'write decrement price by …'],
    ['an exception', action("raise 409 'no'"), 'write require EXPR else 409 "message"'],
    ['a message', action('send email'), 'declare it in tasks, and write enqueue task(argument=EXPR)'],
    ['an input without its prefix', action('decrement price by amount'), 'input.amount'],
  ])('%s', (_what, keys, advice) => {
    expect(adviceOn(keys)).toBe(advice);
  });

  it('the row of an endpoint, which has none', () => {
    const endpoints = [{ route: 'POST /sales', steps: ['create Post(title=self.title, price=1)'] }];
    const { errors } = readDesign({ resources: [POST], endpoints });
    expect(errors.map(({ suggestion }) => suggestion)).toContain(
      'an endpoint has no row: load one first, load Post where id == input.post_id as post',
    );
  });
});

const sell = (input: string, ...steps: string[]) => ({ actions: [{ name: 'sell', input: [input], steps }] });

describe('one mistake in an action is one error', () => {
  it.each<[string, object, RegExp]>([
    [
      'in a step that gives a name',
      sell('amount: int', 'create Post(title=title price=price) as copy', 'set price = copy.price'),
      /steps\[0\]/,
    ],
    [
      'in a step that loads a row',
      sell('amount: int', 'load Post whose id == self.id', 'require post.price > 0'),
      /steps\[0\]/,
    ],
    ['in an input', sell('amount: nmber', 'decrement price by input.amount'), /input\[0\]/],
  ])('%s', (_where, keys, place) => {
    const { errors } = readDesign({ resources: [{ ...POST, ...keys }] });
    expect(errors.map(({ path }) => path)).toEqual([expect.stringMatching(place)]);
  });
});

describe('what is meant is read, where it cannot mean anything else', () => {
  it.each<[string, object]>([
    ['a bound without a sign', field('age: int min 0 max 120')],
    ['what becomes of a relation', field('editor?: -> User set_null')],
    ['a lock behind the name', action('load Post where id == self.id as other for update')],
    ['a relation in words', field('writer: relation(User)')],
    ['signed-in callers', { access: ['create: logged in', 'update: signed in or role:admin'] }],
    ['a direction after a colon', { sort: ['price: desc', 'title:asc'] }],
  ])('%s', (_what, keys) => {
    expect(readDesign({ resources: [{ ...POST, ...keys }] })).toMatchObject({ errors: [], warnings: [] });
  });

  it('and means it', () => {
    const keys = { sort: ['price: desc'], access: ['create: logged in'] };
    const { design } = readDesign({
      resources: [{ ...POST, ...keys, fields: [...POST.fields, 'age: int min 0 max 120'] }],
    });
    const [post] = design?.resources ?? [];
    expect(post?.sorts).toEqual([{ field: 'price', descending: true }]);
    expect(post?.access.create).toEqual([{ who: 'authenticated' }]);
    expect(post?.fields.find(({ name }) => name === 'age')).toMatchObject({ min: 0, max: 120 });
  });

  it('a computed field is not supported, with or without its expression', () => {
    for (const line of ['total: money computed', 'total: money computed(price * 2)']) {
      const { errors } = readDesign({ resources: [{ ...POST, fields: [...POST.fields, line] }] });
      expect(errors).toMatchObject([{ code: 'UNSUPPORTED' }]);
    }
  });
});
