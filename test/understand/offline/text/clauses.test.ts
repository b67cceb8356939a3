import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../../src/understand/offline/text/clauses.ts';
import { Source } from '../../../../src/understand/offline/text/source.ts';

const clauses = (text: string) =>
  clausesOf(new Source(text)).map((clause) => clause.text.replace(/\s+/g, ' ').replaceAll(' ,', ','));

describe('clausesOf', () => {
  it.each([
    ['Posts have a title. users can edit', ['Posts have a title', 'users can edit']],
    ['A rate, e.g. 0.5 or 1.5. Next!', ['A rate, e.g. 0.5 or 1.5', 'Next']],
    ['- one\n- two\n3) three', ['one', 'two', 'three']],
    ['Posts have:\n- a title\n\n- a body.\nDone', ['Posts have: a title• a body', 'Done']],
    ['Post:\n- title\nComment:\n- text', ['Post: title', 'Comment: text']],
    ['Helpdesk tool: tickets have a title', ['Helpdesk tool', 'tickets have a title']],
    [
      'a project has many tasks, a task has a name and tasks can have subtasks',
      ['a project has many tasks', 'a task has a name', 'tasks can have subtasks'],
    ],
    ['a colour (red; green), a size; a name', ['a colour (red; green), a size', 'a name']],
    ['## Posts\n**Posts** have a title', ['Posts', 'Posts have a title']],
    ['', []],
    [' . ; \n', []],
  ])('%j', (text, expected) => {
    expect(clauses(text)).toEqual(expected);
  });

  it('keeps every clause at its place in the source', () => {
    const source = new Source('“Posts” have:\n- a title\n- a body. Users can edit them; fine');
    for (const clause of clausesOf(source)) {
      const original = source.text.slice(clause.start, clause.end);
      expect(clause.text.replace(/[\s,-]/g, '')).toBe(original.replace(/[\s,-]/g, ''));
    }
  });

  it('does not read a sentence of thousands of characters', () => {
    expect(clauses(`${'word '.repeat(1000)}. Posts have a title`)).toEqual(['Posts have a title']);
  });
});
