import { describe, expect, it } from 'vitest';
import { readEnglish } from '../../../src/understand/offline/index.ts';

const anything = () => ({ errors: [] });
const read = (text: string) => readEnglish(text, anything);
const resources = (text: string) => read(text).wire['resources'] as Record<string, unknown>[] | undefined;

describe('what is not understood is reported, with its words', () => {
  it.each([
    ['Posts have a title. The moon must be full.', 'moon must be full'],
    ['Posts have a title. Users can delete posts unless it rains.', 'unless it rains'],
    ['Posts have a title for search engines.', 'for search engines'],
    ['Books have a title. 本には題名がある。', '本には題名がある'],
    ['Posts have a title. 🚀', '🚀'],
    ['Posts have a title. Filter posts by mood.', 'mood'],
    ['Posts have a title (see appendix B).', 'see appendix B'],
    ['Posts have a title. Export everything to Excel every night.', 'Export everything to Excel every night'],
    ['Posts have a title. Users can rate posts once per day.', 'once per day'],
  ])('%s', (text, piece) => {
    expect(read(text).unparsed.join(' | ')).toContain(piece);
    expect(resources(text)).toHaveLength(1);
  });
});

describe('nothing is made of the opposite', () => {
  it.each([
    ['Posts have a title. No soft delete, please.', 'options'],
    ['Posts have a title. Do not use soft deletes.', 'options'],
    ['Posts have a title. Without filtering by title.', 'filters'],
    ['Posts have a title. Posts should not be sorted by title.', 'sort'],
  ])('%s', (text, key) => {
    const reading = read(text);
    expect(resources(text)?.[0]).not.toHaveProperty(key);
    expect(reading.unparsed.length).toBeGreaterThan(0);
  });

  it.each(['We do not want JWT.', 'Anything instead of pagination.', 'Never use PostgreSQL.'])('%s', (text) => {
    const reading = read(`Posts have a title. ${text}`);
    expect(reading.wire).not.toHaveProperty('config');
    expect(reading.unparsed.length).toBeGreaterThan(0);
  });

  it.each([
    ['Posts cannot be deleted.', ['list', 'get', 'create', 'update']],
    ['Posts cannot be updated, only created and deleted.', ['list', 'get', 'create', 'delete']],
    ['Nobody can delete a post.', ['list', 'get', 'create', 'update']],
    ['Do not build an update endpoint.', ['list', 'get', 'create', 'delete']],
    ['No deletes or edits.', ['list', 'get', 'create']],
    ['Posts cannot be deleted when they have comments.', undefined],
    ['Accounts cannot be deleted.', undefined],
  ])('leaves out operations that are ruled out: %s', (text, operations) => {
    const [post] = resources(`Posts have a title. ${text}`) ?? [];
    expect(post?.['operations']).toEqual(operations);
  });

  it('invents no access rules, owners or filters', () => {
    expect(resources('Posts have a title and a published status.')).toEqual([
      { name: 'Post', fields: ['title: string(1..200)', 'published: bool = false'] },
    ]);
  });

  it('keeps the first of two statements that contradict each other, and reports the other', () => {
    const reading = read('Posts have a title. Use JWT. Use API keys.');
    expect(reading.wire['config']).toEqual({ auth_style: 'jwt' });
    expect(reading.unparsed.join(' ')).toContain('API keys');
  });
});

describe('the whole text is accounted for', () => {
  it('reports a text of which nothing is understood', () => {
    expect(read('Lorem ipsum dolor sit amet.')).toMatchObject({
      unparsed: ['Lorem ipsum dolor sit amet'],
      coverage: 0,
    });
  });

  it('has nothing to say about nothing', () => {
    expect(read('  \n ')).toMatchObject({ unparsed: [], coverage: 1 });
  });

  it('reports a sentence that is too long to read', () => {
    const long = `Posts ${'really '.repeat(400)}have a title`;
    expect(read(`${long}. Comments have a body.`).unparsed).toEqual([long]);
  });
});
