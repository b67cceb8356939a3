import { type BundleFile, DESIGN_PATH } from '../../deliver/index.ts';
import type { Usage } from '../../understand/index.ts';
import { count } from '../text.ts';
import { Budget, type Cost, jsonLength, takeWhileFits } from './budget.ts';
import type { Engine, FileFact, FollowUp, GeneratorResult, RouteFact } from './contract.ts';
import { fitNotes, type Notes } from './notes.ts';
import { renderDesign, renderFile, renderResult, renderRoute } from './render.ts';

/** Room kept for the follow-ups and for the remarks about what did not fit. */
const RESERVE = 4_000;

/** Everything that a generator has to say, before it is known what there is room for. */
export interface ResultParts extends Notes {
  readonly bundleId?: string;
  readonly summary: string;
  readonly engine: Engine;
  readonly design: unknown;
  readonly routes: readonly RouteFact[];
  /** In the order in which they are worth reading. */
  readonly files: readonly BundleFile[];
  /** Whether the texts of files are wanted at all. */
  readonly withContents: boolean;
  readonly usage?: Usage | undefined;
  /** Useful calls, given the files that were left without content. */
  readonly followUps: (omitted: readonly BundleFile[]) => readonly FollowUp[];
}

/**
 * Fits a result into the budget of both renderings, in this order: the design, the routes, what files there are,
 * and their contents, whole and in reading order. What is left out is counted, and said.
 */
export function composeResult(parts: ResultParts): GeneratorResult {
  const base = emptyResult(parts);
  const budget = new Budget(costOfBase(base));
  const design = budget.take(costOfDesign(parts.design)) ? parts.design : undefined;
  const routes = takeWhileFits(budget, parts.routes, costOfRoute);
  const listed = takeWhileFits(budget, parts.files, costOfListing);
  const withContent = parts.withContents ? takeWhileFits(budget, listed, costOfContent) : [];

  const omitted = parts.files.slice(withContent.length);
  const warnings = [...base.warnings, ...leftOut(parts, design, routes.length, listed.length)];
  return {
    ...base,
    ...(design === undefined ? {} : { design }),
    routes,
    files: listed.map((file, index) => fileFact(file, index < withContent.length)),
    omitted: omitted.length,
    warnings,
    next: parts.followUps(omitted).slice(0, 3),
  };
}

/** What a result says about a file, with or without its text. */
export function fileFact({ path, bytes, sha256, text }: BundleFile, withContent: boolean): FileFact {
  return withContent ? { path, bytes, sha256, content: text } : { path, bytes, sha256 };
}

/** What a whole file costs in a result. */
export function costOfFile(file: BundleFile): Cost {
  return costOf(fileFact(file, true));
}

function costOf(fact: FileFact): Cost {
  return { json: jsonLength(fact), text: renderFile(fact).length + 1 };
}

function costOfListing(file: BundleFile): Cost {
  return costOf(fileFact(file, false));
}

/** What the text of a file costs on top of its listing. */
function costOfContent(file: BundleFile): Cost {
  const whole = costOfFile(file);
  const listing = costOfListing(file);
  return { json: whole.json - listing.json, text: whole.text - listing.text };
}

function costOfDesign(design: unknown): Cost {
  return { json: jsonLength({ design }), text: renderDesign(design).length + 2 };
}

function costOfRoute(route: RouteFact): Cost {
  return { json: jsonLength(route), text: renderRoute(route).length + 3 };
}

/** The frame of a result, with the headings that its lists will have. */
function costOfBase(base: GeneratorResult): Cost {
  return { json: jsonLength(base) + RESERVE, text: renderResult(base).length + RESERVE };
}

function emptyResult(parts: ResultParts): GeneratorResult {
  return {
    ...(parts.bundleId === undefined ? {} : { bundle_id: parts.bundleId }),
    summary: parts.summary,
    engine: parts.engine,
    routes: [],
    files: [],
    files_total: parts.files.length,
    omitted: parts.files.length,
    ...fitNotes(parts),
    next: [],
    ...(parts.usage === undefined ? {} : { usage: parts.usage }),
  };
}

function leftOut(parts: ResultParts, design: unknown, routes: number, files: number): readonly string[] {
  const remarks: string[] = [];
  if (design === undefined && parts.design !== undefined) {
    remarks.push(`The design is too large for one result: read ${DESIGN_PATH} with read_files.`);
  }
  if (routes < parts.routes.length) {
    remarks.push(`Only ${routes} of ${count(parts.routes.length, 'route')} fit into this result.`);
  }
  if (files < parts.files.length) {
    remarks.push(`Only ${files} of ${count(parts.files.length, 'file')} are listed: read_files pages through all.`);
  }
  return remarks;
}
