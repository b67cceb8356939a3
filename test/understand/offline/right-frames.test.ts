import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/index.ts';
import { readEnglish } from '../../../src/understand/offline/index.ts';
import { factsOf } from './facts.ts';

const LIGHTHOUSE = 'A lamp has a name and a power. A report has a title and a text. ';

function factsFor(text: string): Set<string> {
  const reading = readEnglish(LIGHTHOUSE + text, readDesign);
  expect(readDesign(reading.wire).errors).toEqual([]);
  return factsOf(reading);
}

describe('rights by the words next to a verb', () => {
  it.each([
    'As far as we know only keepers may add or delete lamps (see the manual, page 3), whatever the weather.',
    'Lamps are added and deleted by keepers since the fire of last year.',
    'Adding or deleting lamps: keepers, as it has always been here.',
    'As a keeper I add and delete lamps (power in watts, not volts) when the sea is calm.',
    'lamps: keepers add and delete them at night',
  ])('%s', (text) => {
    const facts = factsFor(text);
    expect([facts.has('acc:Lamp.create=role:keeper'), facts.has('acc:Lamp.delete=role:keeper')]).toEqual([true, true]);
    expect(facts.has('acc:Report.create=role:keeper')).toBe(false);
  });

  it.each([
    'Reports cannot be deleted, not even by my uncle, who tried.',
    'A report is never deleted, says the coast guard.',
    'Nobody deletes a report, that would be a scandal.',
    'Deleting reports is not possible, for reasons older than me.',
    'No deleting of reports, please, the law is the law.',
  ])('%s', (text) => {
    expect(factsFor(text)).toContain('ops:Report=list,get,create,update');
  });

  it('reads who sees only what is their own', () => {
    expect(factsFor('Keepers see their own reports, in a nice order.')).toContain('acc:Report.list=owner');
  });

  it('leaves alone what people may not do', () => {
    const facts = factsFor('Keepers can read all of it but not edit the reports on Sundays.');
    expect([...facts].filter((fact) => /update|create|ops/.test(fact))).toEqual([]);
  });

  it('knows people by their role, whatever it is called', () => {
    expect(factsFor('The wick role does all the editing of lamps.')).toContain('acc:Lamp.update=role:wick');
    expect(factsFor('Reports are only deleted by a night_keeper.')).toContain('acc:Report.delete=role:night_keeper');
  });

  it('takes out one operation of two that are read together', () => {
    expect(factsFor('No listing of reports.')).toContain('ops:Report=get,create,update,delete');
  });

  it('hears of no login only where nobody logs in', () => {
    expect(factsFor('There is no login at all.')).toContain('cfg:auth_style=none');
    expect(factsFor('Reading works with no login. Keepers log in before they write.')).not.toContain(
      'cfg:auth_style=none',
    );
  });

  it('leaves what the system alone does to the system', () => {
    expect(factsFor('Reports are changed and deleted by the system itself.')).toContain('ops:Report=list,get,create');
  });
});
