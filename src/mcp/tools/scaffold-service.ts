import { generateProject, readRequest } from '../generate.ts';
import { readGeneratorArguments } from '../generator-arguments.ts';
import { projectAnswer } from '../project-answer.ts';
import { fullDesignInput } from '../schemas/design-input.ts';
import { GENERATOR_OUTPUT } from '../schemas/output.ts';
import { LARGE_RESULTS, READ_ONLY, type Tool } from '../tool.ts';

const NAME = 'scaffold_service';

/** One or many resources as one consistent service. */
export const scaffoldService: Tool = {
  name: NAME,
  title: 'Scaffold a service',
  description:
    'Generates a complete FastAPI service from one or many resources: a consistent project with authentication, ' +
    'migrations, tests, Dockerfile and CI. Answers with the design, the route table and a manifest of the files ' +
    '(detail "full" adds contents as far as they fit); read_files pages the contents. Pass `resources` yourself when you ' +
    'can: it is exact. `description` alone is parsed offline and less exact. Example arguments: {"service":"Library",' +
    '"resources":[{"name":"Book","fields":["title: string(1..200)","isbn: string unique"]},' +
    '{"name":"Loan","fields":["book: -> Book","borrower: -> User","due_on: date"]}]}. ' +
    'Nothing is written to disk. Errors list paths and suggestions: fix and call again.',
  inputSchema: (wire) => fullDesignInput(wire, 'manifest'),
  outputSchema: GENERATOR_OUTPUT,
  hints: READ_ONLY,
  meta: LARGE_RESULTS,
  async run(received, context) {
    const args = readGeneratorArguments(received, NAME, 'manifest');
    const request = await readRequest(args, NAME, context);
    return projectAnswer(await generateProject(request, NAME, context), args.detail, context.session);
  },
};
