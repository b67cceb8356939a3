/** The designs of the matrix in wire form, for every combination of options. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Combination } from './combinations.ts';

interface WireResource {
  readonly name: string;
  readonly fields: readonly string[];
  readonly filters?: readonly string[];
  readonly access?: readonly string[];
  readonly owner?: string;
}

interface Wire {
  readonly config?: object;
  readonly resources: readonly WireResource[];
  readonly roles?: readonly string[];
  readonly scopes?: readonly string[];
}

const FILES = {
  blog: join(import.meta.dirname, '../../examples/blog.json'),
  clinic: join(import.meta.dirname, 'clinic.json'),
};

export type DesignName = keyof typeof FILES;

/** What everybody asks for first, and a bit of everything. */
export const DESIGNS: readonly DesignName[] = ['blog', 'clinic'];

/** A design with the options of a combination. Without accounts it has nobody to own or allow anything. */
export function wireOf(name: DesignName, { config }: Combination): Wire {
  const design: Wire = JSON.parse(readFileSync(FILES[name], 'utf8'));
  const chosen = { ...design, config: { ...design.config, ...config } };
  return config.auth_style === 'none' ? withoutAccounts(chosen) : chosen;
}

function withoutAccounts({ roles: _roles, scopes: _scopes, resources, ...rest }: Wire): Wire {
  return { ...rest, resources: resources.filter(({ name }) => name !== 'User').map(openResource) };
}

function openResource({ access: _access, owner: _owner, fields, filters = [], ...rest }: WireResource): WireResource {
  const users = fields.filter((field) => field.includes('-> User')).map((field) => field.split(/[?:]/)[0]!);
  return {
    ...rest,
    fields: fields.filter((field) => !field.includes('-> User')),
    filters: filters.filter((filter) => !users.includes(filter.split(':')[0]!)),
  };
}
