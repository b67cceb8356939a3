import type { Bundle, Recipe } from '../deliver/index.ts';
import type { ApiDesign } from '../design/api-design.ts';
import { type Arguments, ArgumentReader, isRecord, parseJsonText } from './arguments.ts';
import type { GeneratorArguments } from './generator-arguments.ts';
import { projectBundle } from './build.ts';
import type { Compiled, Compiler, DesignIssue, Reading, Understood } from './compiler.ts';
import { describeProblem, problemsError, ToolError } from './errors.ts';
import { withoutChoices, withoutConditions } from './leave-out.ts';
import { log } from './log.ts';
import { LEAST_COVERAGE, MAX_DESCRIPTION, MAX_FIELDS, MAX_RESOURCES } from './limits.ts';
import type { Engine, RouteFact } from './result/contract.ts';
import type { Usage } from '../understand/index.ts';
import { isGiven } from '../understand/merge.ts';
import type { CallContext } from './tool.ts';

/** A request that was understood and read, before anything is generated. */
export interface ReadRequest {
  readonly engine: Engine;
  readonly design: ApiDesign;
  readonly wire: unknown;
  readonly assumptions: readonly string[];
  readonly unparsed: readonly string[];
  readonly warnings: readonly string[];
  readonly usage?: Usage;
  /** What it compiles to, where that was found out already. */
  readonly compiled?: Compiled;
}

/** What was not read well enough: the draft that was made of a description, and what is wrong with it, if anything. */
export interface Draft {
  readonly understood: Understood;
  readonly problems: readonly DesignIssue[];
  readonly reading: Reading;
}

/** A generated project with everything there is to say about it. */
export interface Generation extends ReadRequest {
  readonly bundle: Bundle;
  readonly routes: readonly RouteFact[];
}

/** Reads a design from the arguments of a generator; throws when there is none, or it is not valid. */
export async function readRequest(args: GeneratorArguments, tool: string, context: CallContext): Promise<ReadRequest> {
  const outcome = await readOrDraft(args, tool, context);
  if ('design' in outcome) return outcome;
  const { reading, understood } = outcome;
  if (reading.design === undefined) throw draftError(outcome, tool);
  return requestOf(args, understood, reading, reading.design);
}

/** Like `readRequest`, but what was made of a description is returned even when it is no valid design, or only a part of it. */
export async function readOrDraft(
  args: GeneratorArguments,
  tool: string,
  context: CallContext,
): Promise<ReadRequest | Draft> {
  const compiler = await context.session.compiler();
  const understood = await understandRequest(compiler, args.given, tool, context.signal);
  if (context.signal.aborted)
    throw new ToolError('CANCELLED', 'the call was cancelled', 'Call again when it is wanted.');
  const { reading, warnings } = readNarrowed(compiler, args, understood);
  if (reading.design === undefined) {
    if (understood.engine === 'design') throw designError(reading, tool);
    return { understood, problems: reading.errors, reading };
  }
  checkSize(reading.design, tool);
  if (understood.engine === 'offline' && understood.coverage < LEAST_COVERAGE)
    return { understood, problems: [], reading };
  const request = requestOf(
    args,
    { ...understood, warnings: [...understood.warnings, ...warnings] },
    reading,
    reading.design,
  );
  return understood.engine === 'design' ? request : compilable(compiler, args, { understood, reading, request });
}

/** Reads what was made of words; without the access rules whose condition the language has, and nobody generates. */
function readNarrowed(
  compiler: Compiler,
  { given }: GeneratorArguments,
  { engine, wire }: Understood,
): { readonly reading: Reading; readonly warnings: readonly string[] } {
  const reading = compiler.readDesign(wire);
  if (engine === 'design' || isGiven(given['resources']) || reading.design !== undefined)
    return { reading, warnings: [] };
  const rest = withoutConditions(
    wire,
    reading.errors.filter(({ code }) => code === 'UNSUPPORTED'),
    (_, position, index) => position === index,
  );
  const again = rest.warnings.length === 0 ? undefined : compiler.readDesign(rest.wire);
  return again?.design === undefined ? { reading, warnings: [] } : { reading: again, warnings: rest.warnings };
}

/** What was made of words, without the choices that cannot be generated; a draft if that is not enough. */
function compilable(
  compiler: Compiler,
  args: GeneratorArguments,
  { understood, reading, request }: { understood: Understood; reading: Reading; request: ReadRequest },
): ReadRequest | Draft {
  const compiled = compiler.compile(request.design);
  const unsupported = compiled.unsupported ?? [];
  if (unsupported.length === 0) return { ...request, compiled };
  const chosen = isGiven(args.given['config']) ? request.wire : withoutChoices(request.wire, unsupported);
  const narrowed = withoutConditions(
    chosen,
    isGiven(args.given['resources']) ? [] : unsupported,
    ({ name }, _, index) => name === request.design.resources[index]?.name,
  );
  const rest = compiler.readDesign(narrowed.wire);
  const again = rest.design && compiler.compile(rest.design);
  if (!rest.design || !again || (again.unsupported ?? []).length > 0)
    return { understood, problems: unsupported.map((problem) => ({ ...problem, code: 'UNSUPPORTED' })), reading };
  const left = unsupported.map((problem) => `Left out: ${describeProblem(problem)}`);
  return {
    ...request,
    design: rest.design,
    wire: rest.wire,
    warnings: [...request.warnings, ...left, ...narrowed.warnings],
    compiled: again,
  };
}

function requestOf(args: GeneratorArguments, understood: Understood, reading: Reading, design: ApiDesign): ReadRequest {
  return {
    engine: understood.engine,
    design,
    wire: reading.wire ?? understood.wire,
    assumptions: [...understood.assumptions, ...reading.assumptions.map(describeProblem)],
    unparsed: understood.unparsed,
    warnings: [...understood.warnings, ...args.warnings, ...reading.warnings.map(describeProblem)],
    ...(understood.usage === undefined ? {} : { usage: understood.usage }),
  };
}

/** Generates the project of a design and keeps it. */
export async function generateProject(request: ReadRequest, tool: string, context: CallContext): Promise<Generation> {
  const compiled = request.compiled ?? compileSupported(await context.session.compiler(), request.design, tool);
  const bundle = projectBundle(compiled, request.wire);
  const recipe: Recipe = { kind: 'project', design: request.wire };
  context.session.library.keep(bundle, recipe);
  return { ...request, bundle, routes: compiled.routes, warnings: [...request.warnings, ...compiled.warnings] };
}

/** Throws UNSUPPORTED for options that are valid, but cannot be generated. */
export function rejectUnsupported(compiled: Compiled, tool: string): void {
  const unsupported = compiled.unsupported ?? [];
  if (unsupported.length === 0) return;
  throw problemsError('UNSUPPORTED', unsupported, `Change these options and call ${tool} again.`);
}

function compileSupported(compiler: Compiler, design: ApiDesign, tool: string): Compiled {
  const compiled = compiler.compile(design);
  rejectUnsupported(compiled, tool);
  return compiled;
}

async function understandRequest(
  compiler: Compiler,
  given: Arguments,
  tool: string,
  signal: AbortSignal,
): Promise<Understood> {
  const reader = new ArgumentReader(given);
  const description = reader.text('description')?.trim();
  reader.check(tool);
  if (description !== undefined && description.length > MAX_DESCRIPTION) {
    throw new ToolError(
      'LIMIT_EXCEEDED',
      `description: is ${description.length} characters long; the limit is ${MAX_DESCRIPTION}`,
      'Shorten it, or pass `resources` instead.',
    );
  }
  if (!isGiven(given['resources']) && !description) throw nothingToGenerate(tool);
  rejectTooMany(given['resources'], tool);
  const { description: _, ...rest } = given;
  return compiler.understand(description ?? '', rest, { signal, log });
}

const EXAMPLE = '[{"name":"Post","fields":["title: string(1..200)","body?: text"]}]';

function nothingToGenerate(tool: string): ToolError {
  return new ToolError(
    'INVALID_DESIGN',
    'there is nothing to generate: neither `resources` nor `description` was given',
    `Call ${tool} with resources, e.g. ${EXAMPLE}.`,
  );
}

/** Checked before the design is read, so that an absurd one costs nothing. */
function rejectTooMany(resources: unknown, tool: string): void {
  const list = parseJsonText(resources);
  const amount = Array.isArray(list) ? list.length : isRecord(list) ? Object.keys(list).length : 0;
  if (amount > MAX_RESOURCES) throw tooManyResources(amount, tool);
}

function checkSize(design: ApiDesign, tool: string): void {
  if (design.resources.length > MAX_RESOURCES) throw tooManyResources(design.resources.length, tool);
  const large = design.resources.filter(({ fields, relations }) => fields.length + relations.length > MAX_FIELDS);
  if (large.length === 0) return;
  const problems = large.map((resource) => ({
    path: `resources.${resource.name}.fields`,
    message: `has ${resource.fields.length + resource.relations.length} fields; the limit is ${MAX_FIELDS}`,
  }));
  throw problemsError('LIMIT_EXCEEDED', problems, `Split these resources and call ${tool} again.`);
}

function tooManyResources(amount: number, tool: string): ToolError {
  return new ToolError(
    'LIMIT_EXCEEDED',
    `resources: ${amount} were given; the limit is ${MAX_RESOURCES}`,
    `Split the service, and call ${tool} once for each part.`,
  );
}

/** What was ignored is told too: a misspelt key is often the reason of what is missing. */
function designError({ errors, warnings }: Reading, tool: string): ToolError {
  const fix = `Correct these and call ${tool} again with the whole design.`;
  const ignored = warnings.map((warning) => ({ ...warning, message: `(warning) ${warning.message}` }));
  return problemsError(codeOf(errors), [...errors, ...ignored], fix);
}

/** The most specific code that all errors share; a mistake among them makes the design invalid. */
function codeOf(errors: readonly DesignIssue[]): 'INVALID_DESIGN' | 'UNSUPPORTED' | 'LIMIT_EXCEEDED' {
  const [first] = errors;
  const shared = first?.code !== undefined && errors.every((error) => error.code === first.code);
  return shared && first?.code !== undefined ? first.code : 'INVALID_DESIGN';
}

/** Why a draft is no design, for tools that answer with files only. */
export function draftError(draft: Draft, tool: string): ToolError {
  const unparsed = draft.understood.unparsed.map((piece) => ({
    path: 'description',
    message: 'not understood',
    got: piece,
  }));
  const reasons = draft.understood.warnings.map((message) => ({ path: '', message }));
  const code = draft.problems.length > 0 ? codeOf(draft.problems) : 'INVALID_DESIGN';
  return problemsError(code, [...reasons, ...draft.problems, ...unparsed], draftFix(draft, tool));
}

/** Longest draft that an error quotes. */
const MAX_QUOTED_DRAFT = 2_000;

/** What was read already need not be written again. */
function draftFix({ understood }: Draft, tool: string): string {
  const draft = JSON.stringify(understood.wire);
  const isUseful = isRecord(understood.wire) && isGiven(understood.wire['resources']);
  if (isUseful && draft.length <= MAX_QUOTED_DRAFT)
    return `Correct this draft and call ${tool} again with it: ${draft}`;
  return `Call ${tool} with resources that you write yourself, e.g. ${EXAMPLE}.`;
}
