/** app/background.py: what happens after a transaction. The design says when and with what; what it is, its owner writes. */
import type { ServicePlan, TaskPlan } from '../../plan/index.ts';
import { modules } from '../../plan/symbols.ts';
import { plainType, orNull } from '../../pydantic/values.ts';
import { doc, type ModuleSpec, Name, paragraphs, type Part, py } from '../../python/index.ts';
import type { Persistence } from '../../targets/types.ts';

/** The tasks module; null when no action calls one. */
export function tasksModule({ tasks }: ServicePlan, { flow }: Persistence): ModuleSpec | null {
  if (tasks.length === 0) return null;
  return {
    path: 'app/background.py',
    doc: 'What happens after a transaction, when the response is on its way.',
    body: paragraphs(
      py`_logger = ${modules.logging}.getLogger(__name__)`,
      tasks.map((each) => flow.part(taskFunction(each))),
    ),
  };
}

function taskFunction({ symbol, parameters, about }: TaskPlan): Part {
  const names = parameters.map(({ attribute }) => new Name(attribute));
  const given = parameters.map(({ json, attribute }) => py`${json}: str(${new Name(attribute)})`);
  return py`
    async def ${new Name(symbol.name!)}(${parameters.map((each, index) => py`${names[index]}: ${typeOf(each)}`)}) -> None:
        ${doc(about)}
        _logger.warning(${[py`${`${symbol.name!} is not written yet`}`, given.length > 0 && py`extra={${given}}`]})
  `;
}

function typeOf(plan: TaskPlan['parameters'][number]): Part {
  const one = plainType(plan);
  return orNull(plan.field.list ? py`list[${one}]` : one, plan.field.nullable);
}
