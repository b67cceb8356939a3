// The HTTP behaviour is the same whatever the library and the database: one scenario over all of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clinic } from '../contract/clinic.ts';
import { type OpenApi, undocumented } from '../contract/openapi.ts';
import { playScenario } from '../contract/scenario.ts';
import { startVariant, type Variant } from '../contract/service.ts';
import type { Entry } from '../contract/transcript.ts';
import { everyCombination, PERSISTENCES } from '../matrix/combinations.ts';
import { AT_A_TIME, limited } from '../support/limited.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type PythonEnvironment, pythonEnvironment, pythonForSuites } from '../support/python-environment.ts';

const python = await pythonForSuites('the contract');

const variants: Variant[] = PERSISTENCES.flatMap(({ name }) => {
  const combination = everyCombination().find((each) => each.name === `${name} jwt cursor production`)!;
  return (['sqlite', 'postgresql'] as const).map((database) => ({
    name: `${name} ${database}`,
    combination,
    database,
  }));
});

interface Outcome {
  readonly entries: readonly Entry[];
  readonly openapi: OpenApi;
}

describe.skipIf(python === undefined)('the contract', () => {
  const root = mkdtempSync(join(tmpdir(), 'contract-'));
  let environment: PythonEnvironment;
  let postgres: PostgresServer;
  let outcomes: readonly Promise<Outcome>[] = [];

  beforeAll(async () => {
    environment = await pythonEnvironment(python ?? '');
    postgres = await startPostgres();
    outcomes = limited(
      AT_A_TIME,
      variants.map((variant) => () => play(variant)),
    );
    for (const outcome of outcomes) outcome.catch(() => {}); // the test of the variant reports it
  });
  afterAll(async () => {
    await Promise.allSettled(outcomes);
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  async function play(variant: Variant): Promise<Outcome> {
    const folder = join(root, variant.name.replaceAll(' ', '-'));
    const service = await startVariant(variant, folder, environment, postgres);
    try {
      const openapi = (await (await fetch(`${service.url}/openapi.json`)).json()) as OpenApi;
      const clinic = new Clinic(service);
      await playScenario(clinic);
      return { entries: clinic.transcript.entries, openapi };
    } finally {
      await service.stop();
    }
  }

  it.for(variants.map((variant, index) => [variant.name, index] as const))('%s', async ([, index]) => {
    const outcome = await outcomes[index]!;
    const first = await outcomes[0]!;
    expect(undocumented(outcome.entries, outcome.openapi)).toEqual([]);
    expect(outcome.openapi).toEqual(first.openapi);
    expect(outcome.entries).toEqual(first.entries);
  });
});
