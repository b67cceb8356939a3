import { expect, test } from 'vitest';
import { readDesign } from '../../src/design/index.ts';
import { compile } from '../../src/project/index.ts';

function readmeOf(resources: readonly object[], config: object = {}): string {
  const { design, errors } = readDesign({ service: 'Desk', config, resources });
  if (!design) throw new Error(JSON.stringify(errors));
  return compile(design).files.find(({ path }) => path === 'README.md')!.text;
}

test('what refers to what, one to one where a key is unique', () => {
  const readme = readmeOf([
    { name: 'Desk', fields: ['name: string', 'boss: -> User unique'] },
    { name: 'Letter', fields: ['text: text', 'desk?: -> Desk'] },
  ]);
  expect(readme).toContain('```mermaid\nerDiagram\n    User ||--o| Desk : boss\n    Desk |o--o{ Letter : desk\n```');
});

test('states, those that are no words of their own under another name', () => {
  const readme = readmeOf([
    {
      name: 'Letter',
      fields: ['text: text', 'status: enum(open|end|"half \\"read\\"") = open'],
      states: ['status: open', 'open -> "half \\"read\\"": skim', 'open -> end: finish'],
    },
  ]);
  expect(readme).toContain('    state "end" as state_2\n    state "half \'read\'" as state_3\n    [*] --> open\n');
  expect(readme).toContain('    open --> state_2 : finish');
});

test('no diagram of rows that stand alone', () => {
  expect(readmeOf([{ name: 'Note', fields: ['text: text'] }], { auth_style: 'none' })).not.toContain('mermaid');
});
