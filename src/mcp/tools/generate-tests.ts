import { ArgumentReader, isRecord, readBundleId } from '../arguments.ts';
import { testSuite, wireWithTests } from '../build.ts';
import { ToolError } from '../errors.ts';
import { readFollowUp } from '../follow-ups.ts';
import { type ReadRequest, readRequest, rejectUnsupported } from '../generate.ts';
import { type GeneratorArguments, readGeneratorArguments } from '../generator-arguments.ts';
import { answerOf } from '../result/answer.ts';
import { composeResult } from '../result/compose.ts';
import { bareDesignInput } from '../schemas/design-input.ts';
import { text } from '../schemas/json-schema.ts';
import { GENERATOR_OUTPUT } from '../schemas/output.ts';
import { sizeOf } from '../summary.ts';
import { type Answer, type CallContext, type Tool, understandsEnglish } from '../tool.ts';

const NAME = 'generate_tests';

/** The test suite of a design, as the project with `include_tests: true` has it. */
export const generateTests: Tool = {
  name: NAME,
  title: 'Generate the test suite',
  description:
    'Generates the pytest suite of a design: exactly the files that include_tests true adds to its project. Per route: ' +
    'anonymous, wrong role, other owner, happy path, each constraint, conflicts, all pages. Pass the `bundle_id` of an ' +
    'earlier result, or a design as for generate_crud.',
  inputSchema: (wire) =>
    bareDesignInput(wire, 'full', { bundle_id: text('Of an earlier result; instead of a design') }),
  outputSchema: GENERATOR_OUTPUT,
  hints: understandsEnglish,
  async run(received, context) {
    const args = readGeneratorArguments(received, NAME, 'full', ['bundle_id']);
    const request = await readRequest(withDesign(args, context), NAME, context);
    return suiteAnswer(request, args, context);
  },
};

/** The arguments with the design of the bundle, when they name one. */
function withDesign(args: GeneratorArguments, { session }: CallContext): GeneratorArguments {
  const reader = new ArgumentReader(args.own);
  if (!reader.has('bundle_id')) return args;
  if (Object.keys(args.given).length > 0) {
    throw new ToolError(
      'INVALID_DESIGN',
      `bundle_id: was given together with ${Object.keys(args.given).join(', ')}`,
      'Pass either the bundle_id of an earlier result or a design, not both.',
    );
  }
  const { design } = session.library.recipe(readBundleId(reader, NAME));
  return { ...args, given: isRecord(design) ? design : {} };
}

async function suiteAnswer(request: ReadRequest, args: GeneratorArguments, context: CallContext): Promise<Answer> {
  const { bundle, compiled, changed } = testSuite(await context.session.compiler(), request.design);
  rejectUnsupported(compiled, NAME);
  const wire = wireWithTests(request.wire);
  context.session.library.keep(bundle, { kind: 'tests', design: wire });
  return answerOf(
    composeResult({
      bundleId: bundle.id,
      summary: `Tests of ${request.design.service}: ${sizeOf(bundle)}.`,
      engine: request.engine,
      design: wire,
      routes: compiled.routes,
      files: bundle.files,
      withContents: args.detail === 'full',
      assumptions: request.assumptions,
      unparsed: request.unparsed,
      warnings: [...request.warnings, ...compiled.warnings, ...changedWarning(changed)],
      usage: request.usage,
      followUps: (omitted) => readFollowUp(bundle.id, bundle.files, omitted),
    }),
  );
}

function changedWarning(changed: readonly string[]): readonly string[] {
  if (changed.length === 0) return [];
  return [`With include_tests true these files of the project differ too: ${changed.join(', ')}.`];
}
