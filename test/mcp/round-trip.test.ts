import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect, generate } from './client.ts';

const designs = ['examples', 'test/generated/designs'].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>] as const),
);

describe('the design of a result', () => {
  it.each(designs)('of %s gives the same bundle again, and nothing more to say', async (_file, design) => {
    const client = await connect();
    const first = await generate(client, 'scaffold_service', { ...design, detail: 'manifest' });
    const second = await generate(client, 'scaffold_service', { ...(first.design as object), detail: 'manifest' });
    expect(second.bundle_id).toBe(first.bundle_id);
    expect(second.design).toEqual(first.design);
    expect(second.routes).toEqual(first.routes);
  });
});
