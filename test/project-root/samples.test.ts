import { expect, test } from 'vitest';
import { readDesign } from '../../src/design/index.ts';
import { planService } from '../../src/plan/index.ts';
import { accountPayload, type SampleRows, sampleRows } from '../../src/project/samples/rows.ts';
import { projectOf } from './projects.ts';

function planOf(wire: object) {
  const { design, errors } = readDesign({ service: 'Samples', ...wire });
  if (!design) throw new Error(JSON.stringify(errors));
  return planService(design, {
    paging: { parameters: [], signed: false, failures: [], note: '' },
    signsTokens: false,
    accountTables: () => ({
      user: [],
      identity: [],
      keepsGrants: true,
      bare: false,
      own: [],
      commands: false,
      listed: false,
    }),
    callerFailures: [],
  });
}

const samplesOf = (resources: readonly object[], more: object = {}): readonly SampleRows[] =>
  sampleRows(planOf({ resources, ...more }));
const rowsOf = (fields: readonly string[]): readonly object[] => samplesOf([{ name: 'Thing', fields }])[0]?.rows ?? [];
const nouns = (samples: readonly SampleRows[]): string[] => samples.map((each) => each.resource.noun);

test('values are plausible, and different from row to row', () => {
  expect(rowsOf(['name: string', 'about: text', 'link: url', 'contact: email', 'tags: list<string(20)>'])).toEqual(
    [1, 2, 3].map((number) => ({
      name: `Thing ${number}`,
      about: `The about of thing ${number}.`,
      link: `https://example.com/link-${number}`,
      contact: `contact-${number}@example.com`,
      tags: [`tag-${number}`],
    })),
  );
});

test('values keep lengths, bounds and patterns', () => {
  const rows = rowsOf([
    'short: string(2..3)',
    'isbn: string(13) pattern=/^97[89][0-9]{10}$/',
    'level: int 7..8',
    'price: money 2..3',
    'marks: list<int> min=2 max=4',
  ]) as { short: string; isbn: string; level: number; price: string; marks: number[] }[];
  expect(rows).toHaveLength(3);
  for (const row of rows) {
    expect(row.short.length).toBeGreaterThanOrEqual(2);
    expect(row.short.length).toBeLessThanOrEqual(3);
    expect(row.isbn).toMatch(/^97[89][0-9]{10}$/);
    expect([7, 8]).toContain(row.level);
    expect(row.price).toMatch(/^[23]\.\d\d$/);
    expect(row.marks).toHaveLength(2);
  }
});

test('there are no more rows than unique values', () => {
  expect(rowsOf(['flag: bool unique'])).toHaveLength(1);
  expect(rowsOf(['kind: enum(a|b) unique'])).toHaveLength(2);
  expect(
    samplesOf([{ name: 'Thing', fields: ['kind: enum(a|b)'], unique_together: [['kind']] }])[0]?.rows,
  ).toHaveLength(2);
});

test('what is optional and not known to be valid is left out, and what is required stops the rows', () => {
  const strange = 'pattern=/^z{30}$/';
  expect(rowsOf([`odd?: string(9) ${strange}`, 'name: string'])[0]).toEqual({ name: 'Thing 1' });
  expect(rowsOf([`odd: string(9) ${strange}`])).toEqual([]);
});

test('what the server sets is not in a request', () => {
  expect(rowsOf(['name: string', 'slug: slug from name unique', 'views: int = 0 readonly'])[0]).toEqual({
    name: 'Thing 1',
  });
});

test('rows come after those that they refer to', () => {
  const samples = samplesOf([
    { name: 'Leaf', fields: ['branch: -> Branch', 'next?: -> Leaf'] },
    { name: 'Branch', fields: ['root: -> Root'] },
    { name: 'Root', fields: ['name: string'] },
  ]);
  expect(nouns(samples)).toEqual(['root', 'branch', 'leaf']);
  expect(samples[2]!.parents.map((each) => each.relation.json)).toEqual(['branch_id']);
});

test('resources that requests cannot create have no rows, nor have those that need them', () => {
  const samples = samplesOf([
    { name: 'Fixed', fields: ['name: string'], operations: ['list', 'get'] },
    { name: 'Needy', fields: ['fixed: -> Fixed'] },
    { name: 'Free', fields: ['fixed?: -> Fixed'] },
  ]);
  expect(nouns(samples)).toEqual(['free']);
});

const seenWhen = (condition: string) => ({
  name: 'Thing',
  fields: ['published: bool = false', 'level: int 1..9 = 1', 'owner: -> User'],
  access: [`read: public when ${condition} or owner`, 'write: owner'],
});

test('rows are in a state in which others can see them, where there is one', () => {
  expect(samplesOf([seenWhen('published')])[0]?.rows[0]).toMatchObject({ published: true });
  expect(samplesOf([seenWhen('not published')])[0]?.rows[0]).toMatchObject({ published: false });
  expect(samplesOf([seenWhen('level > 4')])[0]?.rows[0]).toMatchObject({
    level: expect.toSatisfy((n: number) => n > 4) as number,
  });
});

test('what nobody sees is nothing to refer to', () => {
  const samples = samplesOf([
    {
      name: 'Secret',
      fields: ['open: bool = false readonly'],
      access: ['read: public when open', 'create: authenticated'],
    },
    { name: 'Hint', fields: ['secret: -> Secret'] },
  ]);
  expect(nouns(samples)).toEqual(['secret']);
  expect(samples[0]!.listed).toBe(false);
});

test('accounts get what their registration must have', () => {
  const plan = planOf({
    resources: [
      { name: 'User', fields: ['full_name: string', 'nickname?: string', 'blocked: bool = false readonly'] },
      { name: 'Thing', fields: ['name: string'] },
    ],
  });
  expect(accountPayload(plan)).toEqual({ full_name: 'Ada Lovelace' });
});

test('projects with roles or scopes have a command that grants them, others have none', () => {
  const project = projectOf({
    service: 'Roles',
    resources: [{ name: 'Thing', fields: ['name: string'], access: ['read: scope:things', 'write: role:admin'] }],
  });
  const cli = project.get('app/auth/cli.py')!;
  expect(cli).toContain('ROLES = ("admin",)');
  expect(cli).toContain('SCOPES = ("things",)');
  expect(project.get('tests/test_auth_cli.py')).toContain('assert account["scopes"] == ["things"]');
  const plain = projectOf({ service: 'Plain', resources: [{ name: 'Thing', fields: ['name: string'] }] });
  expect([...plain.keys()].filter((path) => path.endsWith('auth/cli.py') || path.includes('auth_cli'))).toEqual([]);
  expect(plain.get('app/cli.py')).toContain('commands.add_parser("sample-data"');
});
