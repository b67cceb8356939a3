import { describe, expect, it } from 'vitest';
import { Source } from '../../../../../src/understand/offline/text/source.ts';

const read = (text: string) => new Source(text).text.replace(/\s+/g, ' ').trim();

describe('notations become sentences', () => {
  it.each([
    [
      'a table',
      'Sheep\n\n| field | type | required |\n|---|---|---|\n| tag | string | yes |\n| born | date | no |',
      'Sheep Sheep fields: tag (string, required)• born (date, optional)',
    ],
    ['a table of permissions', '| role | may |\n|---|---|\n| vet | edit sheep |', 'vet can edit sheep'],
    ['a list of fields', 'Barn:\n- size: int\n- roof', 'Barn: size: int• roof'],
    ['a list of statements', 'Rules:\n- sheep can be sold', 'Rules sheep can be sold'],
    ['an interface', 'interface Barn {\n  size: number;\n  roof?: string\n}', 'Barn (size: number, roof?: string )'],
    [
      'an enumeration by its name',
      'enum Color { RED GREEN }\ntype Barn { color: Color! }',
      'Barn ( color: red | green )',
    ],
    [
      'a Prisma model',
      'model Barn {\n  id String @id\n  code String @unique\n  size Int?\n  sheep Sheep[]\n}',
      'Barn ( code: String unique, size: Int optional )',
    ],
    [
      'a broken line',
      'A barn that stands in the middle of the meadow has a roof and\nalso a door.',
      'A barn that stands in the middle of the meadow has a roof and also a door.',
    ],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});
