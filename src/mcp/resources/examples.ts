import blog from '../../../examples/blog.json' with { type: 'json' };
import todo from '../../../examples/todo.json' with { type: 'json' };

/** Complete designs, by name, as a person would write them. */
export const EXAMPLES: Readonly<Record<string, unknown>> = { blog, todo };
