import { describe, expect, it } from 'vitest';
import { readDesign } from '../../src/design/index.ts';
import type { Engine } from '../../src/understand/engine.ts';
import { understand } from '../../src/understand/index.ts';
import { CORPUS } from './offline/corpus.ts';

describe('understand', () => {
  it('asks nobody when the design is there', async () => {
    const given = { resources: [{ name: 'Post', fields: ['title: string'] }] };
    expect(await understand('Comments have a body.', given)).toMatchObject({
      engine: 'design',
      wire: { ...given, description: 'Comments have a body.' },
      unparsed: [],
    });
  });

  it('reads a description offline, and puts what the caller gave over it', async () => {
    const given = { service: 'Weblog', config: { pagination: 'page' } };
    const answer = await understand('Posts have a title. Cursor pagination and JWT.', given);
    expect(answer).toMatchObject({
      engine: 'offline',
      wire: { service: 'Weblog', config: { pagination: 'page', auth_style: 'jwt' }, resources: [{ name: 'Post' }] },
    });
    expect(readDesign(answer.wire).design?.config.pagination).toBe('page');
  });

  it('asks the engines in order, and tells why one declined', async () => {
    const asked: string[] = [];
    const engine = (name: Engine['name'], declined?: string): Engine => ({
      name,
      understand: async () => {
        asked.push(name);
        const wire = {};
        return declined === undefined
          ? { engine: name, wire, assumptions: ['a'], unparsed: [], coverage: 1 }
          : { declined };
      },
    });
    const engines = [engine('design', ''), engine('model', 'No answer.'), engine('offline')];
    const answer = await understand('x', {}, { engines });
    expect(asked).toEqual(['design', 'model', 'offline']);
    expect(answer).toMatchObject({ engine: 'offline', assumptions: ['a'], warnings: ['No answer.'] });
  });

  it('has an answer for nothing at all', async () => {
    expect(await understand(' ', {})).toMatchObject({ engine: 'offline', wire: {}, unparsed: [] });
  });
});

describe('the offline engine and the design language', () => {
  it.each(CORPUS.map(({ id, text }) => [id, text] as const))(
    '%s becomes a design without errors',
    async (_id, text) => {
      const { wire } = await understand(text, {});
      const { design, errors } = readDesign(wire);
      expect(errors).toEqual([]);
      expect(design?.resources.length).toBeGreaterThan(0);
    },
  );

  it('says which words the language cannot express, and why', async () => {
    const answer = await understand('Posts have a title, a body and a secret (password).', {});
    expect(readDesign(answer.wire).design).toBeDefined();
    expect(answer.unparsed.join(' ') + answer.assumptions.join(' ')).toContain('secret');
  });
});
