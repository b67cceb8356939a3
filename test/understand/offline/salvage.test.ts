import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/design/issue.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';

interface Wire {
  readonly config?: Record<string, unknown>;
  readonly resources?: { fields?: string[]; options?: string[]; filters?: string[] }[];
}

/** Refuses every field line that has a word, and filters on fields that are gone. */
function refusing(word: string) {
  return (wire: unknown): { errors: Issue[] } => {
    const errors: Issue[] = [];
    (wire as Wire).resources?.forEach(({ fields = [], filters = [] }, at) => {
      fields.forEach((line, index) => {
        if (line.includes(word))
          errors.push({ path: `resources[${at}].fields[${index}].type`, message: 'no such thing' });
      });
      filters.forEach((filter, index) => {
        const known = fields.some((line) => line.startsWith(`${filter.split(':')[0]}:`));
        if (!known) errors.push({ path: `resources[${at}].filters[${index}]`, message: `no field "${filter}"` });
      });
    });
    return { errors };
  };
}

/** Refuses the pagination that the caller gave. */
function refusingPagination(wire: unknown): { errors: Issue[] } {
  return (wire as Wire).config?.['pagination'] === 'x'
    ? { errors: [{ path: 'config.pagination', message: 'bad' }] }
    : { errors: [] };
}

/** Refuses every resource. */
function refusingAll(wire: unknown): { errors: Issue[] } {
  return {
    errors: ((wire as Wire).resources ?? []).map((_resource, index) => ({
      path: `resources[${index}]`,
      message: 'no',
    })),
  };
}

const withPagination = (wire: Record<string, unknown>) => ({ ...wire, config: { pagination: 'x' } });

describe('salvage', () => {
  it('cuts what the design refuses, keeps the rest, and reports the words with the reason', () => {
    const text = 'Posts have a title, a status (draft, live) and a body. Filter by status.';
    const reading = readEnglish(text, refusing('enum('));
    expect(reading.wire['resources']).toEqual([{ name: 'Post', fields: ['title: string(1..200)', 'body: text'] }]);
    expect(reading.unparsed).toContain('status (draft, live)');
    expect(reading.assumptions).toContain('Left out "a status (draft, live)": no such thing');
    expect(reading.assumptions.join(' ')).toContain('no field "status"');
    expect(reading.coverage).toBeLessThan(1);
  });

  it('leaves the errors of what the caller gave', () => {
    const reading = readEnglish('Posts have a title.', refusingPagination, withPagination);
    expect(reading.wire['config']).toEqual({ pagination: 'x' });
    expect(reading.wire['resources']).toHaveLength(1);
  });

  it('ends when the design refuses everything', () => {
    const reading = readEnglish('Posts have a title. Comments have a body.', refusingAll);
    expect(reading.wire).not.toHaveProperty('resources');
    expect(reading.unparsed.length).toBeGreaterThan(0);
  });
});
