import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';

function wireOf(text: string): { config?: Record<string, unknown>; resources: { operations?: readonly string[] }[] } {
  const { wire } = readEnglish(`Kites have a name and a span in metres. ${text}`, readDesign);
  expect(readDesign(wire).errors).toEqual([]);
  return wire as unknown as ReturnType<typeof wireOf>;
}

const SAID: readonly (readonly [operations: string, texts: readonly string[]])[] = [
  [
    'list,get,create,update',
    [
      'Everything but delete for kites.',
      'Normal CRUD, except kites are never deleted.',
      'Kites can be created, read and updated, but not deleted.',
      'kites: list, read, create, update (no delete)',
      'It must not be possible to delete a kite.',
      'Kites cannot be removed once created.',
      'All CRUD operations but no delete.',
      'There is no way to delete a kite.',
    ],
  ],
  [
    'list,get,create',
    [
      'Once created, a kite can neither be edited nor deleted.',
      'Kites can be created and read, nothing else.',
      'Neither update nor delete.',
      'Kites are only ever created, never changed or deleted.',
    ],
  ],
];

describe('which operations there are', () => {
  for (const [operations, texts] of SAID) {
    it.each(texts)(`${operations}: %s`, (text) => {
      expect(wireOf(text).resources[0]?.operations?.join()).toBe(operations);
    });
  }
});

describe('no accounts', () => {
  it.each([
    'No accounts.',
    'Do not add authentication.',
    'We do not need any login.',
    "Won't do: user accounts or any kind of login.",
    'Nobody has to log in.',
    'auth: none',
  ])('%s', (text) => {
    expect(wireOf(text).config?.['auth_style']).toBe('none');
  });
});
