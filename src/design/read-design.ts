/** From anything that a caller sends to the checked design. */
import type { ApiDesign } from './api-design.ts';
import { checkDesign } from './check/check-design.ts';
import { type Issue, Report } from './issue.ts';
import { readSource } from './normalise/source.ts';
import { toWire } from './print/to-wire.ts';
import type { WireDesign } from './wire.ts';

/** What a reading gives: a design, or errors; and in both cases what was assumed and left out. */
export interface DesignReading {
  /** Only when there are no errors. */
  readonly design?: ApiDesign;
  /** The design in wire form, every decision said: edit it and read it again. */
  readonly wire?: WireDesign;
  readonly errors: readonly Issue[];
  readonly assumptions: readonly Issue[];
  readonly warnings: readonly Issue[];
}

/** Reads the wire form: an object, or JSON text at any level. Reports all problems at once, and never throws. */
export function readDesign(wire: unknown): DesignReading {
  const report = new Report();
  const source = readSource(wire, report);
  const design = source && checkDesign(source, report);
  const { errors, assumptions, warnings } = report;
  if (!design || errors.length > 0) return { errors, assumptions, warnings };
  return { design, wire: toWire(design), errors, assumptions, warnings };
}
