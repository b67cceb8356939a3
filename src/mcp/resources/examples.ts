import blog from '../../../examples/blog.json' with { type: 'json' };
import clinic from '../../../examples/clinic.json' with { type: 'json' };
import conduit from '../../../examples/conduit.json' with { type: 'json' };
import helpdesk from '../../../examples/helpdesk.json' with { type: 'json' };
import library from '../../../examples/library.json' with { type: 'json' };
import shop from '../../../examples/shop.json' with { type: 'json' };
import tickets from '../../../examples/tickets.json' with { type: 'json' };
import todo from '../../../examples/todo.json' with { type: 'json' };

/** Complete designs, by name, as a person would write them. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  blog,
  clinic,
  conduit,
  helpdesk,
  library,
  shop,
  tickets,
  todo,
};
