import { describe, expect, it } from 'vitest';
import type { GeneratorResult } from '../../../src/mcp/result/contract.ts';
import { renderFile, renderResult } from '../../../src/mcp/result/render.ts';

const RESULT: GeneratorResult = {
  bundle_id: '0123456789ab',
  summary: 'Blog API: 1 resource.',
  engine: 'offline',
  design: { service: 'Blog API' },
  routes: [
    {
      method: 'POST',
      path: '/posts',
      operation_id: 'create_post',
      summary: 'Create a post',
      access: 'authenticated',
      params: [],
      body: ['title: string', 'body?: text'],
      success: '201 Post',
      errors: ['401', '422'],
    },
  ],
  files: [
    { path: 'app/main.py', bytes: 8, sha256: 'abc', content: 'app = 1\n' },
    { path: 'app/db.py', bytes: 9, sha256: 'def' },
  ],
  files_total: 2,
  omitted: 1,
  assumptions: ['cursor pagination'],
  unparsed: ['send a pigeon'],
  warnings: ['unknown key'],
  next: [{ tool: 'read_files', arguments: { bundle_id: '0123456789ab', offset: 1 }, why: 'read on' }],
};

describe('renderResult', () => {
  it('says what a model has cost, when one was asked', () => {
    const usage = {
      model: 'claude-test',
      requests: 2,
      input_tokens: 300,
      output_tokens: 90,
      cache_read_input_tokens: 20,
      cache_creation_input_tokens: 10,
    };
    expect(renderResult({ ...RESULT, usage }).split('\n')[2]).toBe(
      'usage: model claude-test | requests 2 | input_tokens 300 | output_tokens 90 | cache_read_input_tokens 20 | ' +
        'cache_creation_input_tokens 10',
    );
  });

  it('says everything that the structured result says', () => {
    expect(renderResult(RESULT)).toBe(`Blog API: 1 resource.
bundle_id: 0123456789ab | engine: offline | files_total: 2 | omitted: 1

Assumptions:
- cursor pagination

Not understood:
- send a pigeon

Warnings:
- unknown key

Next:
- read_files {"bundle_id":"0123456789ab","offset":1}: read on

Design (edit it and call again):
\`\`\`json
{"service":"Blog API"}
\`\`\`

Routes:
- POST /posts create_post: Create a post | access: authenticated | params: none | body: title: string, body?: text | success: 201 Post | errors: 401, 422

Files:
### app/main.py (8 bytes, sha256 abc)
\`\`\`python
app = 1
\`\`\`
- app/db.py (9 bytes, sha256 def)`);
  });

  it('leaves out headings of what there is not', () => {
    const bare = { ...RESULT, assumptions: [], unparsed: [], warnings: [], next: [], routes: [], files: [] };
    expect(renderResult(bare)).not.toMatch(/Assumptions|Not understood|Warnings|Next|Routes|Files:/);
  });
});

describe('renderFile', () => {
  it('fences a text with more backticks than it holds', () => {
    const rendered = renderFile({ path: 'README.md', bytes: 1, sha256: 'x', content: '````\ncode\n````\n' });
    expect(rendered.split('\n')[1]).toBe('`````markdown');
    expect(rendered.endsWith('\n`````')).toBe(true);
  });

  it('names the part of a file that is sent in parts', () => {
    expect(renderFile({ path: 'a', bytes: 1, sha256: 'x', part: '2/3', content: 'x' })).toContain(
      'sha256 x, part 2/3)',
    );
  });
});
