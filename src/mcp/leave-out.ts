import { isRecord } from './arguments.ts';
import type { Problem } from './errors.ts';

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
