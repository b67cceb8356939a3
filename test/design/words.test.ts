import { describe, expect, it } from 'vitest';
import { plural, singular } from '../../src/design/inflect.ts';
import { isName, kebab, pascal, snake } from '../../src/design/naming.ts';
import { didYouMean, distance } from '../../src/design/suggest.ts';

describe('inflection', () => {
  it.each([
    ['post', 'posts'],
    ['category', 'categories'],
    ['blog_category', 'blog_categories'],
    ['person', 'people'],
    ['address', 'addresses'],
    ['class', 'classes'],
    ['box', 'boxes'],
    ['match', 'matches'],
    ['day', 'days'],
    ['status', 'statuses'],
    ['canvas', 'canvases'],
    ['movie', 'movies'],
    ['warehouse', 'warehouses'],
    ['series', 'series'],
    ['news', 'news'],
    ['analysis', 'analyses'],
    ['hero', 'heroes'],
    ['user', 'users'],
  ])('%s, %s', (one, many) => {
    expect([plural(one), singular(many), singular(one), plural(many === one ? one : singular(many))]).toEqual([
      many,
      one,
      one,
      many,
    ]);
  });
});

describe('naming', () => {
  it.each([
    ['createdAt', 'created_at', 'CreatedAt'],
    ['HTTPServer', 'http_server', 'HttpServer'],
    ['Blog Post', 'blog_post', 'BlogPost'],
    ['blog-post', 'blog_post', 'BlogPost'],
    ['__x__y__', 'x_y', 'XY'],
    ['authorID', 'author_id', 'AuthorId'],
  ])('%s', (given, wanted, camel) => {
    expect([snake(given), pascal(given), snake(snake(given))]).toEqual([wanted, camel, wanted]);
  });

  it('knows names and paths', () => {
    expect([isName('a_1'), isName('1a'), isName('A'), isName(''), kebab('blog_posts')]).toEqual([
      true,
      false,
      false,
      false,
      'blog-posts',
    ]);
  });
});

describe('did you mean', () => {
  it.each([
    ['strng', 'string'],
    ['requird', 'required'],
    ['softDelete', 'soft_delete'],
    ['stirng', 'string'],
    ['str', 'string'],
    ['zzzzzz', undefined],
    ['x'.repeat(100), undefined],
  ])('%s: %s', (word, wanted) => {
    expect(didYouMean(word, ['integer', 'string', 'required', 'soft_delete'])).toBe(wanted);
  });

  it('counts swaps of neighbours as one', () => {
    expect([distance('ab', 'ba'), distance('abc', ''), distance('kitten', 'sitting')]).toEqual([1, 3, 3]);
  });
});
