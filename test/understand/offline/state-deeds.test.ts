import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';

interface Action {
  readonly name: string;
  readonly access?: readonly string[];
  readonly input?: readonly string[];
  readonly steps: readonly string[];
}

const KILNS =
  'A firing has a title, a temperature and a status: planned, fired, cooled, spoiled. The default is planned. ';

function actionOf(text: string, name: string): Action | undefined {
  const { wire } = readEnglish(KILNS + text, readDesign);
  expect(readDesign(wire).errors).toEqual([]);
  const resources = wire['resources'] as { actions?: readonly Action[] }[];
  return resources.flatMap(({ actions = [] }) => actions).find((action) => action.name === name);
}

describe('what leads to a state is done to what has it', () => {
  it.each([
    'When the load is too wet we press "spoil".',
    'Potters either spoil em or leave them alone, depending on the weather.',
    'The potters want to spoil whatever has cracks.',
    'One endpoint to spoil, please.',
    'In the morning somebody may spoil what went wrong.',
    'There should be a spoil button next to it, said my aunt.',
    'Firings can be sorted out at night: spoiling is what the master does.',
  ])('%s', (text) => {
    expect(actionOf(text, 'spoil')?.steps).toContain("set status = 'spoiled'");
  });

  it('says in which state', () => {
    const spoil = actionOf('Only masters may spoil a planned firing, in rare cases.', 'spoil');
    expect(spoil?.access).toEqual(['role:master']);
    expect(spoil?.steps[0]).toContain("require status == 'planned'");
  });

  it.each([
    'Potters ruin a batch of fired ones now and then, which makes it spoiled.',
    '"ruin" puts it to spoiled.',
    'A ruin action turns it into spoiled.',
  ])('by what becomes of it: %s', (text) => {
    expect(actionOf(text, 'ruin')?.steps).toContain("set status = 'spoiled'");
  });

  it.each([
    ['A soak action that is all about water.', 'soak'],
    ['We press "soak" at noon.', 'soak'],
    ['An endpoint to soak, and one to glaze.', 'glaze'],
  ])('by what it is called: %s', (text, name) => {
    expect(actionOf(text, name)).toBeDefined();
  });

  it('is not what is denied, nor what only happens', () => {
    expect(actionOf('Nobody may spoil anything on purpose.', 'spoil')).toBeUndefined();
    expect(actionOf('We hope for sunny weather.', 'hope')).toBeUndefined();
  });
});

describe('what things are marked as', () => {
  it.each([
    'Masters mark a planned firing as fired.',
    'As a master I would like to mark any of the planned firings as fired, so that all know.',
    'A master can mark the planned firing as fired or as spoiled.',
  ])('%s', (text) => {
    const fire = actionOf(text, 'fire') ?? actionOf(text, 'mark_fired');
    expect(fire?.access).toEqual(['role:master']);
    expect(fire?.steps).toContain("set status = 'fired'");
    expect(fire?.steps[0]).toContain("'planned'");
  });
});

describe('people of whom something is kept', () => {
  it('act as well', () => {
    const text = 'A kiln inspector has a name and a phone. The kiln inspector spoils a planned firing at will.';
    expect(actionOf(text, 'spoil')?.access).toEqual(['role:kiln_inspector']);
  });
});
