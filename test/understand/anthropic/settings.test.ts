import { describe, expect, it } from 'vitest';
import { modelSettings } from '../../../src/understand/anthropic/settings.ts';

const KEY = { ANTHROPIC_API_KEY: ' key\n' };

describe('modelSettings', () => {
  it.each([{}, { ANTHROPIC_API_KEY: '' }, { ANTHROPIC_API_KEY: ' ' }, { ANTHROPIC_AUTH_TOKEN: 'token' }])(
    'are none for %j: without a key nobody is asked',
    (env) => {
      expect(modelSettings(env)).toBeUndefined();
    },
  );

  it('have defaults for all but the key', () => {
    expect(modelSettings(KEY)).toEqual({
      apiKey: 'key',
      baseUrl: 'https://api.anthropic.com',
      model: 'claude-sonnet-4-6',
      deadline: 50,
    });
  });

  it('take another address, model and deadline', () => {
    const env = { ANTHROPIC_BASE_URL: 'http://proxy', ANTHROPIC_MODEL: 'claude-x', FASTAPI_ARCHITECT_DEADLINE: '20' };
    expect(modelSettings({ ...KEY, ...env })).toMatchObject({
      baseUrl: 'http://proxy',
      model: 'claude-x',
      deadline: 20,
    });
  });

  it.each([
    ['300', 55],
    ['0.5', 0.5],
    ['0', 50],
    ['-1', 50],
    ['soon', 50],
    ['', 50],
  ])('end a call before the hosts do: %j seconds are %d', (text, deadline) => {
    expect(modelSettings({ ...KEY, FASTAPI_ARCHITECT_DEADLINE: text })?.deadline).toBe(deadline);
  });
});
