/** What a client of the clinic may rely on, whatever the library and the database behind it. */
import { expect } from 'vitest';
import type { Clinic, Person } from './clinic.ts';
import type { Answer, Call } from './transcript.ts';

interface People {
  readonly vet: Person;
  readonly keeper: Person;
  readonly stranger: Person;
  readonly manager: Person;
}

/** The parts of the scenario, in order; each builds on those before. */
export async function playScenario(clinic: Clinic): Promise<void> {
  const people = await accounts(clinic);
  const species = await speciesOf(clinic, people);
  const patients = await patientsOf(clinic, people, species);
  await lists(clinic, people, species);
  await visits(clinic, people, patients);
  await prices(clinic, people);
  await mistakes(clinic, people);
  await races(clinic, people, species);
}

async function accounts(clinic: Clinic): Promise<People> {
  const people = {
    vet: await clinic.person('vera', '--role', 'vet'),
    keeper: await clinic.person('kim'),
    stranger: await clinic.person('sam'),
    manager: await clinic.person('mo', '--scope', 'prices'),
  };
  const body = { email: 'KIM@example.com', password: 'x'.repeat(12), full_name: 'Kim' };
  await clinic.post('/auth/register', undefined, body, 409);
  await clinic.post('/auth/register', undefined, { email: 'no', full_name: '', extra: 1 }, 422);
  await clinic.ask({ method: 'POST', path: '/auth/login', form: { username: 'kim@example.com', password: 'no' } }, 401);
  await clinic.get('/auth/me', undefined, 401);
  await clinic.get('/auth/me', 'x.y.z', 401);
  const { token } = people.keeper;
  await clinic.patch('/auth/me', token, { phone: '+44 1234', languages: ['fr', 'en', 'fr'], preferences: 'text' });
  await clinic.patch('/auth/me', token, {});
  await clinic.patch('/auth/me', token, { languages: [], preferences: null });
  await clinic.patch('/auth/me', people.stranger.token, { phone: '+44 1234' }, 409);
  await clinic.get('/auth/me', token);
  return people;
}

async function speciesOf(clinic: Clinic, { vet, keeper }: People): Promise<string[]> {
  const ids: string[] = [];
  for (const [name, legs] of [
    ['Cat', 4],
    ['Dog', 4],
    ['Goose', 2],
    ['Spider', 8],
    ['Snake', 0],
  ] as const) {
    ids.push((await clinic.post('/species', vet.token, { name, legs })).body.id);
  }
  await clinic.post('/species', vet.token, { name: 'Cat' }, 409);
  await clinic.post('/species', vet.token, { name: 'Great Dane', slug: 'dog' }, 409);
  await clinic.post('/species', keeper.token, { name: 'Fox' }, 403);
  await clinic.post('/species', undefined, { name: 'Fox' }, 401);
  await clinic.post('/species', vet.token, { name: 'Fox', legs: '4', tail: true }, 422);
  const byLegs = await clinic.walk('/species?sort=-legs&limit=2');
  expect(byLegs.map((each) => each.legs)).toEqual([8, 4, 4, 2, 0]);
  const byName = await clinic.walk('/species?limit=3');
  expect(byName.map((each) => each.name)).toEqual(['Cat', 'Dog', 'Goose', 'Snake', 'Spider']);
  return ids;
}

async function patientsOf(clinic: Clinic, people: People, [cat, dog]: readonly string[]): Promise<string[]> {
  const { keeper, stranger, vet } = people;
  const first = {
    name: 'Felix',
    species_id: cat,
    weight: '4.250',
    chip: '000000000000001',
    allergies: ['nuts', 'dust'],
  };
  const felix = (await clinic.post('/patients', keeper.token, first)).body.id;
  const more = {
    name: 'Rex 100%',
    species_id: dog,
    weight: '30',
    mother_id: felix,
    born_on: '2020-02-29',
    sex: 'male',
  };
  const rex = (await clinic.post('/patients', keeper.token, { ...more, history: 'just text' })).body.id;
  await clinic.post('/patients', keeper.token, { ...first, name: 'Copy' }, 409);
  await clinic.post('/patients', keeper.token, { ...first, species_id: felix, chip: null }, 422);
  await clinic.post('/patients', keeper.token, { name: ' ', weight: '0.0001', chip: '1', sex: 'x', token: 'x' }, 422);
  await clinic.get(`/patients/${felix}`, stranger.token, 404);
  await clinic.get(`/patients/${felix}`, vet.token);
  await clinic.get(`/patients/${felix}`, undefined, 401);
  await clinic.patch(`/patients/${felix}`, vet.token, { name: 'Mine' }, 403);
  const path = `/patients/${felix}`;
  const { headers } = await clinic.get(path, keeper.token);
  const change = (ifMatch: string, name: string): Call => ({
    method: 'PATCH',
    path,
    token: keeper.token,
    json: { name, allergies: ['milk'], history: { visits: [1, 2.5, null] } },
    headers: { 'If-Match': ifMatch },
  });
  await clinic.ask(change(headers.get('ETag') ?? '', 'Felicity'), 200);
  await clinic.ask(change(headers.get('ETag') ?? '', 'Feline'), 412);
  await clinic.ask(change('*', 'Felix'), 200);
  await clinic.patch(path, keeper.token, {});
  await clinic.patch(path, keeper.token, { weight: null }, 422);
  await clinic.patch(path, keeper.token, { mother_id: rex, born_on: '2019-01-01', photos: ['https://example.com/1'] });
  await clinic.delete(`/patients/${rex}`, keeper.token);
  await clinic.get(`/patients/${rex}`, keeper.token, 404);
  await clinic.get('/patients?deleted=true', keeper.token);
  await clinic.post(`/patients/${rex}/restore`, keeper.token, {}, 200);
  await clinic.post(`/patients/${rex}/restore`, keeper.token, {}, 404);
  return [felix, rex];
}

async function lists(clinic: Clinic, { keeper, stranger, vet }: People, [cat]: readonly string[]): Promise<void> {
  for (const [index, name] of ['Ada', 'ada', 'Éva', 'Zoe_1', 'Zoe', 'Bo'].entries()) {
    const weight = `${(index % 3) + 1}.5`;
    const born = index % 2 === 0 ? { born_on: `2021-0${index + 1}-01` } : {};
    await clinic.post('/patients', keeper.token, { name, species_id: cat, weight, is_insured: index > 3, ...born });
  }
  for (const sort of ['created_at', '-created_at', 'weight', '-weight', 'born_on', '-born_on']) {
    const items = await clinic.walk(`/patients?sort=${sort}&limit=3`, keeper.token);
    expect(items).toHaveLength(8);
  }
  for (const query of [
    'allergy=milk',
    'sex_in=male&sex_in=female',
    'is_insured=true&sort=-weight',
    'born_on_gte=2021-01-01&born_on_lt=2021-04-01',
    'born_on_isnull=true',
    'q=100%25',
    'q=zoe_',
    'q=x%20%20y&limit=1',
    `species_id=${cat}&limit=100`,
  ]) {
    await clinic.get(`/patients?${query}`, keeper.token);
  }
  await clinic.get('/patients', stranger.token);
  await clinic.get('/patients?limit=2', vet.token);
  await clinic.get('/patients', undefined, 401);
  for (const query of ['limit=0', 'limit=101', 'cursor=bm90aGluZw', 'sort=sex', 'sex=x', 'is_insured=2', 'other=1']) {
    await clinic.get(`/patients?${query}`, keeper.token, 422);
  }
}

async function visits(clinic: Clinic, { vet, keeper }: People, [felix, rex]: readonly string[]): Promise<void> {
  const visit = { patient_id: felix, reason: 'Limps', starts_at: '2026-03-01T09:30:00+02:00', door_code: '1234' };
  const made = await clinic.post('/visits', vet.token, visit);
  expect(made.body).toMatchObject({ fee: '45.00', score: 5, starts_at: '2026-03-01T07:30:00Z', diagnosis: 'none yet' });
  expect(made.body).not.toHaveProperty('door_code');
  await clinic.post('/visits', vet.token, { ...visit, starts_at: '2026-03-01T07:30:00Z' }, 409);
  await clinic.post('/visits', vet.token, { ...visit, patient_id: rex, fee: '12.5', score: 0.1 });
  await clinic.post('/visits', vet.token, { ...visit, starts_at: '2026-03-02T07:30:00' }, 422);
  await clinic.post('/visits', vet.token, { ...visit, fee: 1, score: 11, door_code: 'x' }, 422);
  await clinic.get('/visits?starts_at_gte=2026-03-01T08:00:00%2B01:00&fee_lte=45.00', keeper.token);
  await clinic.walk('/visits?sort=fee&limit=1', keeper.token);
  await clinic.patch(`/visits/${made.body.id}`, vet.token, { ends_at: '2026-03-01T08:00:00Z', fee: '0.10' });
  await clinic.delete(`/visits/${made.body.id}`, keeper.token, 403);
  await clinic.delete(`/visits/${made.body.id}`, vet.token);
  await clinic.delete(`/visits/${made.body.id}`, vet.token, 404);
  const { body } = await clinic.get(`/patients/${felix}`, vet.token);
  await clinic.delete(`/species/${body.species_id}`, vet.token, 409);
}

async function prices(clinic: Clinic, { manager, vet }: People): Promise<void> {
  const price = { code: 'X-RAY', amount: '120.00', valid_from: '2026-01-01' };
  const made = await clinic.post('/prices', manager.token, price);
  expect(made.body.opens).toBe('08:30:00');
  await clinic.post('/prices', vet.token, price, 403);
  await clinic.patch(`/prices/${made.body.id}`, manager.token, { code: 'RAY' }, 422);
  await clinic.patch(`/prices/${made.body.id}`, manager.token, { opens: '23:59:59.999', amount: '0.01' });
  await clinic.get('/prices');
  await clinic.delete(`/prices/${made.body.id}`, manager.token, 405);
}

async function mistakes(clinic: Clinic, { keeper: { token } }: People): Promise<void> {
  await clinic.get('/nowhere', undefined, 404);
  await clinic.get('/patients/not-an-id', token, 422);
  await clinic.get('/patients/01890000-0000-7000-8000-000000000000', token, 404);
  await clinic.ask({ method: 'PUT', path: '/patients', token, json: {} }, 405);
  await clinic.ask({ method: 'POST', path: '/patients', token, text: '{"name": ' }, 422);
  await clinic.ask({ method: 'POST', path: '/patients', token, text: '{"name": "a\\u0000"}' }, 422);
  await clinic.ask({ method: 'POST', path: '/patients', token, text: `"${'x'.repeat(1_100_000)}"` }, 413);
}

const AT_ONCE = 50;

const statuses = (answers: readonly Answer[]): number[] => answers.map((each) => each.status).toSorted((a, b) => a - b);

/** Fifty requests at the same moment. */
async function races(clinic: Clinic, { keeper, vet }: People, [cat]: readonly string[]): Promise<void> {
  const { token } = keeper;
  const post = (json: object): Call => ({ method: 'POST', path: '/patients', token, json });
  const patient = { species_id: cat, weight: '1.000', name: 'Same' };
  const times = <T>(make: (index: number) => T): T[] => Array.from({ length: AT_ONCE }, (_, index) => make(index));

  const same = await clinic.together(times(() => post({ ...patient, chip: '999999999999999' })));
  expect(statuses(same)).toEqual([201, ...times(() => 409).slice(1)]);

  const different = await clinic.together(times((index) => post({ ...patient, chip: `${index}`.padStart(15, '7') })));
  expect(statuses(different)).toEqual(times(() => 201));
  const { body } = await clinic.get('/patients?q=same&limit=100', token);
  expect(body.total).toBe(AT_ONCE + 1);

  const [winner] = same.filter((each) => each.status === 201);
  const path = `/patients/${winner?.body.id}`;
  const tag = winner?.headers.get('ETag') ?? '';
  const patch = (index: number): Call => ({
    method: 'PATCH',
    path,
    token,
    json: { weight: `${index + 2}.000` },
    headers: { 'If-Match': tag },
  });
  const changed = await clinic.together(times(patch));
  expect(changed.filter((each) => each.status === 200)).toHaveLength(1);
  expect(changed.filter((each) => each.status === 412 || each.status === 409)).toHaveLength(AT_ONCE - 1);
  const [kept] = changed.filter((each) => each.status === 200);
  expect((await clinic.together([{ method: 'GET', path, token }]))[0]?.body.weight).toBe(kept?.body.weight);

  const species = (await clinic.post('/species', vet.token, { name: 'Newt' })).body.id;
  const deleted = await clinic.together(
    times(() => ({ method: 'DELETE', path: `/species/${species}`, token: vet.token })),
  );
  expect(deleted.filter((each) => each.status === 204)).toHaveLength(1);
  expect(deleted.filter((each) => each.status === 404 || each.status === 409)).toHaveLength(AT_ONCE - 1);
}
