/** Tasks and events. */
import type { Callable } from '../api-design.ts';
import { parseCallableLine } from '../grammar/lines.ts';
import type { Line } from '../normalise/lines.ts';
import { checkField } from './fields.ts';
import type { Draft } from './model.ts';
import { readLine } from './read-line.ts';

/** Reads the tasks or events of a design. */
export function readCallables(lines: readonly Line[], what: 'task' | 'event', draft: Draft): Callable[] {
  const found: Callable[] = [];
  for (const line of lines) {
    const callable = readLine(line, draft.report, parseCallableLine);
    if (!callable) continue;
    if (found.some(({ name }) => name === callable.name)) {
      draft.report.error(line.path, `${what} ${callable.name} is defined twice`, { got: line.text });
      continue;
    }
    const specs = callable.arguments.filter((spec) => {
      if (spec.relation)
        draft.report.error(line.path, `${callable.name}: an argument is a value, write "${spec.name}_id: uuid"`);
      return !spec.relation;
    });
    found.push({
      name: callable.name,
      arguments: specs.flatMap((spec) => checkField(spec, line.path, draft.report) ?? []),
      ...(callable.schedule === undefined ? {} : { schedule: callable.schedule }),
      ...(callable.description === undefined ? {} : { description: callable.description }),
    });
  }
  return found;
}
