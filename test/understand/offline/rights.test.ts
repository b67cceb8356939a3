import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';

/** The rules of one operation on kites, as the description comes to them. */
function ruleFor(text: string, operation: string): string | undefined {
  const { wire } = readEnglish(`Kites have a name and a span in metres. ${text}`, readDesign);
  expect(readDesign(wire).errors).toEqual([]);
  const [kite] = wire['resources'] as { access?: readonly string[] }[];
  const line = kite?.access?.find((each) => each.split(':')[0]!.split(',').includes(operation));
  return line?.replace(/^[\w,]+: /, '');
}

/** Ways to say the same, by operation and rule. */
const SAID: readonly (readonly [operation: string, rule: string, texts: readonly string[]])[] = [
  [
    'delete',
    'role:admin',
    [
      'To delete a kite you must be an admin.',
      'Nobody but admins may delete kites.',
      'Admins alone can delete kites.',
      'Deleting is an admin thing.',
      'Kites are deletable by admins only.',
      'Only admins get to delete kites.',
      'Except for admins, nobody can delete kites.',
      'Users cannot delete kites, admins can.',
      'The right to delete kites belongs to admins.',
      'It takes an admin to delete a kite.',
    ],
  ],
  [
    'list',
    'public',
    [
      'Kites are public.',
      'No login is needed to read kites.',
      'Kites are visible to everyone.',
      'You do not need an account to browse kites.',
      'Reads are open.',
      'Kites are world-readable.',
      'Anyone, even without an account, can see kites.',
    ],
  ],
  [
    'update',
    'authenticated',
    [
      'Everything except reading requires authentication.',
      'Anyone can read, but you have to log in to write.',
      'Public read, authenticated write.',
      'To add, edit or delete kites you have to be signed in.',
    ],
  ],
  [
    'update',
    'owner',
    [
      'Whoever created a kite may edit and delete it.',
      "Users cannot edit or delete other people's kites.",
      'You can edit and delete only what you own.',
      'Edits and deletes are owner-only.',
      'A kite can be changed or deleted by the person who created it.',
    ],
  ],
  [
    'delete',
    'owner or role:admin',
    [
      'Only the owner or an admin can edit or delete a kite.',
      'Users can edit and delete their own kites, admins can edit and delete any kite.',
      'Users can update and delete only their own kites unless they are admins.',
      'The owner can edit and delete a kite. Admins can too.',
      'Only the creator (or an admin) may edit or delete a kite.',
    ],
  ],
  [
    'get',
    'owner',
    [
      'Kites are private to their owner.',
      "Users cannot see each other's kites.",
      'Nobody can see the kites of somebody else.',
      'Kites are personal: nobody else can see them.',
      'Everything is per user: you only see your own kites.',
    ],
  ],
];

describe('who may do what, in other words', () => {
  for (const [operation, rule, texts] of SAID) {
    it.each(texts)(`${operation}: ${rule}: %s`, (text) => {
      expect(ruleFor(text, operation)).toBe(rule);
    });
  }

  it('lets several people in, and keeps those out who are not named', () => {
    const text = 'Anyone can browse kites, everything else needs an account. Only staff can delete kites.';
    expect(['list', 'create', 'delete'].map((operation) => ruleFor(text, operation))).toEqual([
      'public',
      'authenticated',
      'role:staff',
    ]);
  });

  it('makes no rule of a sentence with words that it does not know', () => {
    expect(ruleFor('Only on windy days can kites be seen by the lighthouse.', 'list')).toBeUndefined();
  });
});
