import blog from '../../../examples/blog.json' with { type: 'json' };
import conduit from '../../../examples/conduit.json' with { type: 'json' };
import helpdesk from '../../../examples/helpdesk.json' with { type: 'json' };
import library from '../../../examples/library.json' with { type: 'json' };
import shop from '../../../examples/shop.json' with { type: 'json' };
import todo from '../../../examples/todo.json' with { type: 'json' };

/** Complete designs, by name, as a person would write them. */
export const EXAMPLES: Readonly<Record<string, unknown>> = { blog, conduit, helpdesk, library, shop, todo };
