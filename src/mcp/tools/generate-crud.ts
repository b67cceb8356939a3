import type { ApiDesign } from '../../design/api-design.ts';
import { ToolError } from '../errors.ts';
import { draftOrError } from '../draft-answer.ts';
import { generateProject, readOrDraft } from '../generate.ts';
import { readGeneratorArguments } from '../generator-arguments.ts';
import { projectAnswer } from '../project-answer.ts';
import { briefDesignInput } from '../schemas/design-input.ts';
import { GENERATOR_OUTPUT } from '../schemas/output.ts';
import { listed } from '../text.ts';
import { type Tool, understandsEnglish } from '../tool.ts';

const NAME = 'generate_crud';

/** One resource and what it refers to, as a runnable project. */
export const generateCrud: Tool = {
  name: NAME,
  title: 'Generate a CRUD API',
  description:
    'Generates a complete, tested FastAPI project for one resource and what it refers to: models, schemas, router, ' +
    'service, authentication, pagination, filters, migrations. Pass `resources` yourself when you can. ' +
    'Example: {"service":"Blog API","resources":[{"name":"Post","fields":["title: string(1..200)","author: -> User"]}]}. ' +
    'For several resources call scaffold_service. Errors name every problem and its fix: mend all, call again.',
  inputSchema: (wire) => briefDesignInput(wire, 'full'),
  outputSchema: GENERATOR_OUTPUT,
  hints: understandsEnglish,
  async run(received, context) {
    const args = readGeneratorArguments(received, NAME, 'full');
    const outcome = await readOrDraft(args, NAME, context);
    if (!('design' in outcome)) return draftOrError(outcome, NAME);
    requireOneResource(outcome.design);
    return projectAnswer(await generateProject(outcome, NAME, context), args.detail, context.session);
  },
};

/** Several resources are one CRUD API when all but one are what that one refers to. */
function requireOneResource(design: ApiDesign): void {
  const { resources } = design;
  if (resources.length <= 1 || resources.some(({ name }) => reachable(design, name).size === resources.length)) return;
  const names = resources.map((resource) => resource.name);
  throw new ToolError(
    'INVALID_DESIGN',
    `resources: generate_crud takes one resource and what it refers to, but got ${listed(names.slice(0, 10))}`,
    'Call scaffold_service with the same arguments.',
  );
}

/** The resource and all that it refers to, directly or not. */
function reachable(design: ApiDesign, start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const resource = design.resources.find((one) => one.name === name);
    if (resource === undefined || found.has(name)) continue;
    found.add(name);
    open.push(...resource.relations.map((relation) => relation.target));
  }
  return found;
}
