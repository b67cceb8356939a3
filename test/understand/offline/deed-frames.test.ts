import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';

interface Action {
  readonly name: string;
  readonly access?: readonly string[];
  readonly input?: readonly string[];
  readonly steps: readonly string[];
}

const PERMITS =
  'A permit has a title, a text and a status: draft, submitted, issued, revoked, closed. The default is draft. ';
const DRONES = 'A drone has a serial number (unique), a name and a battery percentage (int). ';

function actionsOf(text: string): readonly Action[] {
  const { wire } = readEnglish(text, readDesign);
  expect(readDesign(wire).errors).toEqual([]);
  return (wire['resources'] as { actions?: readonly Action[] }[]).flatMap(({ actions = [] }) => actions);
}

const actionOf = (text: string, name: string) => actionsOf(text).find((action) => action.name === name);

const only = (state: string) => `require status == '${state}' else 409 'Only possible while it is ${state}'`;

describe('deeds by the frame of their sentence', () => {
  it.each([
    'A submitted permit can be issued by an officer.',
    'Officers issue submitted permits.',
    'Only officers may issue permits, and only those that are submitted.',
    'The status changes from submitted to issued when an officer issues the permit.',
    'As an officer I want to issue a submitted permit so that work can start.',
    'Given a submitted permit, when an officer issues it, then its status is issued.',
    'Once submitted, an officer can issue it.',
    'After it has been submitted, the permit can be issued by an officer.',
    'POST /permits/{id}/issue: officers only, from submitted, sets issued.',
    '\nActions:\n- issue: submitted -> issued, officers only\n- close: issued -> closed\n',
    '\nWorkflow:\n- submit (draft -> submitted): the author\n- issue (submitted -> issued): officer\n',
    '\n3.1 issue: officers. From submitted to issued.\n3.2 close: officers. From issued to closed.\n',
  ])('%s', (text) => {
    const issue = actionOf(PERMITS + text, 'issue');
    expect(issue?.access).toEqual(['role:officer']);
    expect(issue?.steps).toEqual([only('submitted'), "set status = 'issued'"]);
  });

  it.each([
    'To revoke a permit, an officer has to give a reason.',
    'When a permit is revoked, a reason must be given.',
    'As an officer, I can revoke permits with a reason.',
    'An officer should be able to revoke a permit, giving a reason.',
    '\n- `POST /permits/{id}/revoke`: officer. Only from issued, sets revoked. Body: `reason`.\n',
    '\nrevoke -> officers, needs a reason, only if issued, becomes revoked\n',
  ])('%s', (text) => {
    const revoke = actionOf(PERMITS + text, 'revoke');
    expect(revoke?.input?.map((line) => line.split(':')[0])).toEqual(['reason']);
    expect(revoke?.steps).toContain("set status = 'revoked'");
  });

  it.each([
    ['A drone can be recalibrated by technicians.', 'recalibrate'],
    ['It should be possible to reboot a drone.', 'reboot'],
    ['There must be a way to decommission a drone.', 'decommission'],
    ['There are buttons for grounding and pinging drones.', 'ground'],
    ['Pilots can ping their drone.', 'ping'],
  ])('%s', (text, name) => {
    expect(actionsOf(DRONES + text).map((action) => action.name)).toContain(name);
  });

  it('sets a time that is named after the deed', () => {
    const parcels = 'A parcel has a code and received_at (datetime, optional). ';
    expect(actionOf(`${parcels}When a parcel is received, received_at is set.`, 'receive')?.steps).toContain(
      'set received_at = now()',
    );
  });

  it.each([
    `${PERMITS}Permits cannot be revoked.`,
    `${PERMITS}Nobody can issue a permit.`,
    `${DRONES}Drones are built by a manufacturer.`,
    `${DRONES}Drones can be sorted by name and found by serial number.`,
    `${DRONES}Drones can be related to other drones.`,
    `${DRONES}The name can be left empty.`,
  ])('invents nothing: %s', (text) => {
    expect(actionsOf(text)).toEqual([]);
  });
});

describe('people at work, and what is one’s own', () => {
  const PHOTOS = 'A photo has a title and an owner (user). An album has a name. ';
  const accessOf = (text: string, name: string): readonly string[] => {
    const { wire } = readEnglish(PHOTOS + text, readDesign);
    return (wire['resources'] as { name: string; access?: readonly string[] }[]).find((one) => one.name === name)!
      .access!;
  };

  it.each([
    ['Only staff may upload photos.', 'Photo', ['create: role:staff']],
    [
      'Everyone with a login may look at the albums but only the committee changes them.',
      'Album',
      ['list,get: authenticated', 'update: role:committee'],
    ],
    [
      'curators + editors list and read albums, curators create.',
      'Album',
      ['list,get: role:curator or role:editor', 'create: role:curator'],
    ],
    ['Albums are created and updated by curators.', 'Album', ['create,update: role:curator']],
    [
      'photos: curators create them and can read, edit and delete their own.',
      'Photo',
      ['create: role:curator', 'list,get,update,delete: owner'],
    ],
  ])('%s', (text, name, access) => {
    expect(accessOf(text, name)).toEqual(access);
  });
});
