import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { designOf, errorsOf, messages, post } from '../support.ts';

const withConfig = (config: unknown): object => post(['t: string'], {}, { config });

describe('config', () => {
  it('has a default for every option', () => {
    expect(designOf(post(['t: string'])).config).toEqual({
      profile: 'production',
      async_mode: true,
      auth_style: 'jwt',
      pagination: 'cursor',
      db_library: 'sqlalchemy',
      database: 'sqlite',
      include_tests: true,
      api_prefix: '/api/v1',
      page_size: 20,
      max_page_size: 100,
      features: [],
    });
  });

  it.each<[object, object]>([
    [
      { auth: 'bearer', orm: 'SQLModel', db: 'postgres' },
      { auth_style: 'jwt', db_library: 'sqlalchemy', database: 'postgresql' },
    ],
    [
      { authStyle: 'api-key', asyncMode: 'no' },
      { auth_style: 'api_key', async_mode: false },
    ],
    [{ api_prefix: 'v2/' }, { api_prefix: '/v2' }],
    [{ api_prefix: '/' }, { api_prefix: '' }],
    [
      { page_size: '50', tests: 'false' },
      { page_size: 50, include_tests: false },
    ],
    [{ page_size: 200 }, { page_size: 200, max_page_size: 200 }],
    [{ max_page_size: 10 }, { page_size: 10, max_page_size: 10 }],
    [{ features: 'queue, idempotency' }, { features: ['idempotency', 'queue'] }],
    [{ features: { metrics: true, queue: false } }, { features: ['metrics'] }],
    [
      { auth_style: '', pagination: null },
      { auth_style: 'jwt', pagination: 'cursor' },
    ],
  ])('%j', (given, wanted) => {
    expect(designOf(withConfig(given)).config).toMatchObject(wanted);
  });

  it.each<[object, string, string]>([
    [{ database: 'mysql' }, 'config.database', 'sqlite, postgresql'],
    [
      { async_mode: false, db_library: 'tortoise' },
      'config.async_mode',
      'set async_mode to true, or db_library to sqlalchemy',
    ],
    [{ page_size: 50, max_page_size: 20 }, 'config.page_size', 'larger than max_page_size (20)'],
    [{ page_size: 0 }, 'config.page_size', '1 to 1000'],
    [{ async_mode: 'maybe' }, 'config.async_mode', 'true or false'],
    [{ api_prefix: '/a b' }, 'config.api_prefix', 'a path'],
    [{ features: ['queues'] }, 'config.features[0]', 'unknown feature'],
  ])('%j is an error', (config, path, message) => {
    const [error] = errorsOf(withConfig(config));
    expect(error?.path).toBe(path);
    expect(error?.message).toContain(message);
  });

  it('warns of what is built in, unknown, or always so', () => {
    const reading = readDesign(withConfig({ features: ['docker', 'health'], auth_stile: 'jwt', id_type: 'int' }));
    expect(messages(reading, 'warnings')).toEqual([
      'docker is built in: every project of profile production has it',
      'health is built in: every project has it',
      expect.stringContaining('unknown option "auth_stile" is ignored'),
      'ids are always UUIDs (version 7)',
    ]);
    expect(reading.warnings[2]?.suggestion).toBe('auth_style');
  });

  it('says what it does not support', () => {
    expect(errorsOf(withConfig({ features: ['websockets'] }))).toMatchObject([{ code: 'UNSUPPORTED' }]);
  });
});
