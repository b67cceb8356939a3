import { describe, expect, it } from 'vitest';
import { readable } from '../../../../src/understand/offline/text/readable.ts';

const plain = (text: string) => readable(text).rewriting.text;

describe('states, however the text goes about them', () => {
  it.each([
    'A kiln has a label and a state: cold, hot or broken, cold at the start.',
    'A kiln has a label and a state, being one of cold, hot or broken, cold by default.',
    'A kiln has a label and a state, which is cold, hot or broken (cold when new).',
    'A kiln has a label and a state which starts as cold and then is hot or broken.',
    'A kiln has a label and a state cold / hot / broken, starts cold.',
    'A kiln has a label and a state cold, hot or broken, for a new kiln it is cold.',
  ])('%s', (text) => {
    expect(plain(text)).toBe('A kiln has a label and a state (cold, hot or broken, default cold).');
  });

  it.each([
    ['Its stage goes from cold over hot to broken.', 'It has a stage (cold, hot or broken).'],
    ['The status of a kiln is one of cold, hot, broken.', 'Each kiln has a status (cold, hot or broken).'],
    ['Kiln.status: cold > hot > broken, starts cold', 'Each Kiln has a status (cold, hot or broken, default cold)'],
    [
      'A kiln is "cold" at first, then it is "hot" or "broken".',
      'Each kiln has a status (cold, hot or broken, default cold).',
    ],
    ['Possible values are cold, hot and broken.', 'It has a status (cold, hot or broken).'],
  ])('%s', (text, read) => {
    expect(plain(text)).toBe(read);
  });

  it.each([
    'Filter by status or date.',
    'This is possible only if the status is cold or hot.',
    'The status is required and unique.',
    'The status changes from cold to hot when somebody lights it.',
    'A kiln has a label, status, notes and a photo.',
    'A kiln is lit by a potter or a pupil.',
  ])('%s', (text) => {
    expect(plain(text)).toBe(text);
  });
});
