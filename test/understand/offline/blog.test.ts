import { expect, it } from 'vitest';
import { readEnglish } from '../../../src/understand/offline/index.ts';

const SENTENCE =
  'Create a complete CRUD API for a blog post resource. Posts have a title, content, author_id, tags list, and ' +
  'published status. Include pagination for listing, filtering by tag, and soft delete.';

it('reads the blog sentence completely', () => {
  const reading = readEnglish(SENTENCE, () => ({ errors: [] }));
  expect(reading.wire).toEqual({
    service: 'Blog Post API',
    config: { pagination: 'cursor' },
    resources: [
      {
        name: 'Post',
        fields: [
          'title: string(1..200)',
          'content: text',
          'author: -> User',
          'tags: list<string>',
          'published: bool = false',
        ],
        filters: ['tags: has as tag'],
        options: ['soft_delete'],
      },
    ],
  });
  expect(reading.unparsed).toEqual([]);
  expect(reading.coverage).toBe(1);
  expect(reading.assumptions.slice(0, 2)).toEqual([
    'Post.author is the account of a User.',
    'The pagination style is cursor, since none was named.',
  ]);
  expect(reading.assumptions[2]).toContain(
    'Post was read as title: string(1..200) ("a title"); content: text ("content")',
  );
  expect(reading.assumptions[3]).toMatch(/^Is everything of Post required\?/);
  expect(reading.assumptions[4]).toMatch(/^Who may list, get, create, update, delete Post\?/);
  expect(reading.assumptions[5]).toContain('Lists of Post were read with filter by tags: has as tag');
});
