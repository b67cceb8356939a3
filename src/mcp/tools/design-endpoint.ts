import { draftAnswer } from '../draft-answer.ts';
import { generateProject, readOrDraft } from '../generate.ts';
import { readGeneratorArguments } from '../generator-arguments.ts';
import { projectAnswer } from '../project-answer.ts';
import { endpointsFirst } from '../reading-order.ts';
import { fullDesignInput } from '../schemas/design-input.ts';
import { GENERATOR_OUTPUT } from '../schemas/output.ts';
import { type Tool, understandsEnglish } from '../tool.ts';

const NAME = 'design_endpoint';

/** From English or a design to the normalised design, its routes and its code. */
export const designEndpoint: Tool = {
  name: NAME,
  title: 'Design FastAPI endpoints',
  description:
    'Designs FastAPI endpoints, CRUD and custom actions, and generates them. Returns the normalised design to edit, the ' +
    'route table, every assumption, what was not understood, and the code, the files of the endpoints first. Pass ' +
    '`resources` yourself when you can. Example: {"service":"Shop","resources":[{"name":"Order","fields":["total: money ' +
    'min=0","customer: -> User"],"access":["read,update: owner"]}]}. Errors name every problem and its fix: mend all, ' +
    'call again.',
  inputSchema: (wire) => fullDesignInput(wire, 'full'),
  outputSchema: GENERATOR_OUTPUT,
  hints: understandsEnglish,
  async run(received, context) {
    const args = readGeneratorArguments(received, NAME, 'full');
    const outcome = await readOrDraft(args, NAME, context);
    if (!('design' in outcome)) return draftAnswer(outcome, NAME);
    const generation = await generateProject(outcome, NAME, context);
    const files = endpointsFirst(generation.bundle.files, generation.design);
    return projectAnswer(generation, args.detail, context.session, files);
  },
};
