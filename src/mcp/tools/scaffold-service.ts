import { draftOrError } from '../draft-answer.ts';
import { generateProject, readOrDraft } from '../generate.ts';
import { readGeneratorArguments } from '../generator-arguments.ts';
import { projectAnswer } from '../project-answer.ts';
import { fullDesignInput } from '../schemas/design-input.ts';
import { GENERATOR_OUTPUT } from '../schemas/output.ts';
import { type Tool, understandsEnglish } from '../tool.ts';

const NAME = 'scaffold_service';

/** One or many resources as one consistent service. */
export const scaffoldService: Tool = {
  name: NAME,
  title: 'Scaffold a service',
  description:
    'Generates a complete FastAPI service from one or many resources: one consistent project with authentication, ' +
    'migrations, tests, Dockerfile and CI. Answers with the design, the routes and a list of files; read_files pages their ' +
    'contents. Pass `resources` yourself when you can. Example: {"service":"Library","resources":[{"name":"Book",' +
    '"fields":["title: string(1..200)","isbn: string unique"]}]}. ' +
    'Errors name every problem and its fix: mend all, call again.',
  inputSchema: (wire) => fullDesignInput(wire, 'manifest'),
  outputSchema: GENERATOR_OUTPUT,
  hints: understandsEnglish,
  async run(received, context) {
    const args = readGeneratorArguments(received, NAME, 'manifest');
    const outcome = await readOrDraft(args, NAME, context);
    if (!('design' in outcome)) return draftOrError(outcome, NAME);
    return projectAnswer(await generateProject(outcome, NAME, context), args.detail, context.session);
  },
};
