import { describe, expect, it } from 'vitest';
import { readDesign } from '../../src/design/index.ts';
import { compile } from '../../src/project/index.ts';

interface Given {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly action: Readonly<Record<string, unknown>>;
  readonly options?: readonly string[];
}

/** A shop article with one action; its files by path, and what is said about it. */
function compiled({ config = {}, action, options = [] }: Given) {
  const reading = readDesign({
    service: 'Shop',
    config,
    roles: ['clerk'],
    resources: [
      {
        name: 'Shelf',
        fields: ['label: string'],
      },
      {
        name: 'Article',
        fields: [
          'title: string',
          'seller: -> User',
          'shelf?: -> Shelf',
          'stock: int 0..50 = 5 readonly',
          'price: money = 1.00',
          'sold_at?: datetime readonly',
          'tags: list<string>',
          'code?: string unique readonly',
        ],
        access: ['read: public', 'create: authenticated', 'update,delete: owner'],
        states: ['status: draft', 'draft -> listed: list_it by owner'],
        options,
        actions: [action],
      },
    ],
  });
  expect(reading.errors).toEqual([]);
  const { files, warnings, routes, unsupported } = compile(reading.design!);
  expect(unsupported).toEqual([]);
  return {
    warnings,
    routes,
    service: files.find(({ path }) => path === 'app/articles/service.py')?.text ?? '',
    exceptions: files.find(({ path }) => path === 'app/articles/exceptions.py')?.text ?? '',
    tests: files.find(({ path }) => path === 'tests/test_articles_actions.py')?.text ?? '',
  };
}

const sell = { name: 'sell', access: ['role:clerk'] };

describe('actions on one row', () => {
  it('check what was read, and store everything in one statement that says so again', () => {
    const { service, routes, warnings } = compiled({
      action: {
        ...sell,
        input: ['count: int 1..9'],
        steps: ["decrement stock by input.count min 0 else 409 'Not that many left'", 'set sold_at = now()'],
      },
    });
    expect(warnings).toEqual([]);
    expect(service).toContain('if article.stock < data.count:\n            raise NotThatManyLeftError');
    expect(service).toContain('"stock": Article.stock - data.count');
    expect(service).toContain('Article.stock >= data.count');
    expect(routes).toContainEqual(
      expect.objectContaining({
        method: 'POST',
        path: '/api/v1/articles/{article_id}/sell',
        operation_id: 'sell_article',
        body: ['count'],
        success: '200',
      }),
    );
  });

  it('count within the range of a field, whether the step says so or not', () => {
    const { service } = compiled({ action: { ...sell, steps: ['increment stock'] } });
    expect(service).toContain('_MOST_STOCK = 50');
    expect(service).toContain('if article.stock >= _MOST_STOCK:');
    expect(service).toContain('Article.stock < _MOST_STOCK');
  });

  it('compare the version where rows have one, and otherwise what they decided on', () => {
    const action = { ...sell, steps: ["require price > 0 else 409 'It is free'", "set title = 'sold'"] };
    expect(compiled({ action, options: ['optimistic_lock'] }).service).toContain('Article.version == article.version');
    const without = compiled({ action, options: ['no optimistic_lock'] }).service;
    expect(without).toContain('Article.price == article.price');
    expect(without).not.toContain('version');
  });

  it('translate the violation of a unique column', () => {
    const action = { ...sell, input: ['code: string'], steps: ['set code = input.code'] };
    const { service, exceptions } = compiled({ action });
    expect(service).toContain('with translated(_VIOLATIONS):\n            changed');
    expect(exceptions).toContain('class CodeTakenError');
  });

  it('are refused to whose the row is where the design says so, and that is tried', () => {
    const { tests } = compiled({
      action: { ...sell, steps: ["require seller != me else 403 'Not your own'", 'set stock = 1'] },
    });
    expect(tests).toContain('("role:clerk", "role:clerk", "sell", {}, {}, 403, "not-your-own")');
  });

  it('say what their tests do not try', () => {
    const { tests } = compiled({
      action: { ...sell, steps: ["require shelf == null else 409 'Still on a shelf'", 'set stock = 1'] },
    });
    expect(tests).toContain('# Nothing here tries still-on-a-shelf of sell: it depends on more than one row.');
  });

  it('give failures of the same words and another status another name', () => {
    const steps = ["require stock > 0 else 409 'Gone'", "require price > 0 else 410 'Gone'", 'set sold_at = now()'];
    const { exceptions } = compiled({ action: { ...sell, steps } });
    expect(exceptions).toContain('class GoneError(AppError)');
    expect(exceptions).toContain('class CannotSellError(AppError)');
  });

  it.each([
    ['a message that is no name', '\'12 — "{x}" \\\\ %s\''],
    ['a long message', "'You cannot sell what is not yours to sell, nor what is broken'"],
  ])('name the failure of %s after the action', (_what, message) => {
    const { exceptions } = compiled({
      action: { ...sell, steps: [`require stock > 0 else 409 ${message}`, 'decrement stock'] },
    });
    expect(exceptions).toContain('class CannotSellError(AppError)');
  });

  it.each([
    ['a step of another kind', { steps: ['call weigh()'] }, '"call" is not generated yet'],
    ['a field of a row that may be none', { steps: ["set shelf.label = 'x'"] }, '"shelf" may be empty'],
    ['a list', { steps: ['set tags = tags'] }, '"tags" cannot be set'],
    ['a null where none may be', { steps: ['set title = null'] }, '"title" cannot be empty'],
    [
      'an input that may be missing',
      { input: ['t?: string'], steps: ['set title = input.t'] },
      'what it is set to may be',
    ],
    ['a value that it has changed', { steps: ['increment stock', 'require stock < 9'] }, 'after it has changed it'],
    ['rounding', { steps: ['set price = price * 2'] }, 'would have to be rounded'],
    ['nothing to change', { steps: ['require stock > 0'] }, 'it changes nothing'],
    [
      'rows that belong to none',
      { steps: ["require count(Shelf where label == 'x') < 3", 'set stock = 1'] },
      'to no row in particular',
    ],
    ['GET', { method: 'GET', steps: ['set sold_at = now()'] }, 'it answers GET'],
    ['arithmetic with what may be empty', { steps: ['set sold_at = sold_at + days(1)'] }, 'may be empty'],
  ])('leave out an action with %s, with the reason', (_what, given, reason) => {
    const { warnings, service } = compiled({ action: { ...sell, ...given } });
    expect(warnings.join('\n')).toContain(`Article.sell (`);
    expect(warnings.join('\n')).toContain(reason);
    expect(service).not.toContain('def sell');
  });

  it.each(['tortoise', 'prisma'])('are guarded with %s too', (db_library) => {
    const { service } = compiled({ config: { db_library }, action: { ...sell, steps: ['decrement stock'] } });
    expect(service).toContain(db_library === 'tortoise' ? '"stock__gte": 1' : '{"stock": {"gte": 1}}');
    expect(service).toContain('raise EditConflictError');
  });
});
