import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';

interface Wire {
  readonly name: string;
  readonly fields: readonly string[];
  readonly access?: readonly string[];
  readonly filters?: readonly string[];
  readonly sort?: readonly string[];
  readonly unique_together?: readonly string[];
  readonly actions?: readonly {
    name: string;
    access?: readonly string[];
    input?: readonly string[];
    steps: readonly string[];
  }[];
}

function resource(text: string, name: string): Wire | undefined {
  const { wire } = readEnglish(text, readDesign);
  expect(readDesign(wire).errors).toEqual([]);
  return (wire['resources'] as Wire[]).find((one) => one.name === name);
}

describe('actions and states', () => {
  it('makes a status of the states that a text speaks of, and guards the actions', () => {
    const permit = resource(
      'Permits have a number. New permits are pending. A clerk can approve or reject permits. Rejecting needs a remark. 409 if the permit is not pending any more.',
      'Permit',
    );
    expect(permit?.fields).toContain('status: enum(pending|approved|rejected) = pending');
    const reject = permit?.actions?.find(({ name }) => name === 'reject');
    expect(reject?.input).toEqual(['remark: string']);
    expect(reject?.steps).toEqual([
      "require status == 'pending' else 409 'Only possible while it is pending'",
      "set status = 'rejected'",
      'set remark = input.remark',
    ]);
  });

  it('reads flags, counters and moments', () => {
    const sheep = resource(
      'Sheep have a name and a wool count. Sheep can be pinned and unpinned. Shearing a sheep sets shorn_at.',
      'Sheep',
    );
    expect(sheep?.fields).toContain('pinned: bool = false');
    expect(sheep?.actions?.map(({ name, steps }) => [name, ...steps])).toContainEqual(['unpin', 'set pinned = false']);
  });

  it('lets a condition forbid states', () => {
    const crate = resource(
      'Crates have a code. Crates start as empty, then go packed, sent. A crate can be cancelled unless it is sent.',
      'Crate',
    );
    expect(crate?.actions?.[0]?.steps[0]).toBe(
      "require status in ['empty', 'packed'] else 409 'Only possible while it is empty or packed'",
    );
  });
});

describe('relations', () => {
  it.each([
    ['Meadows have a name. Sheep have a name. Sheep can be in several meadows.', 'Sheep', 'meadows: manyToMany Meadow'],
    ['Meadows have a name. Remarks on meadows: text, author.', 'Remark', 'meadow: -> Meadow'],
    [
      'A delivery has a date and several lines, each with a weight and an article.',
      'DeliveryLine',
      'delivery: -> Delivery',
    ],
    ['Areas have a name and can be nested.', 'Area', 'parent: -> Area optional'],
  ])('%s', (text, name, line) => {
    expect(resource(text, name)?.fields).toContain(line);
  });

  it('keeps what is unique only within something', () => {
    const stall = resource(
      'Barns have a name. Stalls have a number and belong to a barn. The number must be unique within a barn.',
      'Stall',
    );
    expect(stall?.unique_together).toEqual(['barn, number']);
  });
});

describe('who may do what', () => {
  it.each([
    ['Deleting is for admins only.', 'delete: role:admin'],
    ['Admins only for delete.', 'delete: role:admin'],
    ['Reading is public.', 'list,get: public'],
    ['Managers are the only ones allowed to delete anything.', 'delete: role:manager'],
    ['Only herders can create or change sheep.', 'create,update: role:herder'],
  ])('%s', (sentence, line) => {
    expect(resource(`Sheep have a name. ${sentence}`, 'Sheep')?.access).toContain(line);
  });
});

describe('lists', () => {
  it('reads filters and orders in everyday words', () => {
    const walk = resource('Walks have a start time and a length in km. Show me walks by day, earliest first.', 'Walk');
    expect(walk?.filters).toEqual(['start_time: gte,lte']);
    expect(walk?.sort).toEqual(['start_time']);
  });
});

describe('what was said before', () => {
  it('takes a field back', () => {
    expect(resource('Sheep have a name, a weight and a colour. Drop the weight again.', 'Sheep')?.fields).toEqual([
      'name: string(1..200)',
      'colour: string',
    ]);
  });
});
