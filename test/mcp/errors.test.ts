import { describe, expect, it } from 'vitest';
import { describeProblem, errorResult, problemsError, ToolError } from '../../src/mcp/errors.ts';
import { textOf } from './client.ts';

describe('describeProblem', () => {
  it('says where, what, the value and what was meant', () => {
    const problem = { path: 'resources[0].fields[1]', message: 'unknown type', got: 'strng', suggestion: 'string' };
    expect(describeProblem(problem)).toBe('resources[0].fields[1]: unknown type (got "strng") - did you mean string?');
  });

  it('takes a suggestion that is a sentence as it is', () => {
    expect(describeProblem({ path: '', message: 'no', suggestion: 'leave it out' })).toBe('no - leave it out');
  });

  it('cuts and escapes what callers send', () => {
    const text = describeProblem({ path: 'x', message: 'bad', got: `a\n"b"\u0000${'c'.repeat(500)}` });
    expect(text).toContain('(got "a\\n\\"b\\"\\u0000ccc');
    expect(text.length).toBeLessThan(110);
  });
});

describe('errorResult', () => {
  it('has the code, the message and the fix', () => {
    const result = errorResult(new ToolError('NOT_FOUND', 'no such thing', 'Make one.'));
    expect(result).toEqual({
      content: [{ type: 'text', text: '[NOT_FOUND] no such thing\nFix: Make one.' }],
      isError: true,
    });
  });

  it('lists all problems at once, and stays short', () => {
    const problems = Array.from({ length: 300 }, (_, index) => ({ path: `fields[${index}]`, message: 'is wrong' }));
    const text = textOf(errorResult(problemsError('INVALID_DESIGN', problems, 'Mend them.')));
    expect(text).toMatch(/^\[INVALID_DESIGN\] 300 problems:\n- fields\[0\]: is wrong\n- fields\[1\]/);
    expect(text).toMatch(/- … and \d+ more\nFix: Mend them\.$/);
    expect(text.length).toBeLessThanOrEqual(4_000);
  });

  it('cuts a message that is too long', () => {
    const text = textOf(errorResult(new ToolError('CONFLICT', 'x'.repeat(9_000), 'Fix it.')));
    expect(text.length).toBeLessThanOrEqual(4_000);
    expect(text.endsWith('…\nFix: Fix it.')).toBe(true);
  });

  it('tells nothing about a defect but an id for the log', () => {
    const secret = new Error('/home/someone/secret.ts broke');
    const text = textOf(errorResult(secret));
    expect(text).toMatch(
      /^\[INTERNAL\] the server failed on this request \(id [0-9a-f]{8}, also in its log on stderr\)/,
    );
    expect(text).not.toContain('secret');
    expect(textOf(errorResult(secret))).toBe(text);
  });
});
