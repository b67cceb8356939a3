/** The spellings of a name: snake_case in JSON, PascalCase for resources, kebab-case in paths. */

/** The longest name of a resource, field, relation, action, role or task. */
export const MAX_NAME = 50;

/** Whether a text is a snake_case name: a letter, then letters, digits and underscores. */
export const isName = (text: string): boolean => /^[a-z][a-z0-9_]*$/.test(text);

/** What is in this spelling already. */
const SNAKE = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

/** `createdAt`, `Created At` and `created-at` are `created_at`; underscores at the ends go. */
export function snake(text: string): string {
  if (SNAKE.test(text)) return text;
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[\s\-_]+/g, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase();
}

/** `blog_post`, `blog post` and `blogPost` are `BlogPost`. */
export function pascal(text: string): string {
  return snake(text)
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `blog_posts` is `blog-posts`, as in a path. */
export const kebab = (name: string): string => name.replaceAll('_', '-');

/** A list is named in the plural by convention; this only drops a plural ending to name one of its rows. */
export function singularOf(plural: string): string {
  if (plural.endsWith('ies')) return plural.replace(/ies$/, 'y');
  if (/(?:ss|x|ch|sh)es$/.test(plural)) return plural.replace(/es$/, '');
  return /[^s]s$/.test(plural) ? plural.slice(0, -1) : plural;
}

/** What requests and responses call the ids of a many-to-many relation: `tag_ids` for `tags`. */
export const idsOf = (link: string): string => `${singularOf(link)}_ids`;
