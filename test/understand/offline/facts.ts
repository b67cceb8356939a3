import type { EnglishReading } from '../../../src/understand/offline/index.ts';

interface WireResource {
  readonly name: string;
  readonly fields?: readonly string[];
  readonly access?: readonly string[];
  readonly filters?: readonly string[];
  readonly sort?: readonly string[];
  readonly search?: readonly string[];
  readonly options?: readonly string[];
  readonly operations?: readonly string[];
  readonly states?: readonly string[];
  readonly actions?: readonly { name: string; access?: readonly string[]; steps?: readonly string[] }[];
}

/** The facts of a wire design, in the notation of the corpus. */
export function factsOf({ wire }: Pick<EnglishReading, 'wire'>): Set<string> {
  const found = new Set<string>();
  for (const [key, value] of Object.entries((wire['config'] ?? {}) as Record<string, unknown>)) {
    found.add(`cfg:${key}=${String(value)}`);
    found.add(`cfg:${key}`);
  }
  for (const resource of (wire['resources'] ?? []) as WireResource[]) {
    for (const fact of factsOfResource(resource)) found.add(fact);
  }
  return found;
}

function* factsOfResource(resource: WireResource): Generator<string> {
  const { name } = resource;
  yield `res:${name}`;
  for (const line of resource.fields ?? []) yield* factsOfField(name, line);
  for (const line of resource.access ?? []) yield* factsOfAccess(name, line);
  for (const line of resource.filters ?? []) yield `filter:${name}.${line.split(':')[0]}`;
  for (const line of resource.sort ?? []) yield `sort:${name}.${line.replace(/^-/, '')}`;
  for (const line of resource.search ?? []) yield `search:${name}.${line}`;
  for (const option of resource.options ?? []) yield `opt:${name}.${option}`;
  if (resource.operations) yield `ops:${name}=${resource.operations.join(',')}`;
  if (resource.states) yield* factsOfStates(name, resource.states);
  for (const action of resource.actions ?? []) {
    yield `action:${action.name}`;
    for (const rule of action.access ?? []) if (rule !== 'authenticated') yield `acc:${action.name}=${rule}`;
    for (const step of action.steps ?? [])
      if (!step.startsWith('call ')) yield `eff:${action.name}=${step.split(' ')[0]}`;
  }
}

function* factsOfField(resource: string, line: string): Generator<string> {
  const [, name = '', spec = ''] = /^(\w+): (.*)$/.exec(line) ?? [];
  const path = `${resource}.${name}`;
  const relation = /^(?:->|manyToMany) (\w+)/.exec(spec);
  if (relation) {
    yield `r:${path}>${relation[1]}`;
    return;
  }
  yield `f:${path}=${/^[a-z]+/.exec(spec)?.[0]}`;
  const values = /^enum\((.*?)\)/.exec(spec)?.[1];
  if (values) yield `enum:${path}=${values.replace(/'/g, '')}`;
  for (const modifier of ['unique', 'optional'])
    if (new RegExp(`\\b${modifier}\\b`).test(spec)) yield `${modifier}:${path}`;
  for (const bound of ['min', 'max']) {
    const value = new RegExp(`\\b${bound}=(\\S+)`).exec(spec)?.[1];
    if (value) yield `${bound}:${path}=${value}`;
  }
  const initial = / = '?([\w.]+)/.exec(spec)?.[1];
  if (initial && initial !== 'false') yield `default:${path}=${initial}`;
  const readers = /read\((.*?)\)/.exec(spec)?.[1];
  if (readers) yield `read:${path}=${readers}`;
}

function* factsOfAccess(resource: string, line: string): Generator<string> {
  const [operations = '', rule = ''] = line.split(/:\s(.*)/s);
  for (const operation of operations.split(',')) yield `acc:${resource}.${operation}=${rule.replace(/ when.*/, '')}`;
}

function* factsOfStates(resource: string, lines: readonly string[]): Generator<string> {
  const [field, initial] = (lines[0] ?? '').split(': ');
  const values = [initial, ...lines.slice(1).map((line) => line.split(' -> ')[1])];
  yield `states:${resource}=${initial}`;
  yield `f:${resource}.${field}=enum`;
  yield `enum:${resource}.${field}=${values.join('|')}`;
}
