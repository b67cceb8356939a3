import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';

interface Wire {
  readonly config?: Record<string, unknown>;
  readonly roles?: readonly string[];
  readonly resources: readonly { readonly options?: readonly string[] }[];
}

function wireOf(text: string): Wire {
  const { wire } = readEnglish(`Kites have a name and a span in metres. ${text}`, readDesign);
  expect(readDesign(wire).errors).toEqual([]);
  return wire as unknown as Wire;
}

describe('options, in other words', () => {
  it.each([
    'Deleting a kite only marks it as deleted.',
    'Kites must not be physically deleted.',
    'Deleted kites can be restored.',
    'Keep deleted kites in the database.',
  ])('soft delete: %s', (text) => {
    expect(wireOf(text).resources[0]?.options).toContain('soft_delete');
  });

  it.each(['Changes to kites are audited.', 'Track changes to kites.', 'Record who changed a kite and when.'])(
    'audit: %s',
    (text) => {
      expect(wireOf(text).resources[0]?.options).toContain('audit');
    },
  );

  it.each([
    ['Users log in with email and password.', 'auth_style', 'jwt'],
    ['Users sign in with Google.', 'auth_style', 'oauth2'],
    ['Clients send an X-API-Key header.', 'auth_style', 'api_key'],
    ['Every list is paginated, 60 max per page.', 'max_page_size', 60],
    ['Lists come in pages of 40.', 'page_size', 40],
  ])('%s', (text, key, value) => {
    expect(wireOf(text).config?.[key]).toBe(value);
  });

  it.each([
    'Roles: warden, referee.',
    'There are two roles, warden and referee.',
    'Everybody has a role (warden or referee).',
  ])('%s', (text) => {
    expect(wireOf(`${text} Only wardens can add kites. Only referees can delete kites.`).roles).toEqual([
      'warden',
      'referee',
    ]);
  });
});
