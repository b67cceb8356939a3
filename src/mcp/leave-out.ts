import { isRecord } from './arguments.ts';
import type { Problem } from './errors.ts';

/** A design without what cannot be generated of it, and what that changes for those who call. */
export interface Remainder {
  readonly wire: unknown;
  readonly warnings: readonly string[];
}

/**
 * A design in wire form without the choices of its configuration that cannot be generated: a description that asks for
 * one of them asks for much else besides.
 */
export function withoutChoices(wire: unknown, unsupported: readonly Problem[]): unknown {
  if (!isRecord(wire) || !isRecord(wire['config'])) return wire;
  const config = { ...wire['config'] };
  for (const { path, got } of unsupported) {
    const [top, key = ''] = path.split('.');
    if (top !== 'config') continue;
    const value = config[key];
    if (Array.isArray(value)) config[key] = value.filter((each) => each !== got);
    else delete config[key];
  }
  return { ...wire, config };
}

const CONDITION = /^resources\[(?<index>\d+)\](?:\.actions\[(?<action>\d+)\])?\.access/;

/**
 * A design in wire form without the access rules whose condition cannot be generated. Who may do something by such a rule
 * alone may not do it: a rule without its condition would let in more people than were meant, or show them more rows.
 */
export function withoutConditions(
  wire: unknown,
  unsupported: readonly Problem[],
  isMeant: (resource: Record<string, unknown>, position: number, index: number) => boolean,
): Remainder {
  if (!isRecord(wire) || !Array.isArray(wire['resources'])) return { wire, warnings: [] };
  const warnings = new Set<string>();
  let resources: readonly unknown[] = wire['resources'];
  for (const { path } of unsupported) {
    const found = CONDITION.exec(path);
    if (!found) continue;
    const { index = '', action } = found.groups!;
    resources = resources.map((resource, position) => {
      if (!isRecord(resource) || !isMeant(resource, position, Number(index))) return resource;
      return action === undefined
        ? narrowed(resource, String(resource['name']), warnings)
        : { ...resource, actions: narrowedActions(resource, Number(action), warnings) };
    });
  }
  return { wire: { ...wire, resources }, warnings: [...warnings] };
}

function narrowedActions(resource: Record<string, unknown>, index: number, warnings: Set<string>): unknown {
  const { actions } = resource;
  if (!Array.isArray(actions)) return actions;
  return actions.map((action: unknown, at) =>
    at === index && isRecord(action)
      ? narrowed(action, `${String(resource['name'])}.${String(action['name'])}`, warnings)
      : action,
  );
}

/** What has access lines, with those that have a condition narrowed to their rules without one. */
function narrowed(owner: Record<string, unknown>, name: string, warnings: Set<string>): Record<string, unknown> {
  const { access } = owner;
  if (!Array.isArray(access)) return owner;
  return {
    ...owner,
    access: access.map((line: unknown) => {
      if (typeof line !== 'string') return line;
      const [, operations = '', rules = ''] = /^((?:[\w\s,|/*]+:(?!\S))?)(.*)$/s.exec(line) ?? [];
      const all = rulesIn(rules);
      const kept = all.filter((rule) => !/\s(?:when|if|where)\s/i.test(rule));
      if (kept.length === all.length) return line;
      const rest = kept.length === 0 ? 'nobody' : kept.join(' or ');
      warnings.add(
        `Access to ${name} is stricter than described: "${line}" has a condition that cannot be generated, so it is now "${rest}".`,
      );
      return `${operations === '' ? '' : `${operations.trim()} `}${rest}`;
    }),
  };
}

/** The rules of a line; an "or" in brackets or quotes belongs to a condition. */
function rulesIn(text: string): string[] {
  const rules = [''];
  for (const piece of text.match(/\((?:[^()]|\([^()]*\))*\)|'[^']*'|"[^"]*"|\s+or\s+|[\s\S]/gi) ?? []) {
    if (/^\s+or\s+$/i.test(piece)) rules.push('');
    else rules[rules.length - 1] += piece;
  }
  return rules.map((rule) => rule.trim());
}
