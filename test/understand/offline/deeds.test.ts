import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';

interface Action {
  readonly name: string;
  readonly access?: readonly string[];
  readonly input?: readonly string[];
  readonly steps: readonly string[];
}

interface Kite {
  readonly fields: readonly string[];
  readonly actions?: readonly Action[];
}

const KITES = 'Kites have a name and a status (built, tested, flown, torn), built by default.';

function kiteOf(text: string): Kite {
  const { wire } = readEnglish(text, readDesign);
  expect(readDesign(wire).errors).toEqual([]);
  return (wire['resources'] as (Kite & { name: string })[]).find(({ name }) => name === 'Kite')!;
}

const actionOf = (text: string, name: string) =>
  kiteOf(`${KITES} ${text}`).actions?.find((action) => action.name === name);

describe('what is done, in other words', () => {
  it.each([
    'A tested kite can be approved by an inspector.',
    'Approving is done by inspectors and only works on tested kites.',
    'Inspectors approve kites once they are tested.',
    'To approve a kite it must be tested and you must be an inspector.',
    'Approving shall be reserved to inspectors, and be possible only while tested.',
    'The inspector can approve a kite that has been tested.',
    'approve: inspectors only, only when tested',
    'approve - by an inspector, from tested',
  ])('%s', (text) => {
    const approve = actionOf(text, 'approve');
    expect(approve?.access).toEqual(['role:inspector']);
    expect(approve?.steps[0]).toBe("require status == 'tested' else 409 'Only possible while it is tested'");
  });

  it.each([
    'A torn kite cannot be cancelled.',
    'Cancelling a torn kite is not allowed.',
    'Kites can be cancelled, but not when they are torn.',
    'Once a kite is torn it cannot be cancelled any more.',
    'Kites can be cancelled until they are torn.',
  ])('%s', (text) => {
    expect(actionOf(text, 'cancel')?.steps[0]).toContain("require status in ['built', 'tested', 'flown'] else 409");
  });

  it.each([
    'Rejecting a kite requires a reason.',
    'When rejecting a kite a reason must be given.',
    'reject: needs a reason',
    'To reject a kite, a reason has to be provided.',
  ])('%s', (text) => {
    expect(actionOf(text, 'reject')?.input).toEqual(['reason: text']);
  });

  it('reads several actions of one sentence, each with its own states', () => {
    const text = 'Release only works from tested, retire only from torn.';
    expect(['release', 'retire'].map((name) => actionOf(text, name)?.steps[0])).toEqual([
      "require status == 'tested' else 409 'Only possible while it is tested'",
      "require status == 'torn' else 409 'Only possible while it is torn'",
    ]);
  });
});

describe('lines with a label', () => {
  const text = `Kites have a name.
States: built -> tested -> flown / torn
- test: built -> tested, needs a remark
- fly: only by the owner, from tested
- tear: from tested or flown, the status becomes torn`;

  it('are actions with their states', () => {
    const kite = kiteOf(text);
    expect(kite.fields).toContain('status: enum(built|tested|flown|torn) = built');
    expect(kite.actions?.map(({ name, steps }) => [name, ...steps])).toEqual([
      [
        'test',
        "require status == 'built' else 409 'Only possible while it is built'",
        "set status = 'tested'",
        'set remark = input.remark',
      ],
      ['fly', "require status == 'tested' else 409 'Only possible while it is tested'", 'call kite_fly(id=self.id)'],
      [
        'tear',
        "require status in ['tested', 'flown'] else 409 'Only possible while it is tested or flown'",
        "set status = 'torn'",
      ],
    ]);
    expect(kite.actions?.find(({ name }) => name === 'fly')?.access).toEqual(['owner']);
  });

  it('may be a list in a sentence', () => {
    const { actions } = kiteOf(`${KITES} Actions on Kite: check (built to tested), retire (needs a reason).`);
    expect(actions?.map(({ name, input }) => [name, ...(input ?? [])])).toEqual([
      ['check'],
      ['retire', 'reason: text'],
    ]);
  });

  it.each([
    'A kite is built, flown or torn; new ones are built.',
    'Possible statuses: built, flown, torn. A new kite is built.',
    'The status of a kite is built, flown or torn, and it is built at first.',
    'Kites are built, flown or torn, in the beginning built.',
  ])('%s', (sentence) => {
    expect(kiteOf(`Kites have a name. ${sentence}`).fields).toContain('status: enum(built|flown|torn) = built');
  });
});
